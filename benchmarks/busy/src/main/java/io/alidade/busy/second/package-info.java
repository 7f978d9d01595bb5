/**
 * A run of a known length: a core is busy for one second of wall time, whatever else happens.
 *
 * <p>One number is trained towards 1 through the one training loop, and each step lasts until its
 * part of the second is over. What a run takes beyond that second is what the platform adds: the
 * time that a sweep of short runs is made of.
 *
 * <pre>
 *   loss(w) = (w - 1)^2
 * </pre>
 */
@NullMarked
package io.alidade.busy.second;

import org.jspecify.annotations.NullMarked;
