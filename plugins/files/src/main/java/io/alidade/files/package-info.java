/**
 * Data sets on the user's disk: {@code FORMAT:PATH}, the path relative to where the user stands.
 *
 * <ul>
 *   <li>{@link io.alidade.files.ImageFolderFormat image-folder}: {@code ROOT/SPLIT/CLASS/*.jpg}
 *       with the splits train, val (or valid, validation; called validation) and test, or {@code
 *       ROOT/CLASS/*.jpg} as one split, all. A class is called as its folder, with blanks for _ and
 *       -, or as {@code ROOT/classnames.txt} says line by line.
 *   <li>{@link io.alidade.files.CoopSplitFormat coop-split}: a {@code split_zhou_NAME.json} of
 *       CoOp, whose images lie beside it or in a folder beside it.
 *   <li>{@link io.alidade.files.CocoFormat coco}: {@code ROOT/annotations/instances_SPLIT.json} and
 *       {@code captions_SPLIT.json} with images in {@code ROOT/SPLIT}; or {@code
 *       ROOT/instances.json} and {@code captions.json} with images in {@code ROOT/images}, as one
 *       split, all. Boxes and captions are read, masks (polygons, run lengths) are not.
 * </ul>
 *
 * <p>A format finds the images of each {@link io.alidade.files.PhotoSplit} and what is said of
 * them; {@link io.alidade.files.OnDisk} makes a data set of the splits. Its fingerprint is SHA-256
 * over what is said and over every file's content, wherever the folder lies; the contents' own
 * hashes are kept by path, size and time ({@link io.alidade.files.ContentHashes}), so that only
 * what changed is read again. Opening asks that all files are there; whether they are whole images
 * shows when they are read. What is no image, and so is left out, is counted in the card.
 */
@NullMarked
package io.alidade.files;

import org.jspecify.annotations.NullMarked;
