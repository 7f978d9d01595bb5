/**
 * What is to be run: a file becomes a {@link io.alidade.runtime.plan.Suite} of {@link
 * io.alidade.runtime.plan.Experiment}s, each with a resolved configuration, and each of those with
 * data gets an identity.
 */
@NullMarked
package io.alidade.runtime.plan;

import org.jspecify.annotations.NullMarked;
