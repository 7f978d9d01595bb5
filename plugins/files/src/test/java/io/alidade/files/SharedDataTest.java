package io.alidade.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.alidade.api.Dataset;
import io.alidade.api.Field;
import io.alidade.api.Sample;
import io.alidade.api.Split;
import io.alidade.data.photo.ImageFile;
import io.alidade.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real photographs in each layout; skipped where they are not. */
class SharedDataTest {
  @TempDir Path work;

  @Test
  void readsEurosatAsAnImageFolder() {
    Path folder = Golden.shared("data/eurosat");
    Dataset eurosat =
        Drawn.open(new ImageFolderFormat(), "image-folder:" + folder, work.resolve("cache"));

    assertThat(eurosat.card().splits().toString())
        .isEqualTo("{train=800, validation=160, test=800}");
    assertThat(eurosat.split("test").classNames()).hasSize(10).contains("AnnualCrop", "SeaLake");
    Sample sample = eurosat.split("validation").sample(159);
    assertThat(sample.captions()).containsExactly("SeaLake");
    assertThat(sample.image().width()).isEqualTo(64);
  }

  @Test
  void readsPetsAsAnImageFolder() {
    Path folder = Golden.shared("data/pets37");
    Dataset pets =
        Drawn.open(new ImageFolderFormat(), "image-folder:" + folder, work.resolve("cache"));

    assertThat(pets.card().splits().toString()).isEqualTo("{train=296, test=222}");
    assertThat(pets.split("train").classNames()).hasSize(37).contains("Maine Coon", "basset hound");
  }

  /** The split file lists more images than there are: the lists are cut to those. */
  @Test
  void readsEurosatByItsCoopSplit() throws IOException {
    Path split = Golden.shared("data/text/coop_splits/split_zhou_EuroSAT.json");
    Path folder = Golden.shared("data/eurosat");
    JsonObject whole = JsonParser.parseString(Files.readString(split)).getAsJsonObject();
    JsonObject cut = new JsonObject();
    for (String list : List.of("train", "val", "test")) {
      JsonArray there = new JsonArray();
      for (var entry : whole.getAsJsonArray(list)) {
        String path = entry.getAsJsonArray().get(0).getAsString();
        Path image = folder.resolve(list).resolve(path);
        if (Files.exists(image)) {
          Path copy = work.resolve("2750").resolve(path);
          Files.createDirectories(copy.getParent());
          Files.copy(image, copy);
          there.add(entry);
        }
      }
      cut.add(list, there);
    }
    Path file = Drawn.text(work.resolve("split_zhou_EuroSAT.json"), cut.toString());

    Dataset eurosat =
        Drawn.open(new CoopSplitFormat(), "coop-split:" + file, work.resolve("cache"));

    assertThat(eurosat.card().splits().toString())
        .isEqualTo("{train=800, validation=160, test=800}");
    assertThat(eurosat.split("train").classNames()).hasSize(10).contains("Annual Crop Land");
  }

  /** CLIP_benchmark's names and templates of EuroSAT, over some of its images in two archives. */
  @Test
  void readsEurosatAsClipBenchmarkExportsIt() throws IOException {
    Path names = Golden.shared("data/text/clip_benchmark/en_classnames.json");
    Path templates =
        Golden.shared("data/text/clip_benchmark/en_zeroshot_classification_templates.json");
    Path folder = Golden.shared("data/eurosat");
    Split images =
        Drawn.open(new ImageFolderFormat(), "image-folder:" + folder, work.resolve("cache"))
            .split("test");
    Path root = work.resolve("wds_eurosat");
    Drawn.text(root.resolve("classnames.txt"), lines(names, "eurosat"));
    Drawn.text(root.resolve("zeroshot_classification_templates.txt"), lines(templates, "eurosat"));
    Drawn.text(root.resolve("test/nshards.txt"), "2\n");
    for (int shard = 0; shard < 2; shard++) {
      Tar tar = new Tar();
      for (int i = 20 * shard; i < 20 * (shard + 1); i++) {
        Split.SampleText text = images.text(20 * i);
        tar.add("s%07d.jpg".formatted(i), Files.readAllBytes(folder.resolve(text.id())));
        tar.add("s%07d.cls".formatted(i), "" + text.label());
      }
      tar.write(root.resolve("test/" + shard + ".tar"));
    }

    Dataset eurosat =
        Drawn.open(new ClipBenchmarkFormat(), "clip-benchmark:" + root, work.resolve("cache"));

    assertThat(eurosat.card().splits().toString()).isEqualTo("{test=40}");
    assertThat(eurosat.card().notes())
        .containsExactly(
            "zeroshot_classification_templates.txt holds 3 templates; an experiment takes them by"
                + " zero-shot-classification.templates = [\"a centered satellite photo of {}.\","
                + " \"a centered satellite photo of a {}.\","
                + " \"a centered satellite photo of the {}.\"]");
    Split test = eurosat.split("test");
    assertThat(test.classNames()).hasSize(10).startsWith("annual crop land", "forest");
    for (int i = 0; i < 40; i++) {
      assertThat(test.text(i).label()).isEqualTo(images.text(20 * i).label());
      assertThat(test.sample(i).image().pixels()).isEqualTo(images.sample(20 * i).image().pixels());
    }
    assertThat(test.text(39).captions()).containsExactly("lake or sea");
  }

  private static String lines(Path json, String dataset) throws IOException {
    JsonArray all =
        JsonParser.parseString(Files.readString(json)).getAsJsonObject().getAsJsonArray(dataset);
    return String.join("\n", all.asList().stream().map(JsonElement::getAsString).toList());
  }

  /** An archive as somebody else wrote it: 10 classes, 400 and 100 images of each. */
  @Test
  void findsEveryImageOfCifarInItsArchive() throws IOException {
    Path file = Golden.shared("data/cifar10/cifar10.tar");
    try (TarArchive archive = TarArchive.open(file)) {
      List<TarArchive.Member> members = archive.members();
      assertThat(members).hasSize(5000);
      assertThat(members).filteredOn(one -> one.name().startsWith("test/")).hasSize(1000);
      for (int i = 0; i < 5000; i += 250) {
        byte[] bytes = archive.bytes(members.get(i));
        assertThat(ImageFile.decode(members.get(i).name(), bytes).width()).isEqualTo(32);
      }
    }
  }

  @Test
  void readsEveryImageOfCocoWithItsBoxes() {
    Path folder = Golden.shared("data/coco_mini");
    Dataset coco = Drawn.open(new CocoFormat(), "coco:" + folder, work.resolve("cache"));

    Split all = coco.split("all");
    assertThat(all.size()).isEqualTo(288);
    assertThat(all.classNames()).hasSize(80).startsWith("person", "bicycle", "car");
    List<Sample> samples = IntStream.range(0, all.size()).parallel().mapToObj(all::sample).toList();
    assertThat(samples.stream().mapToInt(sample -> sample.scene().regions().size()).sum())
        .isEqualTo(2304);
    assertThat(
            samples.stream()
                .flatMap(sample -> sample.scene().regions().stream())
                .filter(region -> region.crowd())
                .count())
        .isEqualTo(10);
    assertThat(coco.card().notes())
        .containsExactly(
            "captions are left out: 199 of 288 images have some, expected some of each");
  }

  @Test
  void readsCaptionsOfFlickr() {
    Path folder = Golden.shared("data/flickr8k_mini");
    Dataset flickr = Drawn.open(new CocoFormat(), "coco:" + folder, work.resolve("cache"));

    assertThat(flickr.card().fields()).containsExactly(Field.IMAGE, Field.CAPTION);
    Split all = flickr.split("all");
    assertThat(IntStream.range(0, all.size()).map(i -> all.text(i).captions().size()).sum())
        .isEqualTo(3500);
  }
}
