package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A name for what is computed: SHA-256 over the text of a script and the tensors it is given. */
final class Fingerprint {
  private Fingerprint() {}

  static String of(String text, Map<String, NDArray> parameters, Map<String, NDArray> buffers) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      add(digest, text);
      for (Map<String, NDArray> tensors : List.of(parameters, buffers)) {
        add(digest, String.valueOf(tensors.size()));
        tensors.forEach(
            (name, tensor) -> {
              add(digest, name + " " + tensor.getDataType() + " " + tensor.getShape());
              digest.update(tensor.toByteBuffer());
            });
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + " ").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }
}
