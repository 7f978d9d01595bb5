package io.alidade.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Engine;
import io.alidade.nn.TokenBatches;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TinyClipTest {
  @TempDir Path folder;

  @Test
  void isReadAsAFoundation() {
    List<String> texts = List.of("a red cat", "a dog");
    try (NDManager manager = Engine.openOnCpu()) {
      DualTowers towers = DualTowers.read(TinyClip.write(folder, texts), manager);
      NDArray embedded =
          towers.encodeText(TokenBatches.encode(towers.tokenizer(), texts, manager)); // (2, D)

      assertThat(embedded.getShape()).isEqualTo(new Shape(2, 16));
      assertThat(embedded.get(0).dot(embedded.get(1)).getFloat()).isLessThan(0.999f);
      assertThat(towers.logitScale().getFloat()).isBetween(9.99f, 10.01f);
    }
  }
}
