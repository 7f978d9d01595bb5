package io.alidade.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import io.alidade.runtime.config.Binder;
import io.alidade.runtime.config.ConfigText;
import io.alidade.runtime.config.Problems;
import io.alidade.runtime.config.RecordConfig;
import io.alidade.runtime.config.ReferenceKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The {@code reference.conf} beside a method or a protocol: its keys, defaults and comments. */
final class Reference {
  private final String text;
  private final String id;
  private final Class<? extends Record> settings;

  /**
   * Of that text.
   *
   * @param id also the path of its block
   */
  Reference(String text, String id, Class<? extends Record> settings) {
    this.text = text;
    this.id = id;
    this.settings = settings;
  }

  /** Reads the file beside a class. */
  static Reference beside(Class<?> owner, String id, Class<? extends Record> settings) {
    try (InputStream in = owner.getResourceAsStream("reference.conf")) {
      if (in == null) {
        throw new AssertionError(
            "%s has no reference.conf beside it; expected src/main/resources/%s/reference.conf with a block %s { ... }"
                .formatted(owner.getSimpleName(), owner.getPackageName().replace('.', '/'), id));
      }
      return new Reference(new String(in.readAllBytes(), StandardCharsets.UTF_8), id, settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A default and a comment for each component of the record, and nothing else in the block. */
  void check() {
    Config all = ConfigText.defaults(text, id).resolve();
    assertThat(all.hasPath(id))
        .withFailMessage("%s: reference.conf has no block %s { ... }; expected one", id, id)
        .isTrue();
    ConfigObject block = all.getObject(id);
    Problems problems = new Problems();
    Optional<? extends Record> defaults = new Binder(problems, "").bind(block, id, settings);
    assertThat(problems.list())
        .withFailMessage(
            () ->
                "%s: reference.conf does not fill %s: %s"
                    .formatted(id, settings.getSimpleName(), sentence(problems.list())))
        .isEmpty();
    defaults.ifPresent(record -> checkOptional(block, record));
    checkComments();
  }

  /**
   * The defaults with other values in their place.
   *
   * @param changes keys of the block, in HOCON
   */
  Record bind(String changes) {
    Config defaults = ConfigText.defaults(text, id).resolve().getConfig(id);
    Problems problems = new Problems();
    Optional<? extends Record> bound =
        new Binder(problems, "")
            .bind(
                ConfigText.defaults(changes, id).withFallback(defaults).resolve().root(),
                id,
                settings);
    problems.throwIfAny();
    return bound.orElseThrow();
  }

  /** An absent key is no problem to the binder where it is optional; a reader looks for it here. */
  private void checkOptional(ConfigObject block, Record defaults) {
    Set<String> missing = paths(RecordConfig.of(defaults));
    missing.removeAll(paths(block));
    assertThat(missing)
        .withFailMessage(
            "%s: reference.conf does not name %s; expected each key of %s, an optional one as null",
            id, missing, settings.getSimpleName())
        .isEmpty();
  }

  private void checkComments() {
    List<String> silent =
        ReferenceKeys.of(text).stream()
            .filter(key -> key.path().startsWith(id + "."))
            .filter(key -> key.comment().isBlank())
            .map(ReferenceKeys.Key::path)
            .toList();
    assertThat(silent)
        .withFailMessage(
            "%s: reference.conf says nothing of %s; expected a comment above each key", id, silent)
        .isEmpty();
  }

  private static Set<String> paths(ConfigObject object) {
    Set<String> paths = new TreeSet<>();
    collect(object, "", paths);
    return paths;
  }

  private static void collect(ConfigObject object, String prefix, Set<String> paths) {
    object.forEach(
        (key, value) -> {
          if (value instanceof ConfigObject nested && !nested.isEmpty()) {
            collect(nested, prefix + key + ".", paths);
          } else {
            paths.add(prefix + key);
          }
        });
  }

  private static String sentence(List<?> problems) {
    return String.join("; ", problems.stream().map(Object::toString).toList());
  }
}
