/**
 * Runs in a process of their own, one at a time and one after the other.
 *
 * <p>The engine allows one gradient collector a JVM, several of its mistakes end the JVM, and
 * native memory only surely returns when a process ends: so a run never shares its process with
 * another one that goes on. What a process costs is paid once: a worker whose run has finished
 * takes the next. It keeps what is only read, plugins and open data sets ({@link
 * io.alidade.runtime.worker.Workbench}); every tensor belongs to a run and goes with it, and the
 * engine's random numbers begin anew. A run thus ends with the same bits in a fresh process and in
 * a used one. A worker ends itself after a run that failed or was stopped, and when its memory has
 * grown.
 *
 * <p>{@link io.alidade.runtime.worker.WorkerMain} is its entry, {@link
 * io.alidade.runtime.worker.Job} what it is told of a run, {@link
 * io.alidade.runtime.worker.Message} what it says. Messages are JSON lines on the standard output;
 * the host alone writes the registry. On the standard input the host gives {@link
 * io.alidade.runtime.worker.Orders}; its end means that the host is gone, and the worker stops as
 * well.
 */
@NullMarked
package io.alidade.runtime.worker;

import org.jspecify.annotations.NullMarked;
