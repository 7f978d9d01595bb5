/**
 * The one training loop, and what an experiment says about it.
 *
 * <p>{@link io.alidade.runtime.train.TrainingLoop} asks for batches, evaluates the objective (in
 * parts, by {@code GradientCache}, where memory asks for it), clips, and steps at the rate that
 * {@code Schedule} gives. {@link io.alidade.runtime.train.Checkpoints} holds what it takes to go on
 * to the same bits, {@link io.alidade.runtime.train.BestModel} the model at the best value of one
 * metric. What is measured may be a moving average of the steps. What goes wrong, {@code diagnosis}
 * says. A training that is no steps but a problem over all data is brought to its end by {@link
 * io.alidade.runtime.train.Solver}.
 */
@NullMarked
package io.alidade.runtime.train;

import org.jspecify.annotations.NullMarked;
