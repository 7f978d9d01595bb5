package io.alidade.api;

import java.util.Optional;

/**
 * A thing in an image.
 *
 * @param box around it
 * @param label index into {@link Split#classNames()}
 * @param mask its visible pixels; empty where only the box is known
 * @param crowd whether it stands for many that nobody took apart: neither right nor wrong to find
 */
public record Region(Box box, int label, Optional<Mask> mask, boolean crowd) {}
