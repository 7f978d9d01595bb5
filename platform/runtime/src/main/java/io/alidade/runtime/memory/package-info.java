/**
 * What a run will take, before it starts.
 *
 * <p>Forty methods have forty graphs, so activations are measured and not counted: a worker
 * prepares the method as a run would and trains it on a few rows of the experiment's shapes, twice
 * as many each time, until the growth of its resident memory shows what a row takes. The {@link
 * io.alidade.runtime.memory.Footprint} is the line through that; texts are as long as the longest
 * of the data. {@link io.alidade.runtime.memory.MicroBatch} then chooses how much of a batch is
 * embedded at once, from the footprint, the configuration and the {@link
 * io.alidade.runtime.memory.MachineMemory}: its total, never what happens to be free, so that the
 * same experiment on the same machine is cut the same way every time. The choice is stored with the
 * run, and resuming keeps it.
 *
 * <p>Only Linux tells a process its highest resident memory. Elsewhere nothing is predicted, and a
 * batch is taken whole unless the configuration says otherwise. Memory of a GPU is not predicted
 * either.
 */
@NullMarked
package io.alidade.runtime.memory;

import org.jspecify.annotations.NullMarked;
