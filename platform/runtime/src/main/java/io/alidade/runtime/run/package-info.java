/**
 * The host's side of runs: plans a suite, claims a row in the registry, starts a worker, records
 * what it says, and knows how it ended. {@link io.alidade.runtime.run.Runner} is the way in; {@link
 * io.alidade.runtime.run.RunListener} is how a command line or a page follows.
 */
@NullMarked
package io.alidade.runtime.run;

import org.jspecify.annotations.NullMarked;
