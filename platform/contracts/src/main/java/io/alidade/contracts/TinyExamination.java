package io.alidade.contracts;

import ai.djl.ndarray.NDManager;
import io.alidade.api.Model;
import io.alidade.api.Progress;
import io.alidade.api.Protocol;
import io.alidade.api.Split;

/** What a run gives a protocol. */
record TinyExamination(
    Model model, Split test, Record settings, NDManager manager, Progress progress)
    implements Protocol.Examination {
  @Override
  public <S extends Record> S settings(Class<S> type) {
    return type.cast(settings);
  }
}
