/**
 * Plugins: how an archive becomes methods, data sets and protocols.
 *
 * <p>A plugin is a jar, a zip ({@code plugin.properties}, {@code classes/}, {@code lib/*.jar}) or
 * such a zip's unpacked folder. PF4J gives it a class loader and a life; what PF4J would let
 * through is caught before: {@link io.alidade.runtime.plugin.Archive} reads every byte of an
 * archive, checks names, sums and sizes and refuses one that carries the platform's own classes.
 *
 * <p>What a plugin offers is read from its annotations once, when it is installed or changed, and
 * kept in {@link io.alidade.runtime.plugin.PluginIndex}, one {@code index.json} a folder. Whoever
 * only lists things reads {@link io.alidade.runtime.plugin.InstalledPlugins}: the indexes of all
 * folders and the rules between plugins (one id, one plugin; no dependency missing). Whoever runs
 * things opens a {@link io.alidade.runtime.plugin.PluginHost} over them.
 *
 * <p>A broken plugin is a {@link io.alidade.runtime.plugin.PluginProblem}, a file and a sentence;
 * the others load.
 *
 * <p>Class loading is plugin-first, so that two plugins may carry two versions of one library, save
 * for what must exist once: {@link io.alidade.runtime.plugin.HostPackages}. A plugin runs with the
 * user's rights; nothing here is a sandbox.
 */
@NullMarked
package io.alidade.runtime.plugin;

import org.jspecify.annotations.NullMarked;
