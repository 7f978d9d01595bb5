/**
 * The embedded data: icons of the Maven artifact {@code iconify__json}, drawn here, with names and
 * groups from Unicode.
 *
 * <p>{@link io.alidade.iconic.IconSet} reads one set of icons. For emoji, {@link
 * io.alidade.iconic.Concepts} says which concepts there are (an emoji without skin tone) and which
 * <em>base</em> each belongs to (a concept without gender and facing direction), and {@link
 * io.alidade.iconic.EmojiJoin} finds each style's drawing of each concept: by code point where the
 * set gives code points, else by name. Names that no rule gives stand in {@code further-names.csv}.
 * Bases are what is split: drawings of one base never stand on both sides. A fifth of the bases,
 * those whose sha-256 is a multiple of 5, can be left out of training altogether.
 *
 * <p>The downstream sets are a curated list, {@code downstream.csv}: class, icon and designer. Each
 * class's drawings are split by designer, since designers draw alike.
 *
 * <p>{@link io.alidade.iconic.Renderer} draws; {@link io.alidade.iconic.Drawings} keeps what was
 * drawn in a cache that notices damage. To add a data set, add its annotation and its case to
 * {@link io.alidade.iconic.IconicFormat}.
 */
@NullMarked
package io.alidade.iconic;

import org.jspecify.annotations.NullMarked;
