package io.alidade.registry;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes the table {@code claim}. */
record ClaimTable(Handle handle) {
  /** In place of the verdict of before. */
  void judged(ClaimRow claim, Instant now) {
    handle
        .createUpdate(
            "insert or replace into claim_record (id, statement, verdict, reason, difference, low,"
                + " high, margin, seeds, sets, items, draws, runs, code_version, judged) values"
                + " (:id, :statement, :verdict, :reason, :difference, :low, :high, :margin, :seeds,"
                + " :sets, :items, :draws, :runs, :code, :judged)")
        .bind("id", claim.id())
        .bind("statement", claim.statement())
        .bind("verdict", claim.verdict())
        .bind("reason", claim.reason())
        .bind("difference", known(claim.difference()))
        .bind("low", known(claim.low()))
        .bind("high", known(claim.high()))
        .bind("margin", claim.margin())
        .bind("seeds", claim.seeds())
        .bind("sets", claim.sets())
        .bind("items", claim.items())
        .bind("draws", claim.draws())
        .bind("runs", String.join(" ", claim.runs()))
        .bind("code", claim.codeVersion())
        .bind("judged", Timestamps.text(now))
        .execute();
  }

  private static @Nullable Double known(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
