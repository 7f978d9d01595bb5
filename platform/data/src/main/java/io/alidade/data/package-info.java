/**
 * From samples to tensors: sizes, backgrounds, batches.
 *
 * <p>For training, {@link io.alidade.data.Feeder} prepares batches ahead of the step: {@code
 * BatchPlan} says which samples stand together, {@code Augmentation} changes and normalises the
 * pixels of a {@code Padded} image, and {@code HostBatch} hands them to the engine as they are.
 * What a batch holds is decided by (seed, epoch, sample), never by how many threads prepare it.
 * {@link io.alidade.data.DataSettings} is what an experiment file says of it. Photographs take the
 * way of {@code io.alidade.data.photo} instead, and reach the engine as bytes.
 *
 * <p>For evaluation, {@link io.alidade.data.ImageBatches} turns samples into what a model's {@link
 * io.alidade.api.ImageSpec} asks for. Both ways shrink by {@link io.alidade.data.Resize}, so that
 * without augmentation they give the same pixels up to the rounding to bytes.
 *
 * <p>What a frozen tower makes of a split, {@link io.alidade.data.FrozenFeatures}, is computed once
 * and kept in {@link io.alidade.data.StoredFeatures}, a folder that runs and methods share.
 */
@NullMarked
package io.alidade.data;

import org.jspecify.annotations.NullMarked;
