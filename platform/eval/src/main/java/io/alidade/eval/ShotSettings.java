package io.alidade.eval;

import io.alidade.api.Range;
import java.util.List;

/**
 * How many samples a method may see, and how it is tested.
 *
 * @param shots training samples a class; 0 for all
 * @param templates as in {@link ZeroShotSettings}
 */
public record ShotSettings(
    @Range(min = 0, max = 16) int shots,
    List<String> templates,
    ZeroShotSettings.Execution execution) {
  public ShotSettings {
    templates = new ZeroShotSettings(templates, execution).templates();
  }

  ZeroShotSettings zeroShot() {
    return new ZeroShotSettings(templates, execution);
  }
}
