/**
 * The host's side of runs: plans a suite, claims rows in the registry, has workers do the runs,
 * records what they say, and knows how each ended. {@link io.alidade.runtime.run.Runner} is the way
 * in; {@link io.alidade.runtime.run.RunListener} is how a command line or a page follows.
 *
 * <p>{@code Admission} says whether there is anything to run, {@code Capacity} how many runs go at
 * a time (by the {@code Share} of the machine that each takes), {@link
 * io.alidade.runtime.run.WorkerPool} keeps workers between two runs, and {@code Execution} sees one
 * run to its recorded end. {@link io.alidade.runtime.run.Sizing} lets a worker of its own measure
 * what a run takes, and {@link io.alidade.runtime.run.Planner} fixes with it what must not change
 * once the run has begun: the {@link io.alidade.runtime.run.RunPlan}. {@code Timekeeper} hears what
 * the listener hears and says how long the rest will take, by {@code TimeLeft}.
 */
@NullMarked
package io.alidade.runtime.run;

import org.jspecify.annotations.NullMarked;
