/**
 * Configuration in HOCON: read, merged, resolved, and bound to records.
 *
 * <p>{@link io.alidade.runtime.config.ConfigText} reads a file with its includes, overrides and
 * defaults; {@link io.alidade.runtime.config.Binder} turns an object into a record. Both put what
 * is wrong into one {@link io.alidade.runtime.config.Problems}, so that a user sees every mistake
 * at once, each with its file, line, value and what was expected.
 */
@NullMarked
package io.alidade.runtime.config;

import org.jspecify.annotations.NullMarked;
