/**
 * Claims: relations between experiments, written down before the first run, and their verdicts by a
 * paired hierarchical bootstrap over seeds, data sets and items.
 */
@NullMarked
package io.alidade.runtime.claim;

import org.jspecify.annotations.NullMarked;
