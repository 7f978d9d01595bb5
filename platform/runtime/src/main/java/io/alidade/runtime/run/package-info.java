/**
 * The host's side of runs: plans a suite, claims a row in the registry, starts a worker, records
 * what it says, and knows how it ended. {@link io.alidade.runtime.run.Runner} is the way in; {@link
 * io.alidade.runtime.run.RunListener} is how a command line or a page follows. {@link
 * io.alidade.runtime.run.Sizing} lets a worker measure what a run takes, and {@link
 * io.alidade.runtime.run.Planner} fixes with it what must not change once the run has begun: the
 * {@link io.alidade.runtime.run.RunPlan}.
 */
@NullMarked
package io.alidade.runtime.run;

import org.jspecify.annotations.NullMarked;
