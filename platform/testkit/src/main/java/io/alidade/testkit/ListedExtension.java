package io.alidade.testkit;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Whether the archive or folder that a class comes from lists it as an extension. */
final class ListedExtension extends ArchCondition<JavaClass> {
  private static final String INDEX = "META-INF/extensions.idx";

  ListedExtension() {
    super("stand in the " + INDEX + " beside them");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    String source = type.getSource().orElseThrow().getUri().toString();
    String file = type.getName().replace('.', '/') + ".class";
    String index = source.substring(0, source.length() - file.length()) + INDEX;
    boolean listed = text(index).lines().anyMatch(line -> line.strip().equals(type.getName()));
    events.add(
        new SimpleConditionEvent(
            type, listed, "%s lists %s: %s".formatted(index, type.getName(), listed)));
  }

  /** Nothing where there is no such file. */
  private static String text(String location) {
    try (InputStream stream = URI.create(location).toURL().openStream()) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
