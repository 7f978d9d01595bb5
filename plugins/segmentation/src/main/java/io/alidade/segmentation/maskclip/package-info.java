/**
 * MaskCLIP: dense labels that a frozen vision-language model holds already.
 *
 * <p>A tower that was trained on whole images also knows what their places look like; what it does
 * to read an image as a whole hides it. Read place by place, its features lie in the space of
 * texts, and each place has a nearest name. Nothing is trained.
 *
 * <pre>
 *   label(place) = argmax_c cos(f(place), t_c), or background where no cosine is above b
 * </pre>
 *
 * <p>C. Zhou, C. C. Loy, B. Dai. <i>Extract free dense labels from CLIP</i>. ECCV 2022.
 * https://arxiv.org/abs/2112.01071 (section 3.2; MaskCLIP, not MaskCLIP+).
 *
 * <p>Differs from the paper: a vision transformer is read as the authors do (the last block's
 * values, without its attention), but a convolutional stem with a flattened read-out has no values,
 * and a window of a whole image's size slides over its map instead; background is a cosine chosen
 * on validation, base classes alone, instead of a list of words; neither key smoothing nor prompt
 * denoising.
 */
@NullMarked
package io.alidade.segmentation.maskclip;

import org.jspecify.annotations.NullMarked;
