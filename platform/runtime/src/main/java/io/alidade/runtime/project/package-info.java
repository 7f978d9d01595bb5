/**
 * The start of somebody's own plugin: a small Maven project with a working method, its test and an
 * experiment, and the platform's artifacts put where Maven finds them without a network.
 *
 * <p>{@link io.alidade.runtime.project.PluginProject} writes the project from templates that lie
 * beside this class; {@link io.alidade.runtime.project.LocalRepository} is the user's Maven
 * repository; {@link io.alidade.runtime.project.PlatformArtifacts} are the poms and jars that the
 * distribution carries for it.
 */
@NullMarked
package io.alidade.runtime.project;

import org.jspecify.annotations.NullMarked;
