/**
 * Protocols and metrics: how a model's numbers come about.
 *
 * <p>A {@link io.alidade.api.Protocol} puts a model through a split and answers with an {@link
 * io.alidade.api.Evaluation}. {@link io.alidade.eval.ZeroShotClassification} is the first: it asks
 * for a {@link io.alidade.api.DualEncoder}, or an {@link io.alidade.api.ImageClassifier} where the
 * model is none, and turns either into {@link io.alidade.eval.ClassScores}. {@link
 * io.alidade.eval.ZeroShotProbe} is the same look in small, for a training under way.
 *
 * <p>{@link io.alidade.eval.FewShotClassification} and {@link io.alidade.eval.BaseToNew} test in
 * the same way, and beforehand say what a method may see: a few samples a class ({@link
 * io.alidade.data.FewShots}), of half of the classes in the latter.
 *
 * <p>{@link io.alidade.eval.ClassTexts} is the head of zero-shot tests: texts of equal tokens are
 * encoded once, and those that begin alike together. Of a frozen encoder, head and image features
 * come from the {@link io.alidade.api.FeatureCache} that the host gives.
 *
 * <p>Methods that build on frozen towers share what tests use: {@link
 * io.alidade.eval.SupportFeatures} of the samples they may see, {@link io.alidade.eval.ClassHeads}
 * for names, {@link io.alidade.eval.KnownClasses} where a test names classes that a model learnt,
 * and {@link io.alidade.eval.TowerProbe}.
 *
 * <p>A {@link io.alidade.eval.Metric} accumulates rows of scores; beside it stands the pure
 * function that it repeats. {@link io.alidade.eval.Ranking} holds the one rule for ties. {@link
 * io.alidade.eval.Chance} says what guessing would give.
 *
 * <p>{@link io.alidade.eval.Captioning} holds a {@link io.alidade.api.Captioner}'s sentences
 * against people's by CIDEr, BLEU and ROUGE-L. {@link io.alidade.eval.Retrieval} finds texts by
 * images and images by texts, and lets a {@link io.alidade.api.Matcher} look at the first found
 * again.
 *
 * <p>Of scenes, {@link io.alidade.eval.Detection}, {@link io.alidade.eval.SemanticSegmentation} and
 * {@link io.alidade.eval.PhraseGrounding} ask a {@link io.alidade.api.Detector}, a {@link
 * io.alidade.api.Segmenter} and a {@link io.alidade.api.Grounder}; {@link
 * io.alidade.eval.CocoPrecision} and {@link io.alidade.eval.MeanOverlap} count. All name every
 * class of the split, new ones too.
 *
 * <p>To add a protocol: one class with {@link io.alidade.api.ProtocolSpec} and {@code @Extension},
 * one record with its settings, its defaults in {@code reference.conf} beside it. Settings that
 * cannot move a digit stand in a block named {@code execution}, which no hash covers.
 */
@NullMarked
package io.alidade.eval;

import org.jspecify.annotations.NullMarked;
