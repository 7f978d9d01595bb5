package io.alidade.runtime.project;

import io.alidade.api.AlidadeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The user's Maven repository: where Maven looks before it asks the network. */
public record LocalRepository(Path folder) {
  private static final Pattern OPTION = Pattern.compile("-Dmaven[.]repo[.]local=(\\S+)");
  private static final Pattern PLACEHOLDER = Pattern.compile("[$][{]([^}]+)[}]");

  /**
   * Where Maven would look: {@code -Dmaven.repo.local} of this JVM, of {@code MAVEN_OPTS} or of
   * {@code MAVEN_ARGS}; {@code localRepository} of the user's settings.xml; {@code
   * ~/.m2/repository}.
   */
  public static LocalRepository find() {
    return find(
        Path.of(System.getProperty("user.home")),
        System.getProperty("maven.repo.local", ""),
        System.getenv());
  }

  static LocalRepository find(Path home, String property, Map<String, String> environment) {
    if (!property.isEmpty()) {
      return new LocalRepository(Path.of(property));
    }
    for (String variable : new String[] {"MAVEN_ARGS", "MAVEN_OPTS"}) {
      Matcher option = OPTION.matcher(environment.getOrDefault(variable, ""));
      if (option.find()) {
        return new LocalRepository(Path.of(option.group(1)));
      }
    }
    Path maven = home.resolve(".m2");
    return new LocalRepository(
        setting(maven.resolve("settings.xml"))
            .map(text -> Path.of(filled(text, home, environment)))
            .orElse(maven.resolve("repository")));
  }

  /** The text of {@code <localRepository>}; empty when the file or the element is not there. */
  private static Optional<String> setting(Path settings) {
    if (!Files.isRegularFile(settings)) {
      return Optional.empty();
    }
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      NodeList found =
          factory
              .newDocumentBuilder()
              .parse(settings.toFile())
              .getElementsByTagName("localRepository");
      String text = found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          settings + ": cannot be read (" + e.getMessage() + "); expected Maven's settings",
          e);
    }
  }

  /** {@code ${user.home}} and {@code ${env.NAME}}, as Maven fills them in. */
  private static String filled(String text, Path home, Map<String, String> environment) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            found -> {
              String key = found.group(1);
              String value =
                  key.equals("user.home")
                      ? home.toString()
                      : key.startsWith("env.")
                          ? environment.getOrDefault(key.substring(4), "")
                          : System.getProperty(key, "");
              return Matcher.quoteReplacement(value);
            });
  }

  /** Copies a file to its place unless the same bytes lie there; at one stroke. */
  boolean put(Path source, Path relative) throws IOException {
    Path target = folder.resolve(relative.toString());
    if (Files.isRegularFile(target) && Files.mismatch(source, target) < 0) {
      return false;
    }
    Files.createDirectories(target.toAbsolutePath().getParent());
    Path temporary =
        target.resolveSibling("." + target.getFileName() + "-" + ProcessHandle.current().pid());
    try {
      Files.copy(source, temporary, StandardCopyOption.REPLACE_EXISTING);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    return true;
  }
}
