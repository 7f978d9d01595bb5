package io.alidade.files;

import com.google.gson.JsonPrimitive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sentences that come with a data set, one a line, {@code {c}} where the class name goes. A test
 * takes its sentences from the experiment's file alone, so that its hash holds them; the card says
 * what to write there.
 */
final class Templates {
  private static final String FILE = "zeroshot_classification_templates.txt";
  private static final String THEIRS = "{c}";
  private static final String OURS = "{}";

  private Templates() {}

  /** Of a folder; none where it holds no such file. */
  static List<String> notes(Path root) {
    Path file = root.resolve(FILE);
    if (!Files.exists(file)) {
      return List.of();
    }
    List<String> lines = ClassNames.lines(file).stream().filter(one -> !one.isEmpty()).toList();
    List<String> templates = lines.stream().filter(one -> one.contains(THEIRS)).toList();
    List<String> notes = new ArrayList<>();
    if (!templates.isEmpty()) {
      notes.add(
          "%s holds %,d templates; an experiment takes them by zero-shot-classification.templates = [%s]"
              .formatted(
                  FILE,
                  templates.size(),
                  templates.stream()
                      .map(one -> new JsonPrimitive(one.replace(THEIRS, OURS)).toString())
                      .collect(Collectors.joining(", "))));
    }
    LeftOut others = new LeftOut("templates without " + THEIRS);
    lines.stream().filter(one -> !one.contains(THEIRS)).forEach(others::add);
    notes.addAll(others.notes());
    return notes;
  }
}
