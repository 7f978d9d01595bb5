package io.alidade.files;

import io.alidade.api.Dataset;
import io.alidade.api.DatasetFormat;
import io.alidade.api.DatasetSpec;
import io.alidade.api.Field;
import java.util.List;
import org.pf4j.Extension;

/** Opens folders of classes. */
@Extension
@DatasetSpec(
    id = "image-folder:*",
    summary = "A folder of images a class, in folders train, val and test or without",
    task = "classification",
    licence = OnDisk.LICENCE)
public final class ImageFolderFormat implements DatasetFormat {
  @Override
  public Dataset open(Request request) {
    OnDisk asked = OnDisk.of(request, ImageFolderFormat.class);
    ImageFolder folder = ImageFolder.read(asked.path());
    return asked.dataset(
        List.of(Field.IMAGE, Field.CAPTION, Field.LABEL), folder.splits(), folder.notes());
  }
}
