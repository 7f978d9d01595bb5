/** The one training loop, and what an experiment says about it. */
@NullMarked
package io.alidade.runtime.train;

import org.jspecify.annotations.NullMarked;
