package io.alidade.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.runtime.worker.Orders.Order;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrdersTest {
  final PipedOutputStream host = new PipedOutputStream();
  Orders orders;

  @BeforeEach
  void listen() throws IOException {
    orders = Orders.listen(new PipedInputStream(host));
  }

  @Test
  void stopsTheRunThatIsNamedAndNoOther() throws IOException {
    say("run /runs/a\nstop /runs/a\nrun /runs/b\nstop /runs/a\nrun /runs/c\n");

    Order first = orders.next().orElseThrow();
    Order second = orders.next().orElseThrow();
    Order third = orders.next().orElseThrow(); // By now all before it was heard.

    assertThat(first.folder()).isEqualTo(Path.of("/runs/a"));
    assertThat(first.stop().requested()).isTrue();
    assertThat(second.stop().requested()).isFalse();
    assertThat(third.stop().requested()).isFalse();
  }

  @Test
  void stopsAndTakesNothingMoreOnceTheHostIsGone() throws IOException {
    say("run /runs/a\n");
    Order only = orders.next().orElseThrow();
    host.close();

    assertThat(orders.next()).isEqualTo(Optional.empty());
    assertThat(only.stop().requested()).isTrue();
  }

  private void say(String lines) throws IOException {
    OutputStream out = host;
    out.write(lines.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
