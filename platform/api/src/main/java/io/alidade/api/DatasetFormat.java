package io.alidade.api;

import java.nio.file.Path;
import org.pf4j.ExtensionPoint;

/** A way of reading data sets, annotated with one {@link DatasetSpec} a data set. */
public interface DatasetFormat extends ExtensionPoint {
  /** Opens the data set of that id. May take long the first time; reports to {@code progress}. */
  Dataset open(Request request);

  /**
   * What is asked of a format.
   *
   * @param id one of the ids in {@link DatasetSpec}, with a path in place of its {@code *},
   *     relative to where the user stands
   * @param cache a folder for derived data, shared by processes and deletable at any time
   */
  record Request(String id, Path cache, Progress progress) {}
}
