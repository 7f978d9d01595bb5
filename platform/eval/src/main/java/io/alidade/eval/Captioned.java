package io.alidade.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was said of one image, and what people say of it, as words.
 *
 * @param references at least one
 */
record Captioned(List<String> candidate, List<List<String>> references) {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");

  Captioned {
    candidate = List.copyOf(candidate);
    references = references.stream().map(List::copyOf).toList();
    if (references.isEmpty()) {
      throw new IllegalArgumentException("no reference; expected at least one");
    }
  }

  /** From sentences. */
  static Captioned of(String candidate, List<String> references) {
    return new Captioned(words(candidate), references.stream().map(Captioned::words).toList());
  }

  /**
   * Runs of letters and digits, in lower case: punctuation does not count, as in the field's
   * evaluation of captions.
   */
  static List<String> words(String sentence) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(sentence.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }
}
