package io.alidade.nn;

import io.alidade.api.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * CLIP's byte-level byte-pair encoding (Sennrich, Haddow, Birch, <i>Neural machine translation of
 * rare words with subword units</i>, 2016; the byte alphabet of GPT-2). Within a word the pair that
 * was merged first in training is merged first, until none is left.
 */
public final class BytePairTokenizer implements Tokenizer {
  private final Map<String, Integer> ids;
  private final Map<Pair, Integer> ranks = new HashMap<>();
  private final List<Pair> merges;
  private final AddedTokens added;
  private final int context;
  private final int size;
  private final int start;
  private final int end;
  private final Map<String, int[]> known = new ConcurrentHashMap<>();

  /** Two neighbouring symbols. */
  record Pair(String left, String right) {
    String joined() {
      return left + right;
    }
  }

  /** The vocabulary that CLIP makes of merges: bytes, bytes at a word's end, merges, two marks. */
  BytePairTokenizer(List<Pair> merges, int context) {
    this(vocabulary(merges), merges, context);
  }

  private BytePairTokenizer(Map<String, Integer> ids, List<Pair> merges, int context) {
    this(
        ids,
        merges,
        context,
        new AddedTokens(
            List.of(
                new AddedTokens.Token(Words.START, ids.getOrDefault(Words.START, 0), true),
                new AddedTokens.Token(Words.END, ids.getOrDefault(Words.END, 0), true))));
  }

  BytePairTokenizer(Map<String, Integer> ids, List<Pair> merges, int context, AddedTokens added) {
    this.added = added;
    this.ids = new LinkedHashMap<>(ids);
    this.merges = List.copyOf(merges);
    this.context = context;
    for (Pair merge : this.merges) {
      ranks.putIfAbsent(merge, ranks.size());
    }
    this.size = this.ids.values().stream().mapToInt(id -> id + 1).max().orElse(0);
    this.start = id(Words.START);
    this.end = id(Words.END);
  }

  private static Map<String, Integer> vocabulary(List<Pair> merges) {
    List<String> tokens = new ArrayList<>(ByteAlphabet.order());
    ByteAlphabet.order().forEach(symbol -> tokens.add(symbol + Words.SUFFIX));
    merges.forEach(merge -> tokens.add(merge.joined()));
    tokens.add(Words.START);
    tokens.add(Words.END);
    Map<String, Integer> ids = new LinkedHashMap<>();
    tokens.forEach(token -> ids.put(token, ids.size()));
    return ids;
  }

  @Override
  public int vocabularySize() {
    return size;
  }

  @Override
  public int contextLength() {
    return context;
  }

  /** The end token, as Hugging Face's CLIP pads: a causal tower never looks behind the first. */
  @Override
  public int padId() {
    return end;
  }

  @Override
  public int endId() {
    return end;
  }

  @Override
  public int[] encode(String text) {
    int[] ids = row(text).limit(context - 1L).toArray();
    int[] ended = Arrays.copyOf(ids, ids.length + 1);
    ended[ids.length] = end;
    return ended;
  }

  @Override
  public int length(String text) {
    return Math.toIntExact(row(text).count() + 1);
  }

  /** The start token and all of the text's. */
  private IntStream row(String text) {
    IntStream.Builder row = IntStream.builder();
    row.add(start);
    added.split(text, part -> words(part, row), row::add);
    return row.build();
  }

  private void words(String text, IntStream.Builder row) {
    for (String word : Words.of(text)) {
      for (int id : known.computeIfAbsent(word, this::word)) {
        row.add(id);
      }
    }
  }

  private int[] word(String word) {
    List<String> symbols = symbols(word);
    while (symbols.size() > 1) {
      int best = Integer.MAX_VALUE;
      for (int i = 0; i + 1 < symbols.size(); i++) {
        Pair pair = new Pair(symbols.get(i), symbols.get(i + 1));
        best = Math.min(best, ranks.getOrDefault(pair, Integer.MAX_VALUE));
      }
      if (best == Integer.MAX_VALUE) {
        break;
      }
      merge(symbols, merges.get(best));
    }
    return symbols.stream().mapToInt(symbol -> ids.getOrDefault(symbol, end)).toArray();
  }

  /** A word's bytes as symbols, the last with the mark of the word's end. */
  static List<String> symbols(String word) {
    String spelt = ByteAlphabet.spell(word);
    List<String> symbols = new ArrayList<>(spelt.length());
    for (int i = 0; i < spelt.length(); i++) {
      symbols.add(spelt.substring(i, i + 1) + (i == spelt.length() - 1 ? Words.SUFFIX : ""));
    }
    return symbols;
  }

  /** Joins every occurrence of the pair, from the left. */
  static void merge(List<String> symbols, Pair pair) {
    for (int i = 0; i + 1 < symbols.size(); i++) {
      if (symbols.get(i).equals(pair.left()) && symbols.get(i + 1).equals(pair.right())) {
        symbols.set(i, pair.joined());
        symbols.remove(i + 1);
      }
    }
  }

  private int id(String token) {
    Integer id = ids.get(token);
    if (id == null) {
      throw new IllegalArgumentException("the vocabulary has no " + token);
    }
    return id;
  }

  @Override
  public String json() {
    return TokenizerJson.write(ids, merges, added.tokens());
  }
}
