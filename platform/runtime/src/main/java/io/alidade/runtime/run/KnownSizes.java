package io.alidade.runtime.run;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import io.alidade.runtime.worker.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What was measured before, one file a key. It saves a process, and it keeps a plan: two
 * measurements differ by a few bytes in a thousand, and one lying on the edge would cut batches
 * here and take them whole there.
 */
record KnownSizes(Path folder) {
  private static final Gson GSON = new Gson();

  /** Empty where nothing is known, or nothing that can be read. */
  Optional<Message.Size> get(String key) {
    try {
      return Optional.ofNullable(GSON.fromJson(Files.readString(file(key)), Message.Size.class));
    } catch (IOException | JsonParseException e) {
      return Optional.empty();
    }
  }

  /** Where it cannot be kept it will be measured again. */
  void put(String key, Message.Size size) {
    try {
      Files.createDirectories(folder);
      Path partial = Files.createTempFile(folder, key, ".partial");
      Files.writeString(partial, GSON.toJson(size));
      Files.move(partial, file(key), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      // The cache is a convenience.
    }
  }

  private Path file(String key) {
    return folder.resolve(key + ".json");
  }
}
