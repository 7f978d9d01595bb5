package io.alidade.iconic;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An {@link EmojiIndex} as bytes: read in a few milliseconds, where JSON takes a tenth second. */
final class IndexBytes {
  private IndexBytes() {}

  static byte[] write(EmojiIndex index) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      Map<String, Integer> numbers = new HashMap<>();
      out.writeInt(index.concepts().size());
      for (Concept concept : index.concepts()) {
        out.writeUTF(concept.code());
        out.writeUTF(concept.label());
        out.writeUTF(concept.base());
        strings(out, concept.keywords());
        numbers.put(concept.code(), numbers.size());
      }
      out.writeInt(index.drawings().size());
      for (Drawing drawing : index.drawings()) {
        out.writeUTF(drawing.style());
        out.writeInt(drawing.place());
        out.writeUTF(drawing.icon());
        out.writeInt(Objects.requireNonNull(numbers.get(drawing.concept().code())));
      }
      strings(out, index.notes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static EmojiIndex read(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(0, bytes);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      List<Concept> concepts = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        concepts.add(new Concept(in.readUTF(), in.readUTF(), in.readUTF(), strings(in)));
      }
      List<Drawing> drawings = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        drawings.add(
            new Drawing(in.readUTF(), in.readInt(), in.readUTF(), concepts.get(in.readInt())));
      }
      return new EmojiIndex(concepts, drawings, strings(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // The file's checksum was right.
    }
  }

  private static void strings(DataOutputStream out, List<String> strings) throws IOException {
    out.writeInt(strings.size());
    for (String string : strings) {
      out.writeUTF(string);
    }
  }

  private static List<String> strings(DataInputStream in) throws IOException {
    List<String> strings = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      strings.add(in.readUTF());
    }
    return strings;
  }
}
