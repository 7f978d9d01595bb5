/**
 * The record of what was run, with what, and what came out: one SQLite database.
 *
 * <p>{@link io.alidade.registry.Registry} is the door. A run's life in it: {@code claim} (no second
 * live run of one experiment and seed), {@code started}, {@code heartbeat} every few seconds,
 * {@code metrics} through a {@link io.alidade.registry.MetricQueue}, {@code measurements}, {@code
 * ended}. A run whose lease ran out reads as {@link io.alidade.registry.RunState#LOST}, whatever
 * its process could still write.
 *
 * <p>Readers open the same file with {@code readOnly}; SQL is the query language ({@link
 * io.alidade.registry.Registry#query}). The tables a user meets are views; the schema is the folder
 * {@code migration} beside this package, and grows by new files only.
 */
@NullMarked
package io.alidade.registry;

import org.jspecify.annotations.NullMarked;
