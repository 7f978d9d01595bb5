package io.alidade.prompt.vpt;

import io.alidade.api.Range;
import java.util.List;

/**
 * What of the prompts can be set.
 *
 * @param tokens T, before a block
 * @param deep whether each block has its own
 * @param templates sentences of the class texts that training is against
 */
record VptSettings(@Range(min = 1) int tokens, boolean deep, List<String> templates) {
  VptSettings {
    templates = List.copyOf(templates);
  }
}
