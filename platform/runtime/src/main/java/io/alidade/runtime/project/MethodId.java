package io.alidade.runtime.project;

import io.alidade.api.AlidadeException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * {@code family.name}, and what follows from it: {@code acme.mean-colour} is plugin {@code acme},
 * package {@code acme.meancolour}, class {@code MeanColourMethod}.
 */
public record MethodId(String family, String name) {
  private static final String WORDS = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
  private static final List<String> TAKEN = List.of("io", "java", "javax", "alidade", "ai", "org");

  public MethodId {
    if (!family.matches(WORDS) || !name.matches(WORDS)) {
      throw refused(family + "." + name, "expected family.name in kebab-case, as in acme.mine");
    }
    if (!SourceVersion.isName(joined(family) + "." + joined(name))) {
      throw refused(family + "." + name, "expected words that can name a Java package");
    }
  }

  /** An id that a new project can have: its first package is nobody else's. */
  public static MethodId of(String text) {
    MethodId id = parse(text);
    if (TAKEN.contains(id.family())) {
      throw refused(text, "expected a family of your own, as in acme.mine");
    }
    return id;
  }

  /** Any id. */
  public static MethodId parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 0) {
      throw refused(text, "expected family.name in kebab-case, as in acme.mine");
    }
    return new MethodId(text.substring(0, dot), text.substring(dot + 1));
  }

  /** {@code acme.meancolour}: what a package's name ends in, and all of a new project's. */
  public String packageName() {
    return joined(family) + "." + joined(name);
  }

  /** {@code MeanColour}: what class names begin with. */
  public String typeName() {
    return Arrays.stream(name.split("-", -1))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  private static String joined(String words) {
    return words.replace("-", "");
  }

  private static AlidadeException refused(String id, String expected) {
    return new AlidadeException(
        AlidadeException.Kind.CONFIG, "method id " + id + " cannot be used; " + expected);
  }

  @Override
  public String toString() {
    return family + "." + name;
  }
}
