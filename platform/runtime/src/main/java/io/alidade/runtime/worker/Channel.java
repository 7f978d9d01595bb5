package io.alidade.runtime.worker;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A worker's way to its host. Saying something never blocks a step: messages wait in a bounded
 * queue, and metrics that find it full are dropped and counted. What decides (measurements, the
 * end) waits.
 */
final class Channel implements AutoCloseable {
  // A host that stalls for a minute at 100 messages a second loses none.
  private static final int CAPACITY = 8192;

  private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final AtomicLong dropped = new AtomicLong();
  private final BufferedWriter out;
  private final Thread writer;
  private volatile Consumer<Message> diary = message -> {};
  private volatile boolean closing;
  private volatile boolean broken;

  Channel(OutputStream stream) {
    this.out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    this.writer = new Thread(this::write, "channel");
    this.writer.setDaemon(true);
    this.writer.start();
  }

  /** Hears every message from now on, also once the host is gone. */
  void keepIn(Consumer<Message> diary) {
    this.diary = diary;
  }

  /** Says it if there is room. */
  void offer(Message message) {
    if (!queue.offer(message)) {
      dropped.incrementAndGet();
    }
  }

  /** Says it, waiting for room as long as the host is there. */
  void say(Message message) {
    try {
      boolean accepted = false;
      while (!accepted) {
        accepted = queue.offer(message, 200, TimeUnit.MILLISECONDS) || broken;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    try {
      while (!(closing && queue.isEmpty())) {
        Message message = queue.poll(50, TimeUnit.MILLISECONDS);
        if (message != null) {
          diary.accept(message);
          send(message);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(Message message) {
    if (broken) {
      return;
    }
    try {
      out.write(Messages.line(message));
      out.newLine();
      if (queue.isEmpty()) {
        out.flush();
      }
    } catch (IOException e) {
      broken = true; // The host is gone; its end of the standard input tells the run to stop.
    }
  }

  @Override
  public void close() {
    if (dropped.get() > 0) {
      say(
          new Message.Note(
              Message.Note.Level.WARNING,
              dropped.get()
                  + " progress messages were dropped because the host did not read them"));
    }
    closing = true;
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
