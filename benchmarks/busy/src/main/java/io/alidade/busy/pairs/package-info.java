/** Image files that a training reads from disk. */
@NullMarked
package io.alidade.busy.pairs;

import org.jspecify.annotations.NullMarked;
