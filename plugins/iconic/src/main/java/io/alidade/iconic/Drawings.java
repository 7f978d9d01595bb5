package io.alidade.iconic;

import io.alidade.api.AlidadeException;
import io.alidade.api.Image;
import io.alidade.api.Progress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The drawings of one list of icons: a hash of their sources, then the pixels of each in order.
 * They are kept in a file named by the hash of everything that decides them. Thread-safe.
 */
final class Drawings {
  /** Pixels a side; models of another size resize. */
  static final int SIZE = 64;

  private static final int BYTES = SIZE * SIZE * 4;

  private final ByteBuffer content;

  private Drawings(ByteBuffer content) {
    this.content = content;
  }

  /**
   * A list of icons that are kept in one file.
   *
   * @param name the file's name starts with it
   * @param icons {@code set/icon}
   */
  record Sheet(String name, List<String> icons) {
    Sheet {
      icons = List.copyOf(icons);
    }

    int bytes() {
      return Sha256.BYTES + icons.size() * BYTES;
    }

    String file() {
      Sha256 hash = new Sha256().add(Renderer.DRAWING).add(SIZE);
      bySet().keySet().forEach(set -> hash.add(set).add(IconSet.stamp(set)));
      icons.forEach(hash::add);
      return name + "-" + hash.hex().substring(0, 16) + ".rgba";
    }

    /** Places in the list, by icon set. */
    Map<String, List<Integer>> bySet() {
      Map<String, List<Integer>> places = new LinkedHashMap<>();
      for (int i = 0; i < icons.size(); i++) {
        String icon = icons.get(i);
        String set = icon.substring(0, icon.indexOf('/'));
        places.computeIfAbsent(set, key -> new ArrayList<>()).add(i);
      }
      return places;
    }
  }

  /** The n-th drawing. */
  Image image(int index) {
    byte[] rgba = new byte[BYTES];
    content.get(Sha256.BYTES + index * BYTES, rgba);
    return new Image(SIZE, SIZE, 4, rgba);
  }

  /** Hash of what the icons' sources hold: equal on every machine. */
  byte[] sources() {
    byte[] hash = new byte[Sha256.BYTES];
    content.get(0, hash);
    return hash;
  }

  /** Opens the sheets, drawing what the cache has not; by the sheets' names. */
  static Map<String, Drawings> open(List<Sheet> sheets, Cache cache, Progress progress) {
    Map<String, Drawings> open = new HashMap<>();
    List<Sheet> missing = new ArrayList<>();
    for (Sheet sheet : sheets) {
      Optional<ByteBuffer> kept =
          cache.read(sheet.file()).filter(content -> content.remaining() == sheet.bytes());
      kept.ifPresentOrElse(
          content -> open.put(sheet.name(), new Drawings(content)), () -> missing.add(sheet));
    }
    Count count = new Count(progress, missing.stream().mapToInt(s -> s.icons().size()).sum());
    for (Sheet sheet : missing) {
      ByteBuffer content = draw(sheet, count);
      cache.write(sheet.file(), content); // Each as soon as it is whole: Ctrl-C loses one sheet.
      open.put(sheet.name(), new Drawings(content));
    }
    return open;
  }

  private static ByteBuffer draw(Sheet sheet, Count count) {
    ByteBuffer content = ByteBuffer.allocate(sheet.bytes());
    byte[][] sources = new byte[sheet.icons().size()][];
    sheet.bySet().entrySet().parallelStream()
        .forEach(
            entry -> {
              IconSet set = IconSet.read(entry.getKey());
              entry.getValue().parallelStream()
                  .forEach(place -> sources[place] = draw(sheet, place, set, content, count));
            });
    Sha256 hash = new Sha256();
    IntStream.range(0, sources.length).forEach(i -> hash.add(sheet.icons().get(i)).add(sources[i]));
    return content.put(0, hash.bytes());
  }

  /** Draws into {@code content}; returns the source's hash. */
  private static byte[] draw(Sheet sheet, int place, IconSet set, ByteBuffer content, Count count) {
    String name = sheet.icons().get(place);
    IconSet.Icon icon =
        set.icon(name.substring(name.indexOf('/') + 1))
            .orElseThrow(
                () ->
                    new AlidadeException(
                        AlidadeException.Kind.DATA, name + " is not in " + IconSet.ARTIFACT));
    Image image = Renderer.draw(name, icon, SIZE);
    content.put(Sha256.BYTES + place * BYTES, image.pixels());
    count.more();
    Sha256 hash = new Sha256();
    icon.addTo(hash);
    return hash.bytes();
  }

  /** Says how many are drawn, in order. */
  private static final class Count {
    private final Progress progress;
    private final int total;
    private int done;

    Count(Progress progress, int total) {
      this.progress = progress;
      this.total = total;
    }

    synchronized void more() {
      done++;
      progress.advance("icons drawn", done, total);
    }
  }
}
