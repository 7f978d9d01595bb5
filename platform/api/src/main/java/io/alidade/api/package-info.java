/**
 * The nouns of Alidade and its extension points: what a plugin author reads first.
 *
 * <p>A {@link io.alidade.api.Method} is one published paper. Given a {@link
 * io.alidade.api.Preparation} it returns a {@link io.alidade.api.Learner}: a {@link
 * io.alidade.api.Model} and how it is trained ({@link io.alidade.api.Training}). The host owns
 * everything else: data, loop, optimiser, checkpoint, evaluation and record.
 *
 * <p>A {@link io.alidade.api.DatasetFormat} opens a {@link io.alidade.api.Dataset}, whose {@link
 * io.alidade.api.Split}s hold {@link io.alidade.api.Sample}s. A {@link io.alidade.api.Protocol}
 * asks a model for one of its roles ({@link io.alidade.api.DualEncoder}, {@link
 * io.alidade.api.ImageClassifier}) and answers with an {@link io.alidade.api.Evaluation}.
 *
 * <p>A tower that is not trained any more gives the same features to everybody who asks: both get a
 * {@link io.alidade.api.FeatureCache} for them.
 *
 * <p>To add a method: one class with {@link io.alidade.api.MethodSpec} and {@code @Extension}, one
 * record with its settings, one {@code reference.conf} beside it. Nothing here changes.
 *
 * <p>In shapes, B is the batch, L the tokens of a text, D the width of an embedding, H and W height
 * and width of an image in pixels, C the number of classes.
 */
@NullMarked
package io.alidade.api;

import org.jspecify.annotations.NullMarked;
