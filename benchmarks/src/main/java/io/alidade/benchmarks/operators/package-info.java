/** Single operators, timed by JMH in a process of their own: what a step is made of. */
@NullMarked
package io.alidade.benchmarks.operators;

import org.jspecify.annotations.NullMarked;
