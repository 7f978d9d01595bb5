package io.alidade.iconic;

import io.alidade.api.DatasetFormat;
import io.alidade.contracts.DatasetContract;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** A data set of each kind: the others differ in their lists alone. */
class IconicContractTest {
  abstract static class IconicContract extends DatasetContract {
    @Override
    protected DatasetFormat format() {
      return new IconicFormat();
    }
  }

  @Nested
  class Emoji extends IconicContract {
    @Override
    protected String dataset() {
      return "iconic/emoji";
    }
  }

  @Nested
  class EmojiUnseen extends IconicContract {
    @Override
    protected String dataset() {
      return "iconic/emoji-unseen";
    }
  }

  @Nested
  class Food extends IconicContract {
    @Override
    protected String dataset() {
      return "iconic/food";
    }
  }

  @Nested
  class Scenes extends IconicContract {
    @Override
    protected String dataset() {
      return "iconic/scenes";
    }

    @Override
    protected Set<String> apart() {
      return Set.of("train", "test", "tune", "validation");
    }
  }

  @Nested
  class FlagsContinent extends IconicContract {
    @Override
    protected String dataset() {
      return "iconic/flags-continent";
    }

    /** By country; the other sets are split by designer within each class. */
    @Override
    protected Set<String> apart() {
      return Set.of("train", "validation", "test");
    }
  }
}
