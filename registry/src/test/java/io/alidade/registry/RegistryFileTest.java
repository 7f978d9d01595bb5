package io.alidade.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alidade.api.AlidadeException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the file is not what it should be. */
class RegistryFileTest {
  @TempDir Path folder;
  Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("registry.db");
  }

  @Test
  void hasTheVersionOfTheNewestMigration() throws IOException {
    try (var files = Files.list(Path.of("src/main/resources/io/alidade/registry/migration"))) {
      int newest =
          files
              .map(path -> path.getFileName().toString())
              .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
              .max()
              .orElseThrow();
      assertThat(Schema.VERSION).isEqualTo(newest);
    }
  }

  @Test
  void refusesARegistryOfANewerVersion() throws SQLException {
    Registry.open(file).close();
    sql(
        "insert into flyway_schema_history select 99, '99', 'later', type, 'V99__later.sql',"
            + " checksum, installed_by, installed_on, execution_time, success"
            + " from flyway_schema_history where version = '1'");

    refuses(() -> Registry.open(file), "newer Alidade", "version 99");
    refuses(() -> Registry.readOnly(file), "newer Alidade", "version 99");
  }

  @Test
  void bringsARegistryOfTheFirstVersionUpToDate() throws Exception {
    Registry.open(file).close();
    for (String back :
        List.of(
            "drop view claim",
            "drop table claim_record",
            "drop view leaderboard",
            "drop view run_summary",
            "drop view run",
            "alter table run_record drop column parameters",
            "alter table run_record drop column tried",
            "alter table run_record drop column predicted_memory_bytes",
            "alter table run_record drop column micro_batch",
            "alter table run_record drop column device",
            "create view run as select id from run_record",
            "create view run_summary as select id from run",
            "create view leaderboard as select id from run",
            "delete from flyway_schema_history where version in ('2', '3')")) {
      sql(back);
    }
    refuses(() -> Registry.readOnly(file), "version 1", "the next `alidade run`");

    try (Registry registry = Registry.open(file)) {
      String run = Runs.claim(registry, "e1", 1);
      assertThat(registry.run(run).planned()).isEmpty();
      assertThat(registry.query("select device from run").rows()).hasSize(1);
      assertThat(registry.query("select state from run_summary").rows()).hasSize(1);
    }
  }

  @Test
  void takesAnEmptyFileForANewRegistry() throws IOException {
    Files.createFile(file);
    refuses(() -> Registry.readOnly(file), "is empty", "alidade run");

    try (Registry registry = Registry.open(file)) {
      assertThat(registry.runs(RunFilter.newest(1))).isEmpty();
    }
  }

  @Test
  void saysThatThereIsNoRegistryYet() {
    refuses(() -> Registry.readOnly(file), "no registry yet", "alidade run");
    assertThat(file).doesNotExist();
  }

  @Test
  void refusesAFileThatIsNoDatabase() throws IOException {
    Files.writeString(file, "this is not a database, however long it may be".repeat(100));

    refuses(() -> Registry.open(file), "is damaged or is not a registry");
    refuses(() -> Registry.readOnly(file), "is damaged or is not a registry");
    assertThat(file).content().startsWith("this is not");
  }

  @Test
  void refusesADatabaseWithADamagedMiddle() throws IOException {
    try (Registry registry = Registry.open(file)) {
      Runs.claim(registry, "e1", 1);
    }
    try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
      long size = damaged.length();
      damaged.seek(100);
      damaged.write("x".repeat((int) size - 100).getBytes(StandardCharsets.US_ASCII));
    }

    refuses(() -> Registry.open(file), "is damaged or is not a registry");
    refuses(() -> Registry.readOnly(file), "is damaged or is not a registry");
  }

  @Test
  void leavesADatabaseOfSomethingElseAlone() throws SQLException, IOException {
    sql("create table recipes (name text)");
    byte[] before = Files.readAllBytes(file);

    refuses(() -> Registry.open(file), "something else", "recipes");
    refuses(() -> Registry.readOnly(file), "something else", "recipes");

    assertThat(file).hasBinaryContent(before);
    assertThat(folder).isDirectoryNotContaining("glob:**registry.db-*");
  }

  @Test
  void knowsWhetherItIsSound() throws IOException {
    try (Registry registry = Registry.open(file)) {
      assertThat(registry.described()).isEqualTo("tables of version 3, no runs");
      String run = Runs.claim(registry, "e1", 1);
      registry.metrics(
          run,
          IntStream.range(0, 1000)
              .mapToObj(step -> new MetricPoint("loss", step, 1, Instant.EPOCH))
              .toList());
      assertThat(registry.damage()).isEmpty();
      assertThat(registry.described()).isEqualTo("tables of version 3, runs: 1 queued");
    }
    // Amid the metrics of the last page: whoever looks only at tables' names finds nothing wrong.
    try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
      damaged.seek(damaged.length() - 2048);
      damaged.write("x".repeat(1024).getBytes(StandardCharsets.US_ASCII));
    }

    try (Registry registry = Registry.readOnly(file)) {
      assertThat(registry.damage()).isNotEmpty();
    }
  }

  @Test
  void refusesAFolderWhereAFileIsExpected() {
    refuses(() -> Registry.open(folder), "is a folder");
    refuses(() -> Registry.readOnly(folder), "is a folder");
  }

  @Test
  void refusesAFolderThatCannotBeMade() throws IOException {
    Path blocked = Files.createFile(folder.resolve("file"));

    refuses(() -> Registry.open(blocked.resolve("results/registry.db")), "cannot be made");
  }

  @Test
  void saysThatTheDiskIsFullAndKeepsWhatWasThere() throws SQLException {
    try (Registry registry = Registry.open(file)) {
      String run = Runs.claim(registry, "e1", 1);
      registry.event(run, EventRow.Level.INFO, "before");
      // A database that may not grow answers as one on a full disk does.
      registry.limitTo(1);

      refuses(
          () -> registry.event(run, EventRow.Level.INFO, "x".repeat(1_000_000)),
          "the disk is full");

      assertThat(registry.events(run)).extracting(EventRow::text).containsExactly("before");
    }
  }

  @Test
  void saysThatAnotherProcessIsWriting() throws SQLException {
    try (Registry registry = Registry.open(file, Clock.systemUTC(), 20);
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      other.setAutoCommit(false);
      try (Statement statement = other.createStatement()) {
        statement.executeUpdate("delete from run_record");
      }

      refuses(() -> registry.claim(Runs.of("e1", 1)), "another process is writing");

      other.rollback();
      assertThat(registry.claim(Runs.of("e1", 1))).isInstanceOf(Claim.Created.class);
    }
  }

  @Test
  void saysThatAnotherProcessIsWritingWhenItCannotMakeTheTables() throws SQLException {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = other.createStatement()) {
      statement.execute("pragma journal_mode = wal");
      statement.execute("begin immediate");

      refuses(() -> Registry.open(file, Clock.systemUTC(), 20), "another process is writing");

      statement.execute("rollback");
      Registry.open(file).close();
    }
  }

  @Test
  void letsOneOfManyClaimAnExperiment() throws Exception {
    Registry.open(file).close();
    List<Callable<Claim>> claims =
        IntStream.range(0, 8)
            .<Callable<Claim>>mapToObj(
                index ->
                    () -> {
                      try (Registry registry = Registry.open(file)) {
                        return registry.claim(Runs.of("e1", 1));
                      }
                    })
            .toList();

    assertThat(atOnce(claims)).filteredOn(Claim.Created.class::isInstance).hasSize(1);
  }

  @Test
  void survivesThatManyMakeItAtOnce() throws Exception {
    List<Callable<String>> opens =
        IntStream.range(0, 6)
            .<Callable<String>>mapToObj(
                seed ->
                    () -> {
                      try (Registry registry = Registry.open(file)) {
                        return Runs.claim(registry, "e1", seed);
                      }
                    })
            .toList();

    assertThat(atOnce(opens)).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void waitsForItsTurnToTurnTheLogOn() throws Exception {
    Registry.open(folder.resolve("other.db")).close(); // Loads what takes its time.
    CountDownLatch held = new CountDownLatch(1);
    Callable<Boolean> holds =
        () -> {
          try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
              Statement statement = other.createStatement()) {
            statement.execute("begin immediate");
            held.countDown();
            Thread.sleep(200); // Long enough that the other meets the lock; no result hangs on it.
            statement.execute("rollback");
            return true;
          }
        };
    Callable<Boolean> opens =
        () -> {
          held.await();
          Registry.open(file).close();
          return true;
        };

    assertThat(atOnce(List.of(holds, opens))).containsExactly(true, true);
  }

  @Test
  void takesTablesThatAnotherMadeMeanwhileForARegistry() throws Exception {
    for (int round = 0; round < 8; round++) {
      file = folder.resolve("registry-" + round + ".db");
      List<Callable<Boolean>> work = new ArrayList<>();
      work.add(
          () -> {
            Registry.open(file).close();
            return true;
          });
      work.add(this::looksUntilItIsThere);
      work.add(this::looksUntilItIsThere);

      assertThat(atOnce(work)).doesNotContain(false);
    }
  }

  /** Looks at the file again and again while another makes its tables. */
  private boolean looksUntilItIsThere() {
    while (true) {
      try {
        Registry.readOnly(file).close();
        return true;
      } catch (AlidadeException early) {
        if (String.valueOf(early.getMessage()).contains("something else")) {
          return false;
        }
      }
    }
  }

  @Test
  void keepsWhatAProcessWroteThatNeverClosed() {
    Registry abandoned = Registry.open(file);
    String run = Runs.claim(abandoned, "e1", 1);
    abandoned.metrics(run, List.of(new MetricPoint("loss", 1, 2, Instant.EPOCH)));

    try (Registry reader = Registry.readOnly(file)) {
      assertThat(reader.metrics(run)).hasSize(1);
    }
    abandoned.close();
  }

  private static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      List<T> answers = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(work)) {
        answers.add(future.get());
      }
      return answers;
    } finally {
      threads.shutdown();
    }
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement run = connection.createStatement()) {
      run.executeUpdate(statement);
    }
  }

  private static void refuses(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AlidadeException.class,
            failure -> assertThat(failure.kind()).isEqualTo(AlidadeException.Kind.RESOURCE))
        .message()
        .contains(parts)
        .hasLineCount(1);
  }
}
