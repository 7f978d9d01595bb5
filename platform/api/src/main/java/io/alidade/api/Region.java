package io.alidade.api;

import java.util.BitSet;
import java.util.Optional;

/**
 * A thing in an image.
 *
 * @param box around it
 * @param label index into {@link Split#classNames()}
 * @param mask its visible pixels, bit {@code y * width + x} of the image; empty where only the box
 *     is known. Not copied, not to be written afterwards
 * @param crowd whether it stands for many that nobody took apart: neither right nor wrong to find
 */
public record Region(Box box, int label, Optional<BitSet> mask, boolean crowd) {}
