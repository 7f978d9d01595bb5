package io.alidade.nn;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Cuts text into words as CLIP's tokenizers do: composed form, white space to one blank, lower
 * case, then runs of letters, single digits, runs of other signs, and English contractions.
 */
final class Words {
  static final String START = "<|startoftext|>";
  static final String END = "<|endoftext|>";

  /** Marks the end of a word in the vocabulary. */
  static final String SUFFIX = "</w>";

  static final String REGEX = "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+";

  // Without the flag \s knows no blank beyond ASCII.
  private static final Pattern WORD = Pattern.compile(REGEX, Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern BLANKS = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  private Words() {}

  static List<String> of(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    // The reference lowers each letter for itself; Java gives a last sigma its own form.
    String plain = composed.replace('\u03a3', '\u03c3');
    String clean = BLANKS.matcher(plain).replaceAll(" ").toLowerCase(Locale.ROOT);
    return WORD.matcher(clean).results().map(MatchResult::group).toList();
  }
}
