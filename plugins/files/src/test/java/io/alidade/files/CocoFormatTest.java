package io.alidade.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alidade.api.AlidadeException;
import io.alidade.api.Box;
import io.alidade.api.Dataset;
import io.alidade.api.Field;
import io.alidade.api.Region;
import io.alidade.api.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CocoFormatTest {
  @TempDir Path work;
  Path root;

  @BeforeEach
  void write() {
    root = Drawn.coco(work.resolve("coco"));
  }

  private Dataset open() {
    return Drawn.open(new CocoFormat(), "coco:" + root, work.resolve("cache"));
  }

  /** With the first annotation as said. */
  private void refuses(String box, int image, int category, String message) {
    Path file = Drawn.text(root.resolve("instances.json"), Drawn.instances(box, image, category));
    assertThatThrownBy(this::open)
        .isInstanceOf(AlidadeException.class)
        .hasMessage(file + ": " + message)
        .extracting(thrown -> ((AlidadeException) thrown).kind())
        .isEqualTo(AlidadeException.Kind.DATA);
  }

  private Box first(String box) {
    Drawn.text(root.resolve("instances.json"), Drawn.instances(box, 7, 3));
    return open().split("all").text(0).scene().regions().get(0).box();
  }

  /** 2 + 4 and 3 + 5 are the right and the lower edge; category 3 stands second in the list. */
  @Test
  void readsBoxesAndCaptions() {
    Dataset coco = open();

    assertThat(coco.card().fields())
        .containsExactly(Field.IMAGE, Field.CAPTION, Field.BOXES, Field.BOX_LABELS);
    Split all = coco.split("all");
    assertThat(all.classNames()).containsExactly("mat", "cat");
    assertThat(all.sample(0).scene().regions())
        .containsExactly(
            new Region(new Box(2, 3, 6, 8), 1, Optional.empty(), false),
            new Region(new Box(0, 0, 20, 10), 0, Optional.empty(), true));
    assertThat(all.text(0).captions()).containsExactly("A cat on a mat.", "A mat under a cat.");
    assertThat(all.text(0).label()).isEqualTo(-1);
    assertThat(all.text(1).scene().regions()).isEmpty();
    assertThat(all.text(1).id()).isEqualTo("images/two.png");
  }

  @Test
  void readsSplitsFromAFolderOfAnnotations() {
    Path own = work.resolve("whole");
    for (String split : List.of("train2017", "val2017")) {
      Drawn.image(own.resolve(split + "/one.png"), 20, 10, 1);
      Drawn.image(own.resolve(split + "/two.png"), 10, 10, 2);
      Drawn.text(
          own.resolve("annotations/instances_" + split + ".json"),
          Drawn.instances("[2, 3, 4, 5]", 7, 3));
    }
    Drawn.text(own.resolve("annotations/captions_test2017.json"), "{}");
    Drawn.text(own.resolve("annotations/panoptic_val2017.json"), "{}");
    root = own;

    Dataset coco = open();

    assertThat(coco.card().splits().toString()).isEqualTo("{train2017=2, val2017=2}");
    assertThat(coco.card().fields()).containsExactly(Field.IMAGE, Field.BOXES, Field.BOX_LABELS);
    assertThat(coco.split("val2017").text(0).id()).isEqualTo("val2017/one.png");
    assertThat(coco.card().notes())
        .containsExactly("split test2017 is left out: there is no folder test2017");
  }

  @Test
  void readsCaptionsAlone() throws IOException {
    Files.delete(root.resolve("instances.json"));

    assertThat(open().card().fields()).containsExactly(Field.IMAGE, Field.CAPTION);
    assertThat(open().split("all").text(1).captions()).containsExactly("Nothing.");
  }

  @Test
  void leavesOutCaptionsWhereAnImageHasNone() {
    Drawn.text(
        root.resolve("captions.json"),
        """
        {"images": [{"id": 7, "file_name": "one.png"}],
         "annotations": [{"id": 1, "image_id": 7, "caption": "A cat."}]}
        """);

    assertThat(open().card().fields()).doesNotContain(Field.CAPTION);
    assertThat(open().split("all").text(0).captions()).isEmpty();
    assertThat(open().card().notes())
        .containsExactly("captions are left out: 1 of 2 images have some, expected some of each");
  }

  @Test
  void clipsWhatRoundingPutOutside() {
    assertThat(first("[-0.5, 0, 4, 11]")).isEqualTo(new Box(0, 0, 3.5f, 10));
    assertThat(first("[18, 9, 3, 1]")).isEqualTo(new Box(18, 9, 20, 10));
  }

  @Test
  void refusesABoxOutsideOfItsImage() {
    refuses(
        "[18, 9, 3.5, 1]",
        7,
        3,
        "annotation 41 has the bbox [18.0, 9.0, 3.5, 1.0]; expected one inside of image 7 of 20 x"
            + " 10 pixels, up to a pixel of rounding");
    refuses(
        "[-2, 0, 4, 4]",
        7,
        3,
        "annotation 41 has the bbox [-2.0, 0.0, 4.0, 4.0]; expected one inside of image 7 of 20 x"
            + " 10 pixels, up to a pixel of rounding");
  }

  @Test
  void refusesABoxThatIsNone() {
    String expected = "; expected left, top, width and height in pixels";
    refuses("[5, 5, -1, 4]", 7, 3, "annotation 41 has the bbox [5.0, 5.0, -1.0, 4.0]" + expected);
    refuses("[5, 5, 4]", 7, 3, "annotation 41 has the bbox [5.0, 5.0, 4.0]" + expected);
    refuses("null", 7, 3, "annotation 41 has the bbox []" + expected);
  }

  @Test
  void leavesOutAndCountsBoxesWithoutArea() {
    Drawn.text(root.resolve("instances.json"), Drawn.instances("[5, 5, 0, 4]", 7, 3));

    assertThat(open().split("all").text(0).scene().regions()).hasSize(1);
    assertThat(open().card().notes())
        .containsExactly("left out are 1 boxes without width or height");
  }

  @Test
  void refusesAnnotationsOfWhatIsNotListed() {
    refuses(
        "[2, 3, 4, 5]",
        12,
        3,
        "annotation 41 is of image 12; expected the id of one in its list images");
    refuses(
        "[2, 3, 4, 5]",
        7,
        4,
        "annotation 41 is of category 4; expected the id of one in its list categories");
  }

  @Test
  void refusesToDoWithoutAnImage() throws IOException {
    Files.delete(root.resolve("images/two.png"));
    assertThatThrownBy(this::open)
        .hasMessage(
            "%s: 1 of its 2 images are not in %s, images/two.png the first; expected all"
                .formatted(root.resolve("instances.json"), root.resolve("images")));
  }

  @Test
  void namesAnImageOfAnotherSizeThanItsBoxesWhenItIsRead() {
    Path other = Drawn.image(root.resolve("images/one.png"), 10, 20, 0);
    Split all = open().split("all");

    assertThatThrownBy(() -> all.sample(0))
        .isInstanceOf(AlidadeException.class)
        .hasMessage(
            other
                + ": the image has 10 x 20 pixels; expected 20 x 10, in which its boxes are given");
  }

  @Test
  void refusesWhatIsNoSuchFolderOrFile() {
    Path file = Drawn.text(root.resolve("instances.json"), "{\"images\": [{\"id\": \"x\"}]}");
    assertThatThrownBy(this::open)
        .isInstanceOf(AlidadeException.class)
        .hasMessageStartingWith(file + ": cannot be read (")
        .hasMessageEndingWith("; expected COCO's JSON");
    root = work.resolve("empty");
    Drawn.text(root.resolve("notes.txt"), "-");
    assertThatThrownBy(this::open)
        .hasMessage(
            root
                + ": there is no annotation file with its images; expected"
                + " annotations/instances_SPLIT.json and a folder SPLIT, or instances.json and a"
                + " folder images");
  }
}
