/** Ours and what a user would run instead, in turn, on one machine, in one sitting. */
@NullMarked
package io.alidade.benchmarks;

import org.jspecify.annotations.NullMarked;
