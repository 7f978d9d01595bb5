package io.alidade.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricQueueTest {
  static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;
  Registry registry;
  String run;

  @BeforeEach
  void open() {
    registry = Registry.open(folder.resolve("registry.db"), Clock.systemUTC(), 20);
    run = Runs.claim(registry, "e1", 1);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void hasWrittenEverythingWhenItIsClosed() {
    try (MetricQueue queue = new MetricQueue(registry, run)) {
      addLosses(queue, 1, 5_000);
    }

    assertThat(registry.metrics(run)).hasSize(5_000);
    assertThat(registry.events(run)).isEmpty();
  }

  @Test
  void waitsOutAStalledRegistryWithoutLosingAPoint() throws SQLException {
    MetricQueue queue = new MetricQueue(registry, run, 1_000, Duration.ofSeconds(60));
    try (Connection other = stall()) {
      addLosses(queue, 1, 1_000);
      assertThat(registry.metrics(run)).isEmpty();
      other.rollback();
    }
    queue.close();

    assertThat(queue.dropped()).isZero();
    assertThat(registry.metrics(run)).hasSize(1_000);
  }

  @Test
  void thinsTheCurveWhenTooManyPointsWaitAndSaysHowManyWent() throws SQLException {
    MetricQueue queue = new MetricQueue(registry, run, 100, Duration.ofSeconds(60));
    try (Connection other = stall()) {
      queue.add(new MetricPoint("canary", 1, 0.5, AT));
      addLosses(queue, 1, 10_000);
      other.rollback();
    }
    queue.close();

    List<MetricPoint> kept = registry.metrics(run);
    assertThat(kept).hasSizeLessThanOrEqualTo(200); // At most one batch on its way, one waiting.
    assertThat(kept).contains(new MetricPoint("canary", 1, 0.5, AT));
    assertThat(kept).contains(new MetricPoint("loss", 10_000, 1, AT));
    assertThat(queue.dropped()).isEqualTo(10_001 - kept.size());
    assertThat(registry.events(run))
        .extracting(EventRow::text)
        .singleElement()
        .asString()
        .startsWith(queue.dropped() + " metric points were dropped");
  }

  @Test
  void givesUpAtTheEndWhenTheRegistryNeverAnswers() throws SQLException {
    MetricQueue queue = new MetricQueue(registry, run, 100, Duration.ofMillis(50));
    try (Connection other = stall()) {
      addLosses(queue, 1, 50);
      queue.close();
      assertThat(queue.dropped()).isEqualTo(50);
      other.rollback();
    }
    queue.add(new MetricPoint("loss", 51, 1, AT));
    assertThat(queue.dropped()).isEqualTo(51);
    assertThat(registry.metrics(run)).isEmpty();
  }

  /** Another process that writes and does not come to an end. */
  private Connection stall() throws SQLException {
    Connection other = DriverManager.getConnection("jdbc:sqlite:" + registry.file());
    other.setAutoCommit(false);
    try (Statement statement = other.createStatement()) {
      statement.executeUpdate("update run_record set name = 'held'");
    }
    return other;
  }

  private static void addLosses(MetricQueue queue, int first, int last) {
    for (int step = first; step <= last; step++) {
      queue.add(new MetricPoint("loss", step, 1, AT));
    }
  }
}
