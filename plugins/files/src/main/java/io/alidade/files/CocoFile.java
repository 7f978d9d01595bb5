package io.alidade.files;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An annotation file of COCO, read piece by piece, since whole ones take gigabytes. What is not
 * used here, masks among it, is skipped.
 */
record CocoFile(
    Path path, List<Picture> images, List<Note> annotations, List<Category> categories) {
  /** An image; sides of 0 where the file does not say. */
  record Picture(long id, String file, int width, int height) {}

  /**
   * What is said of an image.
   *
   * @param box left, top, width, height; empty where there is none
   * @param caption empty where there is none
   */
  record Note(
      long id, long image, long category, List<Double> box, boolean crowd, String caption) {}

  /** A class. */
  record Category(long id, String name) {}

  static CocoFile read(Path path) {
    List<Picture> images = new ArrayList<>();
    List<Note> annotations = new ArrayList<>();
    List<Category> categories = new ArrayList<>();
    try (BufferedReader text = Files.newBufferedReader(path);
        JsonReader json = new JsonReader(text)) {
      json.beginObject();
      while (json.hasNext()) {
        switch (json.nextName()) {
          case "images" -> each(json, () -> images.add(picture(json)));
          case "annotations" -> each(json, () -> annotations.add(note(json)));
          case "categories" -> each(json, () -> categories.add(category(json)));
          default -> json.skipValue();
        }
      }
      json.endObject();
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      throw Refusal.of(e, path, "cannot be read (%s); expected COCO's JSON", firstLine(e));
    }
    if (images.isEmpty()) {
      throw Refusal.of(path, "there are no images in it; expected some in the list images");
    }
    return new CocoFile(path, images, annotations, categories);
  }

  /** Gson adds a line about where to read more. */
  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** Reads one element of a list. */
  private interface Element {
    void read() throws IOException;
  }

  private static void each(JsonReader json, Element element) throws IOException {
    json.beginArray();
    while (json.hasNext()) {
      element.read();
    }
    json.endArray();
  }

  private static Picture picture(JsonReader json) throws IOException {
    long id = -1;
    String file = "";
    int width = 0;
    int height = 0;
    json.beginObject();
    while (json.hasNext()) {
      switch (key(json)) {
        case "id" -> id = json.nextLong();
        case "file_name" -> file = json.nextString();
        case "width" -> width = json.nextInt();
        case "height" -> height = json.nextInt();
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (file.isEmpty()) {
      throw new IllegalStateException("image " + id + " has no file_name");
    }
    return new Picture(id, file, width, height);
  }

  private static Note note(JsonReader json) throws IOException {
    long id = -1;
    long image = -1;
    long category = -1;
    List<Double> box = new ArrayList<>();
    boolean crowd = false;
    String caption = "";
    json.beginObject();
    while (json.hasNext()) {
      switch (key(json)) {
        case "id" -> id = json.nextLong();
        case "image_id" -> image = json.nextLong();
        case "category_id" -> category = json.nextLong();
        case "bbox" -> each(json, () -> box.add(json.nextDouble()));
        case "iscrowd" -> crowd = json.nextInt() != 0;
        case "caption" -> caption = json.nextString().strip();
        default -> json.skipValue();
      }
    }
    json.endObject();
    return new Note(id, image, category, List.copyOf(box), crowd, caption);
  }

  private static Category category(JsonReader json) throws IOException {
    long id = -1;
    String name = "";
    json.beginObject();
    while (json.hasNext()) {
      switch (key(json)) {
        case "id" -> id = json.nextLong();
        case "name" -> name = json.nextString().strip();
        default -> json.skipValue();
      }
    }
    json.endObject();
    return new Category(id, name);
  }

  /** The next key; one whose value is null counts as none. */
  private static String key(JsonReader json) throws IOException {
    String key = json.nextName();
    return json.peek() == JsonToken.NULL ? "" : key;
  }
}
