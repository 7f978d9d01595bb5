/**
 * What tests share: outputs of reference implementations, and the rules of the architecture.
 *
 * <p>{@link io.alidade.testkit.Golden} finds a case, first among the resources of the module under
 * test, then in the shared folder, and reads it as a {@link io.alidade.testkit.GoldenCase} of
 * {@link io.alidade.testkit.Tensor}s; a {@link io.alidade.testkit.Tolerance} compares. {@link
 * io.alidade.testkit.ProjectClasses} sees the compiled classes of the project, {@link
 * io.alidade.testkit.ArchitectureRules} says what they may do.
 *
 * <p>To add a case to a module: copy its safetensors to {@code src/test/resources/golden/TOPIC} and
 * its entry to the {@code index.json} there.
 */
@NullMarked
package io.alidade.testkit;

import org.jspecify.annotations.NullMarked;
