package io.alidade.runtime.worker;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Messages as JSON lines: {@code {"is": "Note", ...}}. */
public final class Messages {
  // A loss may become NaN, and the host has to hear of it.
  private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

  private static final Map<String, Class<?>> KINDS =
      Arrays.stream(Message.class.getPermittedSubclasses())
          .collect(Collectors.toMap(Class::getSimpleName, kind -> kind));

  private Messages() {}

  static String line(Message message) {
    JsonObject json = GSON.toJsonTree(message).getAsJsonObject();
    json.addProperty("is", message.getClass().getSimpleName());
    return GSON.toJson(json);
  }

  /** Empty where the line is no message: a library that prints must not end a run. */
  public static Optional<Message> parse(String line) {
    try {
      JsonObject json = JsonParser.parseString(line).getAsJsonObject();
      Class<?> kind = KINDS.get(json.get("is").getAsString());
      return kind == null ? Optional.empty() : Optional.of((Message) GSON.fromJson(json, kind));
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      return Optional.empty();
    }
  }
}
