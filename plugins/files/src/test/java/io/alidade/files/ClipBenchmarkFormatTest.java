package io.alidade.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alidade.api.AlidadeException;
import io.alidade.api.Dataset;
import io.alidade.api.DatasetFormat;
import io.alidade.api.Sample;
import io.alidade.api.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipBenchmarkFormatTest {
  private static final byte[] IMAGE = Drawn.png(2, 2, 0x112233);

  @TempDir Path work;
  Path root;
  Path shard;

  @BeforeEach
  void write() {
    root = Drawn.shards(work.resolve("shards"));
    shard = root.resolve("test/0.tar");
  }

  private Dataset open(Path folder) {
    return Drawn.open(new ClipBenchmarkFormat(), "clip-benchmark:" + folder, work.resolve("cache"));
  }

  private void refuses(String message) {
    assertThatThrownBy(() -> open(root))
        .isInstanceOf(AlidadeException.class)
        .hasMessage(message)
        .extracting(thrown -> ((AlidadeException) thrown).kind())
        .isEqualTo(AlidadeException.Kind.DATA);
  }

  @Test
  void readsImagesAndClassesOfAllShards() {
    Dataset pets = open(root);

    assertThat(pets.card().splits().toString()).isEqualTo("{train=3, test=2}");
    assertThat(pets.card().notes()).isEmpty();
    Split train = pets.split("train");
    assertThat(train.classNames()).containsExactly("cat", "great dane");
    Sample second = train.sample(1);
    assertThat(second.id()).isEqualTo("train/0.tar/s0000001.png");
    assertThat(second.label()).isEqualTo(1);
    assertThat(second.captions()).containsExactly("great dane");
    assertThat(second.image().width()).isEqualTo(4);
    assertThat(second.image().height()).isEqualTo(3);
    assertThat(second.image().pixels()).startsWith(0x10, 0x20, 0x30);
    assertThat(train.sample(2).id()).isEqualTo("train/1.tar/s0000002.png");
    assertThat(train.sample(2).image().pixels()).startsWith(0xa0, 0xb0, 0xc1);
  }

  @Test
  void putsTheUsualSplitsFirstWhateverElseThereIs() {
    for (String split : List.of("a", "val")) {
      Drawn.text(root.resolve(split + "/nshards.txt"), "1");
      new Tar().add("0.jpeg", IMAGE).add("0.cls", "0").write(root.resolve(split + "/0.tar"));
    }
    assertThat(open(root).card().splits().keySet())
        .containsExactly("train", "validation", "test", "a");

    Drawn.text(root.resolve("valid/nshards.txt"), "1");
    refuses(root + ": val and valid both hold the split validation; expected one");
  }

  @Test
  void countsWhatItLeavesOut() {
    Drawn.text(root.resolve("notes/read.me"), "-");
    Drawn.text(root.resolve("test/1.tar"), "behind the last");
    new Tar()
        .add("a.png", IMAGE)
        .add("b.cls", "0")
        .add("c.png", IMAGE)
        .add("c.cls", "0")
        .add("c.json", "{}")
        .add("d.jpg", IMAGE)
        .add("README", "-")
        .add("sub/.hidden.png", IMAGE)
        .write(shard);

    Dataset opened = open(root);

    assertThat(opened.card().splits()).containsEntry("test", 1);
    assertThat(opened.split("test").text(0).id()).isEqualTo("test/0.tar/c.png");
    assertThat(opened.card().notes())
        .containsExactly(
            "left out are 1 folders without a file nshards.txt (notes)",
            "left out are 1 files that are no shards (test/1.tar)",
            "left out are 2 images without a class (test/0.tar/a.png, test/0.tar/d.jpg)",
            "left out are 1 classes without an image (test/0.tar/b.cls)",
            "left out are 3 members that are neither image nor class (test/0.tar/c.json,"
                + " test/0.tar/README, test/0.tar/sub/.hidden.png)");
  }

  @Test
  void saysHowItsTemplatesAreTaken() {
    Drawn.text(
        root.resolve("zeroshot_classification_templates.txt"),
        "a photo of a {c}.\n\nthe \"{c}\" \\ {c}\nno name\n");

    assertThat(open(root).card().notes())
        .containsExactly(
            "zeroshot_classification_templates.txt holds 2 templates; an experiment takes them by"
                + " zero-shot-classification.templates = [\"a photo of a {}.\","
                + " \"the \\\"{}\\\" \\\\ {}\"]",
            "left out are 1 templates without {c} (no name)");
  }

  @Test
  void refusesALabelOutsideItsClasses() {
    Tar tar = new Tar().add("a.png", IMAGE).add("a.cls", "2");
    tar.write(shard);
    refuses(shard + ": a.cls holds \"2\"; expected a class, 0 to 1");
    new Tar().add("a.png", IMAGE).add("a.cls", "cat").write(shard);
    refuses(shard + ": a.cls holds \"cat\"; expected a class, 0 to 1");
    new Tar().add("a.png", IMAGE).add("a.cls", new byte[1234]).write(shard);
    refuses(shard + ": a.cls holds \"1,234 bytes\"; expected a class, 0 to 1");
  }

  @Test
  void refusesAMemberThatIsThereTwice() {
    new Tar().add("a.cls", "0").add("a.png", IMAGE).add("a.PNG", IMAGE).write(shard);
    refuses(shard + ": holds a.PNG after a.png; expected each member once");
  }

  @Test
  void refusesWhatItCannotDecode() {
    new Tar().add("a.webp", IMAGE).add("a.cls", "0").write(shard);
    refuses(
        shard
            + ": a.webp is WebP; expected JPEG or PNG, as clip_benchmark_export_wds writes with"
            + " --image-format png");
  }

  @Test
  void refusesAShardThatIsCutShort() throws IOException {
    byte[] whole = Files.readAllBytes(shard);
    Tar.write(shard, Arrays.copyOf(whole, 1100));
    refuses(
        shard
            + ": ends at byte 1,100 without the empty block that closes it; expected a whole tar"
            + " archive");
    Tar.write(shard, new byte[0]);
    refuses(
        shard
            + ": ends at byte 0 without the empty block that closes it; expected a whole tar"
            + " archive");
  }

  @Test
  void refusesACountThatDoesNotFit() {
    Path count = Drawn.text(root.resolve("test/nshards.txt"), "3\n");
    refuses(count + ": counts 3 shards, and 1.tar is not there; expected 0.tar on");
    Drawn.text(count, "many");
    refuses(count + ": holds \"many\"; expected the number of shards");
  }

  @Test
  void refusesNamesOfClassesThatDoNotDo() throws IOException {
    Path names = Drawn.text(root.resolve("classnames.txt"), "cat\n\ndog\n");
    refuses(names + ": line 2 is empty; expected a name of its own for each class");
    Drawn.text(names, "cat\ndog\ncat \n");
    refuses(
        names + ": the lines 1 and 3 are both \"cat\"; expected a name of its own for each class");
    Drawn.text(names, "\n");
    refuses(names + ": is empty; expected the names of the classes, one a line");
    Files.delete(names);
    refuses(names + ": is not there; expected the names of the classes, one a line");
  }

  @Test
  void refusesWhatIsNoClassification() {
    Path type = Drawn.text(root.resolve("dataset_type.txt"), "retrieval\n");
    refuses(type + ": holds \"retrieval\"; expected classification, which alone is read");
    Drawn.text(type, "Classification\n");
    assertThat(open(root).card().splits()).hasSize(2);
  }

  @Test
  void saysHowAFolderOfImagesIsRead() {
    root = Drawn.pets(work.resolve("pets"));
    refuses(
        root
            + ": no folder in it holds nshards.txt; expected test/nshards.txt beside test/0.tar, or"
            + " images in folders, which are read as image-folder:PATH");
  }

  @Test
  void refusesASplitWithoutASample() {
    new Tar().add("a.png", IMAGE).write(shard);
    refuses(root + ": split test has no image; expected some");
  }

  @Test
  void namesADamagedImageWhenItIsReadAndReadsTheOthers() {
    new Tar()
        .add("a.png", "no image")
        .add("a.cls", "0")
        .add("b.png", IMAGE)
        .add("b.cls", "1")
        .write(shard);
    Split test = open(root).split("test");

    assertThat(test.sample(1).image().pixels()).startsWith(0x11, 0x22, 0x33);
    assertThatThrownBy(() -> test.sample(0))
        .isInstanceOf(AlidadeException.class)
        .hasMessage(
            shard
                + "/a.png: the file begins as none of them does; expected a whole JPEG, PNG, GIF or"
                + " BMP image");
  }

  @Test
  void saysThatAShardWasCutShortMeanwhile() throws IOException {
    Split test = open(root).split("test");
    byte[] whole = Files.readAllBytes(shard);
    Tar.write(shard, Arrays.copyOf(whole, 1600)); // in the first of its two images

    assertThatThrownBy(() -> test.sample(0))
        .isInstanceOf(AlidadeException.class)
        .hasMessage(
            shard
                + ": cannot be read (java.io.EOFException: the archive ends at byte 1,600);"
                + " expected an image file");
  }

  @Test
  void hasTheFingerprintOfItsContentWhereverItLies() {
    String fingerprint = open(root).card().fingerprint();

    Path copy = Drawn.shards(work.resolve("elsewhere/shards"));
    assertThat(open(copy).card().fingerprint()).isEqualTo(fingerprint);

    new Tar()
        .add("s0000000.cls", "1")
        .add("s0000000.png", Drawn.png(4, 3, 0x102031))
        .add("s0000001.cls", "0")
        .add("s0000001.png", Drawn.png(3, 4, 0xa0b0c3))
        .write(copy.resolve("test/0.tar"));
    assertThat(open(copy).card().fingerprint()).isNotEqualTo(fingerprint);
  }

  @Test
  void hashesAgainTheImagesOfAChangedShardAlone() throws IOException {
    assertThat(hashed()).containsExactly("0/5", "1/5", "2/5", "3/5", "4/5", "5/5");
    assertThat(hashed()).isEmpty();

    Files.setLastModifiedTime(shard, FileTime.fromMillis(1));
    assertThat(hashed()).containsExactly("0/2", "1/2", "2/2");
  }

  private List<String> hashed() {
    Drawn.Told told = new Drawn.Told();
    new ClipBenchmarkFormat()
        .open(new DatasetFormat.Request("clip-benchmark:" + root, work.resolve("cache"), told));
    assertThat(told.notes).isEmpty();
    return told.steps.stream().map(step -> step.replace("files hashed ", "")).toList();
  }
}
