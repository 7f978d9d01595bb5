package io.alidade.files;

import io.alidade.api.Dataset;
import io.alidade.api.DatasetFormat;
import io.alidade.api.DatasetSpec;
import io.alidade.api.Field;
import java.util.List;
import org.pf4j.Extension;

/** Opens what CLIP_benchmark exports: tar archives with names of classes and templates. */
@Extension
@DatasetSpec(
    id = "clip-benchmark:*",
    summary = "Images and classes in the tar archives that CLIP_benchmark exports",
    task = "classification",
    licence = OnDisk.LICENCE)
public final class ClipBenchmarkFormat implements DatasetFormat {
  @Override
  public Dataset open(Request request) {
    OnDisk asked = OnDisk.of(request, ClipBenchmarkFormat.class);
    ClipBenchmark exported = ClipBenchmark.read(asked.path());
    return asked.dataset(
        List.of(Field.IMAGE, Field.CAPTION, Field.LABEL), exported.splits(), exported.notes());
  }
}
