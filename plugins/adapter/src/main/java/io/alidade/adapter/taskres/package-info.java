/**
 * TaskRes: a residual of the task's own on a classifier made of words.
 *
 * <p>The class texts of a frozen text tower are the weights of a classifier that knows what the
 * names mean. They stay as they are; what a task adds is learnt apart from them, as a residual that
 * begins at nothing and is scaled by a constant. Prior and task knowledge are so kept from each
 * other, and neither tower is run while the residual learns.
 *
 * <pre>
 *   t_k    = w_k + alpha r_k                       w frozen class texts, r learnt, from 0
 *   logits = exp(t) (f / |f|) . (t_k / |t_k|)
 *   loss   = mean -log softmax(logits)[label]
 * </pre>
 *
 * <p>T. Yu, Z. Lu, X. Jin, Z. Chen, X. Wang. <i>Task residual for tuning vision-language
 * models</i>. CVPR 2023. https://arxiv.org/abs/2211.10277 (equations 3 and 4).
 *
 * <p>Differs from the paper: training images are not augmented, so that their features are computed
 * once; a class that training did not name keeps its text as it is; the base classifier is the
 * plain zero-shot one, not the paper's enhanced one.
 */
@NullMarked
package io.alidade.adapter.taskres;

import org.jspecify.annotations.NullMarked;
