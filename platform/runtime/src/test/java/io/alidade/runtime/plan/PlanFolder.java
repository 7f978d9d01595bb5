package io.alidade.runtime.plan;

import io.alidade.api.AlidadeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Experiment files in a folder of a test's own. */
public record PlanFolder(Path folder) {
  /** The least an experiment says. */
  public static final String LEAST =
      """
      method = toy.clip
      data.dataset = "iconic/emoji"
      evaluate = [{ protocol = zero-shot, dataset = "iconic/emoji", split = test }]
      """;

  Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Suite plan(String text, Map<String, String> overrides) {
    return Suite.plan(write("a.conf", text), overrides, ToyCatalog.FIRST);
  }

  public Suite plan(String text) {
    return plan(text, Map.of());
  }

  /** The one experiment of a file. */
  Experiment only(String text) {
    return plan(text).experiments().get(0);
  }

  Experiment readBack(Experiment experiment) {
    return Suite.readBack(write("config.conf", experiment.text()), ToyCatalog.FIRST);
  }

  /** What planning says is wrong, with the folder taken off; empty where it plans. */
  String said(String text, Map<String, String> overrides) {
    try {
      plan(text, overrides);
      return "";
    } catch (AlidadeException e) {
      return String.valueOf(e.getMessage()).replace(folder + "/", "");
    }
  }
}
