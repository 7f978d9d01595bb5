package io.alidade.runtime.plan;

import java.nio.file.Path;

/** What an experiment builds on. */
public sealed interface Foundation {
  /** An experiment's runs, seed by seed; they come first where they were not. */
  record Trained(Experiment experiment) implements Foundation {}

  /** The same of an experiment that stands in the registry. */
  record Known(String identity) implements Foundation {
    static final String PREFIX = "run:";
  }

  /** A checkpoint's folder. */
  record Folder(Path path, String fingerprint) implements Foundation {}
}
