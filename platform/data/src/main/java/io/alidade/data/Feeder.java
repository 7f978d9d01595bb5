package io.alidade.data;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.alidade.api.AlidadeException;
import io.alidade.api.Batch;
import io.alidade.api.Field;
import io.alidade.api.ImageSpec;
import io.alidade.api.Seeds;
import io.alidade.api.Split;
import io.alidade.api.Tokenizer;
import io.alidade.data.photo.PhotoAugmentation;
import io.alidade.data.photo.Pixels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.random.RandomGenerator;

/**
 * Training batches, prepared ahead of the step by a few threads. What a batch holds depends on
 * (seed, epoch, sample) alone, whatever the number of threads. The caller closes it.
 */
public final class Feeder implements AutoCloseable {
  /**
   * Batches under way: enough that a slow one does not stall the step, few enough to stay small.
   */
  private static final int AHEAD = 4;

  /** Of the heap, for images at the model's size; what does not fit is resized every epoch. */
  private static final int SHARE_OF_HEAP = 4;

  /** A batch takes milliseconds; one that takes longer than this reads from something broken. */
  private static final int PATIENCE_SECONDS = 10;

  /** Texts whose ids are kept; many more are not read twice soon. */
  private static final int MOST_TEXTS = 100_000;

  private final Split split;
  private final ImageSpec spec;
  private final Optional<Tokenizer> tokenizer;
  private final Set<Field> fields;
  private final Places places;
  private final CaptionSettings captions;
  private final Augmentation augmentation;

  /** For photographs; absent for drawings. */
  private final Optional<PhotoAugmentation> photos;

  private final long seed;
  private final BatchPlan plan;
  private final AtomicReferenceArray<Padded> resized; // Empty where they would not fit.
  private final Map<String, int[]> encoded = new ConcurrentHashMap<>();
  private final ExecutorService threads;
  private final Deque<Future<HostBatch>> ahead = new ArrayDeque<>();

  /**
   * Of batches that were made, for those to come: fresh ones would cost as much as filling them.
   */
  private final Queue<ByteBuffer> buffers = new ConcurrentLinkedQueue<>();

  /**
   * Starts preparing.
   *
   * @param from batches that a training had before: the first is the one behind them
   * @param tokenizer absent for a method that reads no text
   * @param fields what a batch is to hold; a caption only where there is a tokenizer
   * @param workers threads
   */
  public Feeder(
      Split split,
      ImageSpec spec,
      Optional<Tokenizer> tokenizer,
      Set<Field> fields,
      DataSettings settings,
      int batchSize,
      long seed,
      long from,
      int workers) {
    this.split = split;
    this.spec = spec;
    this.tokenizer = tokenizer.filter(one -> fields.contains(Field.CAPTION));
    this.fields = EnumSet.copyOf(fields);
    this.places = new Places(split, spec);
    requireUnmoved(fields, settings);
    this.captions = settings.captions();
    this.augmentation = new Augmentation(settings.augment(), spec);
    this.photos =
        settings.photo().steps().isEmpty()
            ? Optional.empty()
            : Optional.of(new PhotoAugmentation(settings.photo(), spec));
    this.seed = seed;
    this.plan = new BatchPlan(split, batchSize, settings, seed);
    this.resized = new AtomicReferenceArray<>(fits(split, spec) ? split.size() : 0);
    this.threads =
        Executors.newFixedThreadPool(
            workers,
            task -> {
              Thread thread = new Thread(task, "feeder");
              thread.setDaemon(true);
              return thread;
            });
    for (long i = 0; i < from; i++) {
      plan.next();
    }
    for (int i = 0; i < AHEAD; i++) {
      order();
    }
  }

  /** Samples that a batch can hold at most: one of each group, where groups are kept apart. */
  public static int mostInABatch(Split split, DataSettings settings) {
    return BatchPlan.most(split, settings.distinctGroups(), settings.samplesPerGroup());
  }

  /** What waits for the step and is prepared, in bytes for each row of a batch. */
  public static long bytesAhead(ImageSpec spec) {
    return (AHEAD + 1L) * spec.height() * spec.width() * 3 * Float.BYTES;
  }

  /** What a training comes to keep of its images, in bytes of the heap. */
  public static long bytesKept(Split split, ImageSpec spec) {
    return fits(split, spec) ? split.size() * Padded.bytes(spec) : 0;
  }

  private static boolean fits(Split split, ImageSpec spec) {
    return split.size() * Padded.bytes(spec) <= Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
  }

  private void order() {
    List<BatchPlan.Reading> readings = plan.next();
    ahead.addLast(threads.submit(() -> prepare(readings)));
  }

  /**
   * The next batch on {@code manager}; waits where it is not ready. Its arrays live as long as the
   * manager, wherever they are attached later: what is to live longer is duplicated.
   */
  public Batch next(NDManager manager) {
    try {
      HostBatch batch = ahead.removeFirst().get();
      order();
      return batch.toBatch(manager, spec, buffers::add);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AlidadeException(
          AlidadeException.Kind.INTERNAL, "interrupted while waiting for a batch", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AlidadeException known) {
        throw known;
      }
      AlidadeException.Kind kind =
          e.getCause() instanceof OutOfMemoryError
              ? AlidadeException.Kind.RESOURCE
              : AlidadeException.Kind.DATA;
      throw new AlidadeException(kind, "a batch cannot be read: " + e.getCause(), e);
    }
  }

  private HostBatch prepare(List<BatchPlan.Reading> readings) {
    DataType type = photos.isPresent() ? DataType.UINT8 : DataType.FLOAT32;
    HostBatch batch =
        new HostBatch(readings.size(), type, tokenizer.map(Tokenizer::padId).orElse(0));
    if (fields.contains(Field.IMAGE)) {
      batch.images(pixels(readings, type, "augment"));
    }
    if (fields.contains(Field.VIEWS)) {
      batch.views(pixels(readings, type, "first-view"), pixels(readings, type, "second-view"));
    }
    int[][] tokens = new int[tokenizer.isPresent() ? readings.size() : 0][];
    long[] labels = new long[readings.size()];
    long[] indices = new long[readings.size()];
    for (int i = 0; i < readings.size(); i++) {
      BatchPlan.Reading reading = readings.get(i);
      Split.SampleText text = split.text(reading.index());
      labels[i] = text.label();
      indices[i] = reading.index();
      if (tokenizer.isPresent()) {
        RandomGenerator random = random("caption", item(reading));
        tokens[i] = encoded(caption(text, random), tokenizer.get());
      }
    }
    batch.tokens(tokens);
    if (fields.contains(Field.LABEL)) {
      batch.numbers(Field.LABEL, labels);
    }
    if (fields.contains(Field.INDEX)) {
      batch.numbers(Field.INDEX, indices);
    }
    int[] rows = readings.stream().mapToInt(BatchPlan.Reading::index).toArray();
    if (fields.contains(Field.BOXES) || fields.contains(Field.BOX_LABELS)) {
      batch.boxes(places.boxes(rows), places.labels(rows));
    }
    if (fields.contains(Field.MASK)) {
      batch.mask(places.masks(rows));
    }
    return batch;
  }

  private long item(BatchPlan.Reading reading) {
    return (long) reading.epoch() * split.size() + reading.index();
  }

  /** (B, H, W, 3), changed as the random numbers of that purpose say. */
  private ByteBuffer pixels(List<BatchPlan.Reading> readings, DataType type, String purpose) {
    float[] image = new float[spec.height() * spec.width() * 3];
    ByteBuffer pixels =
        buffer(Math.multiplyExact(readings.size(), image.length * type.getNumOfBytes()));
    FloatBuffer numbers = pixels.asFloatBuffer();
    for (int i = 0; i < readings.size(); i++) {
      BatchPlan.Reading reading = readings.get(i);
      RandomGenerator random = random(purpose, item(reading));
      if (photos.isPresent()) {
        byte[] photo = photo(photos.get(), reading.index(), random);
        pixels.put(i * photo.length, photo);
      } else {
        augmentation.apply(resized(reading.index()), random, image);
        numbers.put(image);
      }
    }
    return pixels;
  }

  /** Boxes and masks stay where they are: an augmentation would move the image from under them. */
  private static void requireUnmoved(Set<Field> fields, DataSettings settings) {
    boolean places = fields.contains(Field.BOXES) || fields.contains(Field.MASK);
    if (places && (settings.augment().strength() > 0 || !settings.photo().steps().isEmpty())) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          "data.augment.strength is %s and data.photo.steps is %s; expected 0 and [], since boxes and masks stay where they are"
              .formatted(settings.augment().strength(), settings.photo().steps()));
    }
  }

  private byte[] photo(PhotoAugmentation augmentation, int index, RandomGenerator random) {
    Pixels pixels = Pixels.of(split.sample(index).image(), spec.background());
    PhotoAugmentation.Drawn drawn = augmentation.draw(random, pixels.height(), pixels.width());
    return augmentation.apply(pixels, drawn).pixels();
  }

  private RandomGenerator random(String purpose, long item) {
    return new SplittableRandom(Seeds.mix(seed, purpose, item));
  }

  private ByteBuffer buffer(int bytes) {
    ByteBuffer known = buffers.poll();
    return known == null ? ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()) : known;
  }

  /** At the model's size, once for all epochs where they fit. */
  private Padded resized(int index) {
    Padded known = index < resized.length() ? resized.get(index) : null;
    if (known != null) {
      return known;
    }
    Padded image = Padded.of(split.sample(index).image(), spec);
    if (index < resized.length()) {
      resized.set(index, image);
    }
    return image;
  }

  private int[] encoded(String text, Tokenizer tokenizer) {
    int[] known = encoded.get(text);
    if (known != null) {
      return known;
    }
    int[] ids = tokenizer.encode(text);
    if (encoded.size() < MOST_TEXTS) {
      encoded.put(text, ids);
    }
    return ids;
  }

  private String caption(Split.SampleText text, RandomGenerator random) {
    List<String> all = text.captions();
    if (all.isEmpty()) {
      throw new AlidadeException(
          AlidadeException.Kind.DATA,
          text.id() + " has no caption; expected one, since the method reads text");
    }
    if (random.nextDouble() >= captions.alternative()) {
      return all.get(0);
    }
    List<String> templates = captions.templates();
    boolean other = all.size() > 1 && (templates.isEmpty() || random.nextBoolean());
    if (other) {
      return all.get(1 + random.nextInt(all.size() - 1));
    }
    return templates.isEmpty()
        ? all.get(0)
        : templates.get(random.nextInt(templates.size())).replace("{}", all.get(0));
  }

  /** Waits for the batches under way, so that the data set may be closed next. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
