/** Where a number came from: the code, the machine, and what a process used of it. */
@NullMarked
package io.alidade.runtime.provenance;

import org.jspecify.annotations.NullMarked;
