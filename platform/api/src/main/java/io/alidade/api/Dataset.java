package io.alidade.api;

/** An opened data set. */
public interface Dataset {
  DatasetCard card();

  /** The split of that name; an unknown one is an error that names those there are. */
  Split split(String name);
}
