package io.alidade.runtime.worker;

import ai.djl.ndarray.NDManager;
import io.alidade.api.FeatureCache;
import io.alidade.api.Model;
import io.alidade.api.Progress;
import io.alidade.api.Protocol;
import io.alidade.api.Split;
import java.util.Optional;

/** What a run gives a protocol. */
record WorkerExamination(
    Model model,
    Split test,
    Optional<String> testFingerprint,
    Record settings,
    NDManager manager,
    Progress progress,
    FeatureCache cache)
    implements Protocol.Examination {
  @Override
  public <S extends Record> S settings(Class<S> type) {
    return type.cast(settings);
  }
}
