package io.alidade.data;

import io.alidade.api.Range;
import java.util.List;

/**
 * Which text a sample is trained with.
 *
 * @param alternative share of texts that are not the plain caption: half of them a template with
 *     the plain caption in it, half another caption of the sample, where it has both
 * @param templates sentences with {@code {}} where the caption goes
 */
public record CaptionSettings(@Range(min = 0, max = 1) double alternative, List<String> templates) {
  /** The plain caption always. */
  public static final CaptionSettings PLAIN = new CaptionSettings(0, List.of());

  public CaptionSettings {
    templates = List.copyOf(templates);
    for (String template : templates) {
      if (!template.contains("{}")) {
        throw new IllegalArgumentException(
            "templates holds \"" + template + "\"; expected {} where the caption goes");
      }
    }
  }
}
