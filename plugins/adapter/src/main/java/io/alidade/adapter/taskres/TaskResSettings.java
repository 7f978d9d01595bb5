package io.alidade.adapter.taskres;

import io.alidade.api.Range;
import java.util.List;

/**
 * What of TaskRes can be set.
 *
 * @param alpha factor on the residual
 * @param templates sentences of the class texts
 */
public record TaskResSettings(@Range(min = 0) double alpha, List<String> templates) {
  public TaskResSettings {
    templates = List.copyOf(templates);
  }
}
