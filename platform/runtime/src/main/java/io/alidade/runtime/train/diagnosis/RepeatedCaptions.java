package io.alidade.runtime.train.diagnosis;

import java.util.List;

/**
 * Rows of a batch that have the same caption: a contrastive loss takes each as a wrong answer for
 * the other's image.
 */
final class RepeatedCaptions implements Symptom {
  /** Of all rows; a few cost little. */
  private static final double LIMIT = 0.05;

  private static final int READINGS = 3;

  private int readings;
  private long rows;
  private long repeated;
  private boolean said;

  @Override
  public List<String> look(Reading reading) {
    readings++;
    rows += reading.rows();
    repeated += reading.repeated();
    double share = (double) repeated / rows;
    if (said || !reading.contrasts() || readings < READINGS || share <= LIMIT) {
      return List.of();
    }
    said = true;
    return List.of(
        "%d of %d rows of this batch share their caption with another row, %.0f %% over %d batches; expected at most %.0f %%, since each is a false negative of the other (data.distinct-groups = true, captions that say more, or a smaller train.batch-size)"
            .formatted(reading.repeated(), reading.rows(), 100 * share, readings, 100 * LIMIT));
  }
}
