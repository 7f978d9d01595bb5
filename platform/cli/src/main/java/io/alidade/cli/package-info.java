/**
 * The command line: one class a verb, all of them below {@link io.alidade.cli.Alidade}.
 *
 * <p>A verb asks the modules below for what it shows and prints it; it decides nothing. Verbs that
 * only look (runs, show, methods, ...) load neither the engine nor a plugin, so that they answer at
 * once. To add a verb: a class with {@code @Command} and {@code Callable<Integer>} here, and its
 * name in {@link io.alidade.cli.Verbs}.
 *
 * <p>Failures are thrown as {@link io.alidade.api.AlidadeException}; {@link
 * io.alidade.cli.Failures} turns them into one line on stderr and the exit code.
 */
@NullMarked
package io.alidade.cli;

import org.jspecify.annotations.NullMarked;
