/**
 * The embedded data: icons of the Maven artifact {@code iconify__json}, drawn here, with names and
 * groups from Unicode.
 *
 * <p>{@link io.alidade.iconic.IconSet} reads one set of icons. For emoji, {@link
 * io.alidade.iconic.Concepts} says which concepts there are (an emoji without skin tone) and which
 * <em>base</em> each belongs to (a concept without gender and facing direction), and {@link
 * io.alidade.iconic.EmojiJoin} finds each style's drawing of each concept: by code point where the
 * set gives code points, else by name. Names that no rule gives stand in {@code further-names.csv}.
 * What does not join is counted in the card. {@link io.alidade.iconic.EmojiSplits} splits bases, so
 * that drawings of one base never stand on both sides of a split that claims unseen concepts: a
 * fifth of the bases, those whose sha-256 is a multiple of 5, can be left out of training
 * altogether. One style is for testing alone, and one of the others validates while tuning.
 *
 * <p>The downstream sets are curated lists, {@code downstream/NAME.csv}: class, designer, split and
 * icons. Sets of one hand or one root are one designer, designers stand in the order of their
 * sha-256, and of each class's designers the first half trains, the next fifth validates and the
 * rest tests, since designers draw alike. Near copies of another split's drawing or of an emoji
 * that models are trained on are left out of the lists. {@code licences.csv} repeats what the
 * artifact says of each icon set used.
 *
 * <p>{@code iconic/scenes} lays emoji on backgrounds by whole numbers drawn from a seed ({@link
 * io.alidade.iconic.Scenery}), and knows of every scene its boxes, masks, captions and phrases. Of
 * its 65 categories ({@link io.alidade.iconic.SceneCategories}) 17 stand in no training scene.
 *
 * <p>Joined drawings, splits and downstream lists equal the reference lists that they are tested
 * against; there are no differences to explain.
 *
 * <p>{@link io.alidade.iconic.Renderer} draws, {@link io.alidade.iconic.Drawings} keeps what was
 * drawn in a {@link io.alidade.iconic.Cache} that notices damage, and {@link
 * io.alidade.iconic.EmojiIndex} keeps there what was joined. A data set's fingerprint is taken over
 * sources, texts, ids and labels, never over pixels. To add a data set, add its annotation and its
 * case to {@link io.alidade.iconic.IconicFormat}.
 */
@NullMarked
package io.alidade.iconic;

import org.jspecify.annotations.NullMarked;
