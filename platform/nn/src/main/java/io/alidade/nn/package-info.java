/**
 * Towers, operators, tokenizers and what is kept of them.
 *
 * <p>Everything that is trained is written as TorchScript text: {@link io.alidade.nn.Script} makes
 * a module of it and calls its methods with tensors and lists of parameters. A tower writes its
 * text once, declaring each parameter where it is used ({@link io.alidade.nn.TowerText}, {@link
 * io.alidade.nn.TransformerBlocks}), and owns nothing else. A loss is written in Java over {@link
 * io.alidade.nn.Ops}, which offers only what is safe: the engine's operators with a Java {@code
 * Number} leave autograd with freed memory and give wrong gradients without an error.
 *
 * <p>An {@link io.alidade.nn.ImageTower} is one of {@link io.alidade.nn.StemTower}, {@link
 * io.alidade.nn.VisionTransformer} and {@link io.alidade.nn.ModifiedResNet}; {@link
 * io.alidade.nn.DualTowers} joins one with a {@link io.alidade.nn.TextTower}, which computes texts
 * as a {@code PrefixTree}. An {@link io.alidade.nn.Optimizer} moves parameters by {@link
 * io.alidade.nn.Gradients} and an {@link io.alidade.nn.UpdateRule}, one a paper, in
 * the groups that {@link io.alidade.nn.ParameterGroups} makes of a tower. {@link
 * io.alidade.nn.Safetensors} keeps tensors in files, {@link io.alidade.nn.BytePairTokenizer} reads
 * text, {@link io.alidade.nn.Engine} holds what every thread that computes has to set first, and
 * opens the managers that decide on which device it computes.
 *
 * <p>Letters in shapes: B batch, H and W height and width, C channels, L tokens, D width of an
 * embedding.
 */
@NullMarked
package io.alidade.nn;

import org.jspecify.annotations.NullMarked;
