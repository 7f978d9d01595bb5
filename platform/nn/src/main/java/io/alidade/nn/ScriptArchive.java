package io.alidade.nn;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript archive, as {@code torch.jit.save} writes one: an uncompressed zip with the module
 * object as a pickle, the text of its class, an empty tuple of constants, and a format version.
 */
final class ScriptArchive {
  /** Pickle protocol 2: an object of class {@code __torch__.Text} without attributes. */
  private static final byte[] MODULE = pickle("c__torch__\nText\n)\u0081}b.");

  /** Pickle protocol 2: an empty tuple. */
  private static final byte[] CONSTANTS = pickle(").");

  private ScriptArchive() {}

  static byte[] of(String methods) {
    String text = "class Text(Module):\n  __parameters__ = []\n  __buffers__ = []\n" + methods;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "text/data.pkl", MODULE);
      put(zip, "text/code/__torch__.py", text.getBytes(StandardCharsets.UTF_8));
      put(zip, "text/constants.pkl", CONSTANTS);
      put(zip, "text/version", "3\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] pickle(String opcodes) {
    return ("\u0080\u0002" + opcodes).getBytes(StandardCharsets.ISO_8859_1);
  }
}
