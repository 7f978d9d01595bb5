package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.AlidadeException;
import io.alidade.api.ImageSpec;
import io.alidade.api.ParameterGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A tower that learns from another: it starts with the other's convolutional stem, whose map works
 * at any image size, and with a region head (blocks and read-out) of its own. What detectors and
 * segmenters that distil have in common.
 *
 * @param tower the student
 * @param teacher frozen
 */
public record StemStudent(StemTower tower, DualTowers teacher) {
  /** What begins with one of these is the stem; the rest is the head. */
  private static final List<String> STEM = List.of("stem", "residual-");

  /**
   * At its start.
   *
   * @param method for messages
   * @param random draws the head
   */
  public static StemStudent of(
      String method, DualTowers teacher, NDManager manager, RandomGenerator random) {
    return of(method, teacher, StemStudent::isStem, manager, random);
  }

  /** The same, where the region head is the teacher's too. */
  public static StemStudent copy(
      String method, DualTowers teacher, NDManager manager, RandomGenerator random) {
    return of(method, teacher, name -> true, manager, random);
  }

  private static StemStudent of(
      String method,
      DualTowers teacher,
      Predicate<String> copied,
      NDManager manager,
      RandomGenerator random) {
    if (!(teacher.image() instanceof StemTower) || teacher.settings().isEmpty()) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          method
              + ": the foundation's image tower is no convolutional stem; expected one trained with"
              + " image.kind = stem, whose map works at any image size");
    }
    TowersSettings settings = teacher.settings().get();
    StemTower tower =
        (StemTower) ImageTower.of(settings.image(), settings.width(), manager, random);
    Parameters from = teacher.image().parameters();
    Parameters to = tower.parameters();
    to.trained().forEach((name, at) -> copy(copied.test(name), from.trained().get(name), at));
    to.buffers().forEach((name, at) -> copy(copied.test(name), from.buffers().get(name), at));
    return new StemStudent(tower, teacher);
  }

  private static void copy(boolean is, @Nullable NDArray from, NDArray to) {
    if (is) {
      start(Objects.requireNonNull(from), to);
    }
  }

  /** Lets a parameter begin with the values of another. */
  public static void start(NDArray from, NDArray to) {
    Engine.withoutGradients(
        () -> {
          Ops.copy(from, to);
          return to;
        });
  }

  private static boolean isStem(String name) {
    return STEM.stream().anyMatch(name::startsWith);
  }

  /** Images as the teacher takes them, at another size. */
  public ImageSpec images(int size) {
    ImageSpec spec = teacher.images();
    return spec.stretched(size);
  }

  /** (K, D), not normalised: regions of the map read like whole images. */
  public NDArray regions(NDArray map, List<RoiAlign.Region> regions) {
    return tower.ofMap(RoiAlign.of(tower.side(), StemTower.STRIDE).regions(map, regions));
  }

  /** (C, D) of unit length: what the teacher makes of texts. */
  public NDArray texts(List<String> texts, NDManager manager) {
    return teacher.encodeText(TokenBatches.encode(teacher.tokenizer(), texts, manager));
  }

  /**
   * Texts place by place.
   *
   * @param states (T, L, E), behind the text tower's last norm
   * @param lengths of each text, start and end token among them
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record States(NDArray states, int[] lengths) {}

  /** What the teacher's text tower makes of every place of texts, without a graph. */
  public States states(List<String> texts, NDManager manager) {
    List<int[]> ids = texts.stream().map(teacher.tokenizer()::encode).toList();
    NDArray tokens = TokenBatches.of(ids, teacher.tokenizer().padId(), manager); // (T, L)
    return new States(
        teacher.text().states(tokens), ids.stream().mapToInt(row -> row.length).toArray());
  }

  /** (D, E): what brings the end token's state to the space of whole texts. */
  public NDArray textProjection() {
    return Objects.requireNonNull(teacher.text().parameters().trained().get("projection.weight"));
  }

  /** (K, D) of unit length: what the teacher makes of regions, cut out. */
  public NDArray crops(NDArray images, List<RoiAlign.Region> regions) {
    return teacher.encodeImage(Crops.of(images, regions, teacher.images().height()));
  }

  /**
   * The stem by shape.
   *
   * @param rate of the stem, as a factor on the training's
   */
  public List<ParameterGroup> stemGroups(double rate) {
    List<ParameterGroup> groups = new ArrayList<>();
    for (ParameterGroup group :
        ParameterGroups.byShape(named(tower.parameters().trained(), true))) {
      groups.add(
          new ParameterGroup(
              "stem-" + group.name(), group.parameters(), rate * group.rate(), group.decay()));
    }
    return groups;
  }

  /** Stem and region head. */
  public List<ParameterGroup> groups(double rate) {
    List<ParameterGroup> groups = new ArrayList<>(stemGroups(rate));
    groups.addAll(ParameterGroups.byShape(named(tower.parameters().trained(), false)));
    return groups;
  }

  private static Map<String, NDArray> named(Map<String, NDArray> arrays, boolean stem) {
    Map<String, NDArray> named = new LinkedHashMap<>();
    arrays.forEach(
        (name, value) -> {
          if (isStem(name) == stem) {
            named.put("student." + name, value);
          }
        });
    return named;
  }

  /** What of the stem a checkpoint holds. */
  public Map<String, NDArray> stemState() {
    Map<String, NDArray> state = named(tower.parameters().trained(), true);
    state.putAll(named(tower.parameters().buffers(), true));
    return state;
  }

  /** What of stem and region head a checkpoint holds. */
  public Map<String, NDArray> state() {
    Map<String, NDArray> state = stemState();
    state.putAll(named(tower.parameters().trained(), false));
    state.putAll(named(tower.parameters().buffers(), false));
    return state;
  }
}
