package io.alidade.files;

import io.alidade.api.Dataset;
import io.alidade.api.DatasetFormat;
import io.alidade.api.DatasetSpec;
import io.alidade.api.Field;
import java.util.List;
import org.pf4j.Extension;

/** Opens the split files of CoOp and of what came after it. */
@Extension
@DatasetSpec(
    id = "coop-split:*",
    summary = "A split_zhou_NAME.json of CoOp with its images beside it",
    task = "classification",
    licence = OnDisk.LICENCE)
public final class CoopSplitFormat implements DatasetFormat {
  @Override
  public Dataset open(Request request) {
    OnDisk asked = OnDisk.of(request, CoopSplitFormat.class);
    return asked.dataset(
        List.of(Field.IMAGE, Field.CAPTION, Field.LABEL), CoopSplit.read(asked.path()), List.of());
  }
}
