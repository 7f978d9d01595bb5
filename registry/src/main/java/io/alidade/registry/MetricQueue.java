package io.alidade.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Between training and the registry: {@link #add} returns at once and never throws, whatever the
 * disk does; one thread writes what has gathered, a transaction a batch.
 *
 * <p>While the registry does not answer, points wait. When more wait than fit, every second one of
 * each name goes, the newest stays: a curve gets coarser, it does not lose its end. How many went
 * is written as an event once the registry answers. Closing writes what waits, for at most a few
 * seconds.
 */
public final class MetricQueue implements AutoCloseable {
  /** An hour of ten metrics a second: about 4 MB. */
  private static final int CAPACITY = 36_000;

  private static final Duration BETWEEN_WRITES = Duration.ofMillis(250);

  /** Twice the registry's own patience, so that one stalled write is tried again. */
  private static final Duration LAST_CHANCE = Duration.ofSeconds(10);

  private final Registry registry;
  private final String run;
  private final int capacity;
  private final Duration lastChance;
  private final Thread writer;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private List<MetricPoint> waiting = new ArrayList<>();
  private boolean closing;
  private long dropped;
  private long reported;

  /** The registry stays the caller's; it is closed after the queue. */
  public MetricQueue(Registry registry, String run) {
    this(registry, run, CAPACITY, LAST_CHANCE);
  }

  MetricQueue(Registry registry, String run, int capacity, Duration lastChance) {
    this.registry = registry;
    this.run = run;
    this.capacity = capacity;
    this.lastChance = lastChance;
    writer = new Thread(this::write, "metrics of " + run);
    writer.setDaemon(true);
    writer.start();
  }

  /** Takes a point; one that comes after {@link #close} is dropped and counted. */
  public void add(MetricPoint point) {
    lock.lock();
    try {
      if (closing) {
        dropped++;
        return;
      }
      waiting.add(point);
      makeRoom();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Points that never reached the registry. */
  public long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /** Writes what waits, and gives up after a few seconds; may be called more than once. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = Thread.interrupted();
    try {
      writer.join();
    } catch (InterruptedException again) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    long giveUp = Long.MAX_VALUE;
    while (true) {
      List<MetricPoint> batch = take();
      if (batch.isEmpty()) {
        return;
      }
      boolean written = store(batch);
      lock.lock();
      try {
        if (closing && giveUp == Long.MAX_VALUE) {
          giveUp = System.nanoTime() + lastChance.toNanos();
        }
        if (!written) {
          batch.addAll(waiting);
          waiting = batch;
          makeRoom();
          if (closing && System.nanoTime() - giveUp > 0) {
            dropped += waiting.size();
            waiting = new ArrayList<>();
            return;
          }
        }
        pause(written);
      } finally {
        lock.unlock();
      }
    }
  }

  /** Waits for points; none once the queue is closed and all are written. */
  private List<MetricPoint> take() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closing) {
        changed.awaitUninterruptibly();
      }
      List<MetricPoint> batch = waiting;
      waiting = new ArrayList<>();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private boolean store(List<MetricPoint> batch) {
    try {
      registry.metrics(run, batch);
      reportDropped();
      return true;
    } catch (RuntimeException refused) {
      // Whatever it is, training goes on; the count says what it cost.
      return false;
    }
  }

  private void reportDropped() {
    long now = dropped();
    if (now > reported) {
      registry.event(
          run,
          EventRow.Level.WARNING,
          (now - reported) + " metric points were dropped while the registry did not answer");
      reported = now;
    }
  }

  /** Lets a few points gather; a queue that closes only waits after a refusal. The lock is held. */
  private void pause(boolean written) {
    boolean wasClosing = closing;
    try {
      long left = BETWEEN_WRITES.toNanos();
      while (left > 0 && !(closing && (written || !wasClosing))) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  /** Drops every second point of each name until all fit. The lock is held. */
  private void makeRoom() {
    while (waiting.size() > capacity) {
      int before = waiting.size();
      waiting = thinned(waiting);
      if (waiting.size() == before) { // One point a name: then the oldest go.
        waiting = new ArrayList<>(waiting.subList(before - capacity, before));
      }
      dropped += before - waiting.size();
    }
  }

  private static List<MetricPoint> thinned(List<MetricPoint> points) {
    Map<String, Integer> seen = new HashMap<>();
    List<MetricPoint> newestFirst = new ArrayList<>(points.size() / 2 + 1);
    for (int index = points.size() - 1; index >= 0; index--) {
      MetricPoint point = points.get(index);
      if (seen.merge(point.name(), 1, Integer::sum) % 2 == 1) {
        newestFirst.add(point);
      }
    }
    Collections.reverse(newestFirst);
    return newestFirst;
  }
}
