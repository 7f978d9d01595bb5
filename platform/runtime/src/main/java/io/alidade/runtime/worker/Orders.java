package io.alidade.runtime.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What the host says, a line each, heard by a thread of its own: {@code run FOLDER} and {@code stop
 * FOLDER}. Its end means that the host is gone: nobody would record what is computed.
 */
final class Orders {
  private static final String RUN = "run ";
  private static final String STOP = "stop ";

  /** A run to do, and whether it is to stop. */
  record Order(Path folder, StopRequest stop) {}

  private final BlockingQueue<Optional<Order>> waiting = new LinkedBlockingQueue<>();
  private volatile Order newest = new Order(Path.of(""), new StopRequest());

  private Orders() {}

  static Orders listen(InputStream host) {
    Orders orders = new Orders();
    Thread thread = new Thread(() -> orders.hear(host), "orders");
    thread.setDaemon(true);
    thread.start();
    return orders;
  }

  private void hear(InputStream host) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(host, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(RUN)) {
          newest = new Order(Path.of(line.substring(RUN.length())), new StopRequest());
          waiting.add(Optional.of(newest));
        } else if (line.equals(STOP + newest.folder())) {
          newest.stop().request();
        }
      }
    } catch (IOException e) {
      // The same as its end.
    }
    end();
  }

  /** Waits for the next one; empty when there will be none. */
  Optional<Order> next() {
    try {
      return waiting.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Stops what is done, and takes nothing more. */
  void end() {
    newest.stop().request();
    waiting.add(Optional.empty());
  }
}
