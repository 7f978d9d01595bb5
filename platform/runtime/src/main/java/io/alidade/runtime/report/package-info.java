/**
 * What a run looks like to its reader: one HTML file, and one picture.
 *
 * <p>In the worker, right after an evaluation, {@link io.alidade.runtime.report.EvaluationFile}
 * keeps what a protocol found and {@link io.alidade.runtime.report.Thumbnails} the few images that
 * a report will show. Afterwards {@link io.alidade.runtime.report.RunReport} reads those files and
 * the registry, and writes a page that needs nothing beside itself; {@link
 * io.alidade.runtime.report.ContactSheet} draws the same predictions as a PNG. Neither loads the
 * engine or opens a data set.
 *
 * <p>{@link io.alidade.runtime.report.Pictures} draws what several runs of a results folder said of
 * the same images, and curves over shots, as a page that a forge shows.
 *
 * <p>{@link io.alidade.runtime.report.Shown} decides which samples are looked at: spread evenly
 * over the split, never picked by how well they went.
 */
@NullMarked
package io.alidade.runtime.report;

import org.jspecify.annotations.NullMarked;
