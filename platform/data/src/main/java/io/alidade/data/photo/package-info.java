/**
 * Photographs: from files to pixels, and from pixels to what a model sees.
 *
 * <p>{@link io.alidade.data.photo.ImageFile} reads a file into {@link
 * io.alidade.data.photo.Pixels}, which keep what the file holds. {@link
 * io.alidade.data.photo.ImageTransform} is evaluation's way to a model's size, and gives the bytes
 * of PIL under open_clip's or transformers' preprocessing. {@link
 * io.alidade.data.photo.PhotoAugmentation} is training's: {@link
 * io.alidade.data.photo.PhotoSettings} name the steps, random numbers become {@link
 * io.alidade.data.photo.Change}s, and those give torchvision's pixels. Images stay bytes until the
 * engine has them.
 *
 * <p>A new change is a record of {@code Change} with its numbers, and a step that draws them.
 */
@NullMarked
package io.alidade.data.photo;

import org.jspecify.annotations.NullMarked;
