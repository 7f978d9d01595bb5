package io.alidade.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alidade.api.AlidadeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
  @TempDir Path folder;
  Registry registry;

  @BeforeEach
  void open() {
    registry = Registry.open(folder.resolve("registry.db"));
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void answersWithColumnsAndRows() {
    QueryResult result = registry.query("select 1 as one, 'a' as two, null, 2.5 as one");

    assertThat(result.columns()).containsExactly("one", "two", "null", "one");
    assertThat(result.rows()).hasSize(1);
    assertThat(result.rows().get(0)).containsExactly(1, "a", null, 2.5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from run_record",
        "insert into run_record (id) values ('x')",
        "update run_record set name = 'x'",
        "with x as (select 1) delete from run_record",
        "WITH x AS (SELECT 1) INSERT INTO plugin_record SELECT 'a', 'b', 'c'",
        "drop table run_record",
        "create table t (x)",
        "create temp table t (x)",
        "attach 'FOLDER/made.db' as made",
        "attach 'file:FOLDER/made.db?mode=rwc' as made",
        "vacuum into 'FOLDER/made.db'",
        "/* select */ vacuum into 'FOLDER/made.db'",
        "-- select\nvacuum into 'FOLDER/made.db'",
        "select 1; vacuum into 'FOLDER/made.db'",
        "select ';'; vacuum into 'FOLDER/made.db'",
        "pragma query_only = off",
        "pragma journal_mode = delete",
        "pragma user_version = 7",
        "begin immediate",
        "explain delete from run_record; delete from run_record",
        ";delete from run_record",
        "",
      })
  void cannotWrite(String sql) throws IOException {
    String run = Runs.claim(registry, "e1", 1);
    List<String> before = files();

    assertThatThrownBy(() -> registry.query(sql.replace("FOLDER", folder.toString())))
        .isInstanceOfSatisfying(
            AlidadeException.class,
            failure -> assertThat(failure.kind()).isEqualTo(AlidadeException.Kind.CONFIG))
        .message()
        .startsWith("query: ")
        .hasLineCount(1);

    assertThat(files()).isEqualTo(before);
    assertThat(registry.run(run).name()).isEqualTo("name of e1");
    assertThat(registry.query("select count(*) from plugin").rows().get(0)).containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1;",
        "  -- how many\n select count(*) from run",
        "select ';' || \";\" as \";\"",
        "with recursive n(x) as (values (1) union all select x + 1 from n where x < 3) select * from n",
        "values (1), (2)",
        "explain query plan select * from run",
        "select replace('a', 'a', 'delete from run')",
      })
  void answersWhateverReads(String sql) {
    assertThat(registry.query(sql).rows()).isNotEmpty();
  }

  @Test
  void saysWhatSqliteSaysOfBadSql() {
    assertThatThrownBy(() -> registry.query("select * from runs"))
        .hasMessage("query: no such table: runs");
    assertThatThrownBy(() -> registry.query("select from where"))
        .hasMessageContaining("syntax error");
  }

  @Test
  void cutsOffAfterTheLimitAndSaysSo() {
    String many =
        "with recursive n(x) as (values (1) union all select x + 1 from n) select x from n";

    QueryResult result = registry.query(many, new QueryLimits(10, Duration.ofSeconds(60)));

    assertThat(result.rows()).hasSize(10);
    assertThat(result.truncated()).isTrue();
    assertThat(registry.query("select 1").truncated()).isFalse();
  }

  @Test
  void stopsAQueryThatTakesTooLong() {
    String endless =
        "with recursive n(x) as (values (1) union all select x + 1 from n) select max(x) from n";

    assertThatThrownBy(() -> registry.query(endless, new QueryLimits(10, Duration.ofMillis(100))))
        .hasMessageContaining("took longer than");
    assertThat(registry.query("select 1").rows()).hasSize(1);
  }

  @Test
  void poolsSeedsButNeverProtocols() {
    // Seeds 1 and 2 of one experiment: mean 0.5, deviation sqrt(2 * 0.1^2 / 1) = 0.1414.
    finish(Runs.claim(registry, "e1", 1), Runs.top1(0.9)); // Repeated below: does not count.
    finish(Runs.claim(registry, "e1", 1), Runs.top1(0.4));
    finish(Runs.claim(registry, "e1", 2), Runs.top1(0.6));
    finish(Runs.claim(registry, "e1", 3), Runs.top1(0.8, "other"));
    registry.measurements(Runs.claim(registry, "e1", 4), List.of(Runs.top1(0.0)));

    List<List<Object>> rows =
        registry
            .query(
                "select protocol_hash, mean, standard_deviation, seeds from leaderboard"
                    + " order by protocol_hash")
            .rows();

    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).get(0)).isEqualTo("other");
    assertThat((double) rows.get(0).get(1)).isEqualTo(0.8);
    assertThat(rows.get(0).get(2)).isNull();
    assertThat((double) rows.get(1).get(1)).isCloseTo(0.5, within(1e-12));
    assertThat((double) rows.get(1).get(2)).isCloseTo(Math.sqrt(0.02), within(1e-12));
    assertThat(rows.get(1).get(3)).isEqualTo(2);
  }

  @Test
  void summarisesARunInOneRow() {
    String run = Runs.claim(registry, "e1", 1);
    registry.metrics(
        run,
        List.of(
            new MetricPoint("loss", 1, 3, Instant.EPOCH),
            new MetricPoint("loss", 20, 2, Instant.EPOCH),
            new MetricPoint("rate", 30, 9, Instant.EPOCH)));
    finish(run, Runs.top1(0.25));

    assertThat(
            registry
                .query("select id, state, step, loss, metric, value from run_summary")
                .rows()
                .get(0))
        .containsExactly(run, "finished", 20, 2.0, "top-1", 0.25);
  }

  @Test
  void letsEveryViewBeRead() {
    finish(Runs.claim(registry, "e1", 1), Runs.top1(0.25));
    for (String view :
        List.of(
            "run",
            "metric",
            "measurement",
            "artifact",
            "event",
            "method",
            "plugin",
            "dataset",
            "run_plugin",
            "run_dataset",
            "leaderboard",
            "run_summary")) {
      assertThat(registry.query("select * from " + view).columns()).as(view).isNotEmpty();
    }
  }

  private void finish(String run, MeasurementRow row) {
    registry.measurements(run, List.of(row));
    registry.ended(
        run, new RunEnd(RunState.FINISHED, Optional.empty(), 0, OptionalLong.empty(), 1));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
