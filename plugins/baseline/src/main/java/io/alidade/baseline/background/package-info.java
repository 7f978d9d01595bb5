/**
 * All background: what a segmentation is worth that sees nothing.
 *
 * <p>Every pixel is called background, whatever the names are. Where most of an image is
 * background, that is right for most pixels and yet for one class alone, so its mean overlap is
 * near nothing; what does not stand above it has found no thing at all.
 *
 * <pre>
 *   label(place) = background;   mIoU = IoU(background) / number of layers
 * </pre>
 *
 * <p>M. Everingham, L. Van Gool, C. K. I. Williams, J. Winn, A. Zisserman. <i>The PASCAL visual
 * object classes (VOC) challenge</i>. IJCV 2010. https://doi.org/10.1007/s11263-009-0275-4 (section
 * 4.3, which counts the background as a class).
 *
 * <p>Differs from the paper: it is a control, which the paper does not have.
 */
@NullMarked
package io.alidade.baseline.background;

import org.jspecify.annotations.NullMarked;
