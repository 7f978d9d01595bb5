/**
 * From samples to tensors: sizes, backgrounds, batches.
 *
 * <p>{@link io.alidade.data.ImageBatches} turns samples into what a model's {@link
 * io.alidade.api.ImageSpec} asks for; {@link io.alidade.data.Resize} changes their size.
 */
@NullMarked
package io.alidade.data;

import org.jspecify.annotations.NullMarked;
