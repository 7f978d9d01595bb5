/**
 * VPT: learnt tokens before the blocks of a frozen image tower.
 *
 * <p>A few tokens stand beside those of the image and are attended to like them; they are all that
 * learns. Shallow prompts enter before the first block and go through all of them; deep ones are
 * replaced by others before each block. What a block makes of a prompt is not read, but for what
 * the image's own tokens took from it.
 *
 * <pre>
 *   [x_1, .]   = B_1([x_0, P_0])                     x image tokens, P prompts, B blocks
 *   [x_i, .]   = B_i([x_(i-1), P_(i-1)])             deep; shallow goes on with what B made of P_0
 *   loss       = mean -log softmax(exp(s) f(x_L) W^T)[label]      W class texts
 * </pre>
 *
 * <p>M. Jia, L. Tang, B.-C. Chen, C. Cardie, S. Belongie, B. Hariharan, S.-N. Lim. <i>Visual prompt
 * tuning</i>. ECCV 2022. https://arxiv.org/abs/2203.12119 (equations 4 to 7).
 *
 * <p>Differs from the paper: the head is not trained but made of class texts, as prompts for
 * vision-language models do (Khattak et al., <i>MaPLe</i>, CVPR 2023, whose code this follows); so
 * new classes can be named. Prompts stand behind the image's tokens, which is the same to
 * attention, have no places, and begin at normal numbers. Batch norms of the tower keep their
 * running statistics.
 */
@NullMarked
package io.alidade.prompt.vpt;

import org.jspecify.annotations.NullMarked;
