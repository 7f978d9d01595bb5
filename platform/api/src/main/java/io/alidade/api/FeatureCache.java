package io.alidade.api;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Keeps what is dear to compute and asked for again by other methods, runs and processes: features
 * of a frozen tower, class texts of a head. An array is found by everything that it depends on, so
 * a change of any part gives another array, never a stale one.
 */
@FunctionalInterface
public interface FeatureCache {
  /** Computes every time. */
  FeatureCache NONE = (key, manager, compute) -> compute.get();

  /**
   * The array of this key: the kept one, with the bits it had, or else the computed one.
   *
   * @param manager owns a kept array; a computed one stays with its own
   * @param compute gives the array, which carries no graph
   */
  NDArray get(Key key, NDManager manager, Supplier<NDArray> compute);

  /**
   * What an array depends on.
   *
   * @param parts by name: hashes of weights, the data's fingerprint, settings, ...
   */
  record Key(Map<String, String> parts) {
    public Key {
      parts = Collections.unmodifiableMap(new TreeMap<>(parts));
    }

    /** With further parts; one of a known name is replaced. */
    public Key with(Map<String, String> more) {
      Map<String, String> all = new TreeMap<>(parts);
      all.putAll(more);
      return new Key(all);
    }

    /** SHA-256 over all names and values, as lower-case hexadecimal. */
    public String hash() {
      StringBuilder text = new StringBuilder();
      parts.forEach(
          (name, value) ->
              text.append("%d %d %s%s".formatted(name.length(), value.length(), name, value)));
      return sha256(text.toString());
    }

    /** For a part that is long itself, a tokenizer say. */
    public static String sha256(String text) {
      try {
        return HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }
  }
}
