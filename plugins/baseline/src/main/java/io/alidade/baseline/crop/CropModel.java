package io.alidade.baseline.crop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.Box;
import io.alidade.api.Detector;
import io.alidade.api.Grounder;
import io.alidade.api.ImageSpec;
import io.alidade.api.Model;
import io.alidade.api.Progress;
import io.alidade.nn.ClassTokens;
import io.alidade.nn.Crops;
import io.alidade.nn.DenseBoxes.Proposal;
import io.alidade.nn.DualTowers;
import io.alidade.nn.EdgeProposals;
import io.alidade.nn.NamedRegions;
import io.alidade.nn.RoiAlign;
import io.alidade.nn.TokenBatches;
import java.util.ArrayList;
import java.util.List;

/** R boxes cut out of an image and P texts, compared in the space of the foundation. */
final class CropModel implements Model, Detector, Grounder {
  private final DualTowers towers;
  private final CropSettings settings;
  private final ClassTokens tokens;

  CropModel(DualTowers towers, CropSettings settings, Progress progress) {
    this.towers = towers;
    this.settings = settings;
    this.tokens = new ClassTokens(towers.tokenizer(), progress);
  }

  @Override
  public ImageSpec images() {
    ImageSpec spec = towers.images();
    return spec.stretched(settings.size());
  }

  /** A box is said to hold a name by the softmax over all names. */
  @Override
  public List<List<Detection>> detect(NDArray images, List<String> classNames) {
    tokens.check(classNames);
    NDArray names = texts(classNames, images.getManager()); // (C, D)
    List<List<Detection>> all = new ArrayList<>();
    for (int b = 0; b < images.getShape().get(0); b++) {
      NDArray image = images.get(b + ":" + (b + 1)); // (1, 3, H, W)
      List<Box> boxes = EdgeProposals.of(image, settings.proposals());
      NDArray logits =
          crops(image, boxes).matMul(names.transpose()).mul(towers.logitScale()); // (R, C)
      List<Proposal> proposals = boxes.stream().map(box -> new Proposal(box, 1)).toList();
      all.addAll(NamedRegions.of(List.of(proposals), logits.softmax(1), classNames.size()));
    }
    return all;
  }

  @Override
  public NDArray ground(NDArray image, List<Box> proposals, List<String> phrases) {
    NDArray texts = texts(phrases, image.getManager()); // (P, D)
    return texts.matMul(crops(image, proposals).transpose()); // (P, R)
  }

  private NDArray texts(List<String> texts, NDManager manager) {
    return towers.encodeText(TokenBatches.encode(towers.tokenizer(), texts, manager));
  }

  /** (1, 3, H, W) -> (R, D). */
  private NDArray crops(NDArray image, List<Box> boxes) {
    List<RoiAlign.Region> regions = boxes.stream().map(box -> new RoiAlign.Region(0, box)).toList();
    List<RoiAlign.Region> squares = Crops.squares(regions, settings.context());
    return towers.encodeImage(Crops.of(image, squares, towers.images().height()));
  }
}
