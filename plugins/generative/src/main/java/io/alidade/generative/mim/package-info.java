/**
 * MIM: masked image modelling beside the contrastive loss.
 *
 * <p>Two towers learn from image-text pairs as in CLIP. The image tower also sees each image with
 * some of its patches hidden behind a learnt one, and from its tokens a single linear layer,
 * dropped at test time, tells what they hold. So the tower has to know how parts of an image go
 * together, which no caption says.
 *
 * <pre>
 *   x_p    patch p of an image, less its mean, divided by its deviation
 *   y_p    what the linear layer makes of the token at p of the image with the patches M hidden
 *   L      = L_CLIP + lambda 1/|M| sum_{p in M} mean (y_p - x_p)^2
 * </pre>
 *
 * <p>Z. Xie, Z. Zhang, Y. Cao, Y. Lin, J. Bao, Z. Yao, Q. Dai, H. Hu. <i>SimMIM: a simple framework
 * for masked image modeling</i>. CVPR 2022. https://arxiv.org/abs/2111.09886 (patches hidden in
 * place, a linear head). K. He, X. Chen, S. Xie, Y. Li, P. Dollar, R. Girshick. <i>Masked
 * autoencoders are scalable vision learners</i>. CVPR 2022 (section 3: the loss on masked patches
 * of normalised pixels). As a term beside a contrastive one: B. Ko, G. Gu. <i>Large-scale bilingual
 * language-image contrastive learning</i> (KELIP), 2022.
 *
 * <p>Differs from the paper: pixels are hidden instead of embedded patches, so that convolutions
 * come before the mask's end and not behind it; the squared error of normalised pixels is MAE's,
 * SimMIM takes the absolute one of plain pixels; the contrastive loss sees whole images, in a pass
 * of its own.
 */
@NullMarked
package io.alidade.generative.mim;

import org.jspecify.annotations.NullMarked;
