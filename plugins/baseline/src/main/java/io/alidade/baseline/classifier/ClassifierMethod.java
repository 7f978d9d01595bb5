package io.alidade.baseline.classifier;

import io.alidade.api.Field;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Preparation;
import io.alidade.eval.KnownClasses;
import io.alidade.eval.SupportFeatures;
import io.alidade.nn.ImageTower;
import java.util.List;
import org.pf4j.Extension;

/** Trains a tower on labels alone. */
@Extension
@MethodSpec(
    id = "baseline.classifier",
    leaf = Leaf.BASELINE,
    summary = "Trains an image tower from scratch on class labels, without text",
    paper =
        "Krizhevsky, Sutskever, Hinton. ImageNet classification with deep convolutional neural"
            + " networks. NIPS 2012. https://papers.nips.cc/paper/4824-imagenet-classification-with-deep-convolutional-neural-networks",
    year = 2012,
    needs = {Field.IMAGE, Field.LABEL},
    settings = ClassifierSettings.class)
public final class ClassifierMethod implements Method {

  @Override
  public Learner prepare(Preparation given) {
    ClassifierSettings settings = given.settings(ClassifierSettings.class);
    List<String> classNames = given.training().classNames();
    SupportFeatures.labels(given.training()); // an image without a class is refused here
    ImageTower tower =
        ImageTower.of(
            settings.image(), classNames.size(), given.manager(), given.random("image-tower"));
    return new ClassifierModel(tower, settings.images(), new KnownClasses(classNames));
  }
}
