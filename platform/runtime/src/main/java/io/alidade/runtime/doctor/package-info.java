/**
 * Whether everything is there that a run takes. {@link io.alidade.runtime.doctor.Checkup} asks each
 * part of the house in turn and makes a {@link io.alidade.runtime.doctor.Finding} of the answer;
 * nothing is changed, and nobody is asked over a network.
 */
@NullMarked
package io.alidade.runtime.doctor;

import org.jspecify.annotations.NullMarked;
