package io.alidade.data;

import ai.djl.ndarray.NDManager;
import io.alidade.api.AlidadeException;
import io.alidade.api.Batch;
import io.alidade.api.Image;
import io.alidade.api.ImageSpec;
import io.alidade.api.Sample;
import io.alidade.api.Seeds;
import io.alidade.api.Split;
import io.alidade.api.Tokenizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

  private final Split split;
  private final ImageSpec spec;
  private final Optional<Tokenizer> tokenizer;
  private final CaptionSettings captions;
  private final Augmentation augmentation;
  private final long seed;
  private final BatchPlan plan;
  private final AtomicReferenceArray<byte[]> resized;
  private final Map<String, int[]> encoded = new ConcurrentHashMap<>();
  private final ExecutorService threads;
  private final Deque<Future<HostBatch>> ahead = new ArrayDeque<>();

  /**
   * Starts preparing.
   *
   * @param tokenizer absent for a method that reads no text
   * @param workers threads
   */
  public Feeder(
      Split split,
      ImageSpec spec,
      Optional<Tokenizer> tokenizer,
      DataSettings settings,
      int batchSize,
      long seed,
      int workers) {
    this.split = split;
    this.spec = spec;
    this.tokenizer = tokenizer;
    this.captions = settings.captions();
    this.augmentation = new Augmentation(settings.augment(), spec);
    this.seed = seed;
    this.plan = new BatchPlan(split, batchSize, settings.distinctGroups(), seed);
    this.resized = new AtomicReferenceArray<>(split.size());
    this.threads =
        Executors.newFixedThreadPool(
            workers,
            task -> {
              Thread thread = new Thread(task, "feeder");
              thread.setDaemon(true);
              return thread;
            });
    for (int i = 0; i < AHEAD; i++) {
      order();
    }
  }

  private void order() {
    List<BatchPlan.Reading> readings = plan.next();
    ahead.addLast(threads.submit(() -> prepare(readings)));
  }

  /** The next batch on {@code manager}; waits where it is not ready. */
  public Batch next(NDManager manager) {
    try {
      HostBatch batch = ahead.removeFirst().get();
      order();
      return batch.toBatch(manager, spec);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AlidadeException(
          AlidadeException.Kind.INTERNAL, "interrupted while waiting for a batch", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AlidadeException known) {
        throw known;
      }
      throw new AlidadeException(
          AlidadeException.Kind.DATA, "a batch cannot be read: " + e.getCause(), e);
    }
  }

  private HostBatch prepare(List<BatchPlan.Reading> readings) {
    int size = spec.height() * spec.width() * 3;
    byte[] pixels = new byte[readings.size() * size];
    int[][] tokens = new int[tokenizer.isPresent() ? readings.size() : 0][];
    long[] labels = new long[readings.size()];
    for (int i = 0; i < readings.size(); i++) {
      BatchPlan.Reading reading = readings.get(i);
      long item = (long) reading.epoch() * split.size() + reading.index();
      pixels(reading.index(), item, pixels, i * size);
      Split.SampleText text = split.text(reading.index());
      labels[i] = text.label();
      if (tokenizer.isPresent()) {
        RandomGenerator random = random("caption", item);
        tokens[i] = encoded.computeIfAbsent(caption(text, random), tokenizer.get()::encode);
      }
    }
    int pad = tokenizer.map(Tokenizer::padId).orElse(0);
    return new HostBatch(readings.size(), pixels, tokens, labels, pad);
  }

  private RandomGenerator random(String purpose, long item) {
    return new SplittableRandom(Seeds.mix(seed, purpose, item));
  }

  private void pixels(int index, long item, byte[] out, int offset) {
    byte[] rgba = resized.get(index);
    if (rgba == null) {
      rgba = resize(split.sample(index));
      resized.set(index, rgba);
    }
    augmentation.apply(rgba, random("augment", item), out, offset);
  }

  /** At the model's size with an alpha channel: what augmentation starts from. */
  private byte[] resize(Sample sample) {
    Image image = sample.image();
    int cells = spec.height() * spec.width();
    float[] planes = Resize.planes(image, spec.height(), spec.width());
    byte[] rgba = new byte[cells * 4];
    for (int cell = 0; cell < cells; cell++) {
      for (int c = 0; c < 4; c++) {
        float value = c < image.channels() ? planes[c * cells + cell] : 255;
        rgba[4 * cell + c] = (byte) Math.round(value);
      }
    }
    return rgba;
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

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
