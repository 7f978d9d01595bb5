package io.alidade.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the bytes of an image lie; as text, what messages call it. */
sealed interface Stored {
  /** The file that holds them. */
  Path file();

  /** The same on every machine. */
  String name(Path root);

  /** All of them. */
  byte[] bytes() throws IOException;

  /** The same, piece by piece; the caller closes it. */
  InputStream open() throws IOException;

  /** A file of its own. */
  record Whole(Path file) implements Stored {
    @Override
    public String name(Path root) {
      return OnDisk.name(root, file);
    }

    @Override
    public byte[] bytes() throws IOException {
      return Files.readAllBytes(file);
    }

    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }

    @Override
    public String toString() {
      return file.toString();
    }
  }

  /** A member of an archive, read without the others. */
  record Part(Path file, TarArchive.Member member) implements Stored {
    @Override
    public String name(Path root) {
      return OnDisk.name(root, file) + "/" + member.name();
    }

    @Override
    public byte[] bytes() throws IOException {
      try (TarArchive archive = TarArchive.open(file)) {
        return archive.bytes(member);
      }
    }

    @Override
    public InputStream open() throws IOException {
      return new ByteArrayInputStream(bytes());
    }

    @Override
    public String toString() {
      return file + "/" + member.name();
    }
  }
}
