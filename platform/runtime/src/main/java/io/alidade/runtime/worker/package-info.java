/**
 * One run in a process of its own.
 *
 * <p>The engine allows one gradient collector a JVM, several of its mistakes end the JVM, and
 * native memory only surely returns when a process ends: so each run is a process. {@link
 * io.alidade.runtime.worker.WorkerMain} is its entry, {@link io.alidade.runtime.worker.Job} what it
 * is told, {@link io.alidade.runtime.worker.Message} what it says. Messages are JSON lines on the
 * standard output; the host alone writes the registry. On the standard input the host says {@code
 * stop}; its end means that the host is gone, and the worker stops as well.
 */
@NullMarked
package io.alidade.runtime.worker;

import org.jspecify.annotations.NullMarked;
