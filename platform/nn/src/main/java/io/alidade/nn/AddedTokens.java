package io.alidade.nn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tokens that stand for themselves wherever a text holds them, whatever its other words are: marks
 * of start and end, and what a model was taught later. Those that are not normalised are looked for
 * in the text as it came, the others in lower case.
 */
final class AddedTokens {
  /**
   * One of them.
   *
   * @param normalized whether it is looked for behind normalisation
   */
  record Token(String content, int id, boolean normalized) {}

  private final List<Token> tokens;
  private final List<Finder> finders;

  AddedTokens(List<Token> tokens) {
    this.tokens = List.copyOf(tokens);
    this.finders = List.of(new Finder(tokens, false), new Finder(tokens, true));
  }

  List<Token> tokens() {
    return tokens;
  }

  /** Takes a text apart, in order: {@code plain} hears what lies between the tokens. */
  void split(String text, Consumer<String> plain, IntConsumer token) {
    finders.get(0).split(text, part -> finders.get(1).split(part, plain, token), token);
  }

  /** The longest of the tokens that begin at a place. */
  private static final class Finder {
    private final Map<String, Integer> ids = new HashMap<>();
    private final Pattern pattern;

    Finder(List<Token> tokens, boolean normalized) {
      List<String> contents = new ArrayList<>();
      for (Token token : tokens) {
        if (token.normalized() == normalized && !token.content().isEmpty()) {
          String shown = normalized ? token.content().toLowerCase(Locale.ROOT) : token.content();
          ids.put(shown, token.id());
          contents.add(shown);
        }
      }
      contents.sort(Comparator.comparingInt(String::length).reversed());
      String any = contents.stream().map(Pattern::quote).collect(Collectors.joining("|"));
      int flags = normalized ? Pattern.CASE_INSENSITIVE : 0;
      this.pattern = Pattern.compile(contents.isEmpty() ? "(?!)" : any, flags);
    }

    void split(String text, Consumer<String> plain, IntConsumer token) {
      Matcher found = pattern.matcher(text);
      int from = 0;
      while (found.find()) {
        plain.accept(text.substring(from, found.start()));
        Integer id = ids.get(found.group());
        token.accept(id == null ? ids.getOrDefault(found.group().toLowerCase(Locale.ROOT), 0) : id);
        from = found.end();
      }
      plain.accept(text.substring(from));
    }
  }
}
