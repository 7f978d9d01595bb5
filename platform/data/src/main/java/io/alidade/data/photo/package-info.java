/**
 * Photographs: from files to pixels, and from pixels to what a model sees.
 *
 * <p>{@link io.alidade.data.photo.ImageFile} reads a file into {@link
 * io.alidade.data.photo.Pixels}, which keep what the file holds. {@link
 * io.alidade.data.photo.ImageTransform} is evaluation's way to a model's size, and gives the bytes
 * of PIL under open_clip's or transformers' preprocessing. Images stay bytes until the engine has
 * them.
 */
@NullMarked
package io.alidade.data.photo;

import org.jspecify.annotations.NullMarked;
