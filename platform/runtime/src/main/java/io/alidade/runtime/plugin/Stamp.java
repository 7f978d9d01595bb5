package io.alidade.runtime.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is looked at to see whether a plugin changed since it was hashed.
 *
 * @param size bytes; of a folder, of all its files
 * @param modified milliseconds since 1970; of a folder, of its youngest file
 */
record Stamp(long size, long modified) {
  static Stamp of(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return ofFile(path);
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(path)) {
      files = walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).toList();
    }
    long size = 0;
    long modified = 0;
    for (Path file : files) {
      Stamp stamp = ofFile(file);
      size += stamp.size();
      modified = Math.max(modified, stamp.modified());
    }
    return new Stamp(size, modified);
  }

  private static Stamp ofFile(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new Stamp(attributes.size(), attributes.lastModifiedTime().toMillis());
  }
}
