/**
 * Data sets on the user's disk: {@code FORMAT:PATH}, the path relative to where the user stands.
 *
 * <ul>
 *   <li>{@link io.alidade.files.ImageFolderFormat image-folder}: {@code ROOT/SPLIT/CLASS/*.jpg}
 *       with the splits train, val (or valid, validation; called validation) and test, or {@code
 *       ROOT/CLASS/*.jpg} as one split, all. A class is called as its folder, with blanks for _ and
 *       -, or as {@code ROOT/classnames.txt} says line by line.
 *   <li>{@link io.alidade.files.ClipBenchmarkFormat clip-benchmark}: the WebDataset layout of
 *       CLIP_benchmark, {@code ROOT/SPLIT/0.tar} and so on, as many as {@code
 *       ROOT/SPLIT/nshards.txt} says, with the splits train, val and test or others. An image
 *       {@code KEY.jpg} (jpeg, png) belongs to the label in {@code KEY.cls}, the number of a line
 *       of {@code ROOT/classnames.txt}. Retrieval sets, several labels an image and WebP, in which
 *       CLIP_benchmark exports unless it is told otherwise, are refused.
 *   <li>{@link io.alidade.files.CoopSplitFormat coop-split}: a {@code split_zhou_NAME.json} of
 *       CoOp, whose images lie beside it or in a folder beside it.
 *   <li>{@link io.alidade.files.CocoFormat coco}: {@code ROOT/annotations/instances_SPLIT.json} and
 *       {@code captions_SPLIT.json} with images in {@code ROOT/SPLIT}; or {@code
 *       ROOT/instances.json} and {@code captions.json} with images in {@code ROOT/images}, as one
 *       split, all. Boxes and captions are read, masks (polygons, run lengths) are not.
 * </ul>
 *
 * <p>Where {@code ROOT/zeroshot_classification_templates.txt} lies beside an image folder or
 * archives, the card says how an experiment takes its sentences: nothing else than the experiment's
 * file decides what a protocol says.
 *
 * <p>A format finds the images of each {@link io.alidade.files.PhotoSplit} and what is said of
 * them; {@link io.alidade.files.OnDisk} makes a data set of the splits. Its fingerprint is SHA-256
 * over what is said and over every image's bytes, wherever the folder lies; the images' own hashes
 * are kept by path, size and time ({@link io.alidade.files.ContentHashes}), so that only what
 * changed is read again. Opening asks that all files are there, and reads of archives the headers
 * and labels; whether what is there are whole images shows when they are read. What is no image, or
 * an image of no class, is left out and counted in the card.
 */
@NullMarked
package io.alidade.files;

import org.jspecify.annotations.NullMarked;
