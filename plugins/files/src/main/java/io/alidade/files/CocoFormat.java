package io.alidade.files;

import io.alidade.api.Dataset;
import io.alidade.api.DatasetFormat;
import io.alidade.api.DatasetSpec;
import io.alidade.api.Field;
import java.util.ArrayList;
import java.util.List;
import org.pf4j.Extension;

/** Opens images with COCO's annotations: boxes, captions or both. */
@Extension
@DatasetSpec(
    id = "coco:*",
    summary = "Images with boxes and captions in COCO's JSON, without masks",
    task = "scenes",
    licence = OnDisk.LICENCE)
public final class CocoFormat implements DatasetFormat {
  @Override
  public Dataset open(Request request) {
    OnDisk asked = OnDisk.of(request, CocoFormat.class);
    Coco coco = Coco.read(asked.path());
    List<Field> fields = new ArrayList<>(List.of(Field.IMAGE));
    if (coco.captioned()) {
      fields.add(Field.CAPTION);
    }
    if (coco.boxed()) {
      fields.addAll(List.of(Field.BOXES, Field.BOX_LABELS));
    }
    return asked.dataset(fields, coco.splits(), coco.notes());
  }
}
