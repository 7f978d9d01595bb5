/**
 * The accidents of trainings that the field knows, each told once in one line.
 *
 * <p>At each record of the loss the loop makes a {@link io.alidade.runtime.train.diagnosis.Reading}
 * of what it holds anyway, and asks {@link io.alidade.runtime.train.diagnosis.Diagnosis}. That asks
 * its {@link io.alidade.runtime.train.diagnosis.Symptom}s, one class each; a new one is a class and
 * a place in its list. What has to hold for a while is counted by {@code Streak}. Numbers that are
 * none end a run at once: {@link io.alidade.runtime.train.diagnosis.Breakdown} says which, and
 * where they came from.
 */
@NullMarked
package io.alidade.runtime.train.diagnosis;

import org.jspecify.annotations.NullMarked;
