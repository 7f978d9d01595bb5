package io.alidade.iconic;

import io.alidade.api.AlidadeException;
import io.alidade.api.Dataset;
import io.alidade.api.DatasetFormat;
import io.alidade.api.DatasetSpec;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.pf4j.Extension;

/** Opens the embedded data sets. */
@Extension
@DatasetSpec(
    id = "iconic/emoji",
    summary = "Emoji in seven drawing styles with Unicode's names, one style for testing",
    task = "image-text",
    licence = Emoji.LICENCE_IDS)
@DatasetSpec(
    id = "iconic/emoji-unseen",
    summary = "A fifth of the emoji concepts, which training can leave out",
    task = "image-text",
    licence = Emoji.LICENCE_IDS)
@DatasetSpec(
    id = "iconic/scenes",
    summary = "Composed scenes of emoji with boxes, masks, captions and phrases",
    task = "scenes",
    licence = Emoji.LICENCE_IDS)
@DatasetSpec(
    id = "iconic/devices",
    summary = "Device icons, split by designer",
    task = "classification",
    licence = Downstream.LICENCE_IDS)
@DatasetSpec(
    id = "iconic/food",
    summary = "Food icons, split by designer",
    task = "classification",
    licence = Downstream.LICENCE_IDS)
@DatasetSpec(
    id = "iconic/nature",
    summary = "Animal and plant icons, split by designer",
    task = "classification",
    licence = Downstream.LICENCE_IDS)
@DatasetSpec(
    id = "iconic/places",
    summary = "Icons of buildings and places, split by designer",
    task = "classification",
    licence = Downstream.LICENCE_IDS)
@DatasetSpec(
    id = "iconic/symbols",
    summary = "Interface symbols, split by designer",
    task = "classification",
    licence = Downstream.LICENCE_IDS)
@DatasetSpec(
    id = "iconic/tools",
    summary = "Tool icons, split by designer",
    task = "classification",
    licence = Downstream.LICENCE_IDS)
@DatasetSpec(
    id = "iconic/transport",
    summary = "Vehicle icons, split by designer",
    task = "classification",
    licence = Downstream.LICENCE_IDS)
@DatasetSpec(
    id = "iconic/weather",
    summary = "Weather icons, split by designer",
    task = "classification",
    licence = Downstream.LICENCE_IDS)
@DatasetSpec(
    id = "iconic/brands",
    summary = "Brand logos: a control, their names say nothing of their look, split by designer",
    task = "classification",
    licence = Downstream.LICENCE_IDS)
@DatasetSpec(
    id = "iconic/flags-continent",
    summary = "Flags by continent: a control, the names say nothing of the look, split by country",
    task = "classification",
    licence = "MIT")
public final class IconicFormat implements DatasetFormat {
  @Override
  public Dataset open(Request request) {
    DatasetSpec[] specs = IconicFormat.class.getAnnotationsByType(DatasetSpec.class);
    String summary =
        Arrays.stream(specs)
            .filter(spec -> spec.id().equals(request.id()))
            .map(DatasetSpec::summary)
            .findFirst()
            .orElseThrow(
                () ->
                    new AlidadeException(
                        AlidadeException.Kind.CONFIG,
                        request.id()
                            + " is no data set of iconic; expected one of "
                            + Arrays.stream(specs)
                                .map(DatasetSpec::id)
                                .collect(Collectors.joining(", "))));
    String name = request.id().substring(request.id().indexOf('/') + 1);
    return switch (name) {
      case "emoji" -> Emoji.open(request, summary, false);
      case "emoji-unseen" -> Emoji.open(request, summary, true);
      case "scenes" -> Scenes.open(request, summary);
      default -> Downstream.open(request, name, summary);
    };
  }
}
