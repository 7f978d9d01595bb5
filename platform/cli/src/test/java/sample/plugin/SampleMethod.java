package sample.plugin;

import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Preparation;

/**
 * A method to be packed into a plugin; without {@code @Extension}, so not one of this class path.
 */
@MethodSpec(
    id = "sample.method",
    leaf = Leaf.PROMPT_TEXT,
    summary = "Does nothing",
    paper = "Nobody. Nothing",
    year = 2024,
    needs = {},
    settings = SampleMethod.Settings.class)
public final class SampleMethod implements Method {
  /** No keys. */
  public record Settings() {}

  @Override
  public Learner prepare(Preparation given) {
    throw new UnsupportedOperationException("only listed, never run");
  }
}
