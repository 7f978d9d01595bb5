package io.alidade.adapter.taskres;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Field;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Model;
import io.alidade.api.ParameterGroup;
import io.alidade.api.Preparation;
import io.alidade.api.Training;
import io.alidade.eval.ClassHeads;
import io.alidade.eval.KnownClasses;
import io.alidade.eval.SupportFeatures;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Engine;
import io.alidade.nn.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pf4j.Extension;

/** Learns what a task adds to the texts of its classes. */
@Extension
@MethodSpec(
    id = "adapter.task-res",
    leaf = Leaf.ADAPTER,
    summary = "Adds a learnt residual to the class texts of a frozen foundation",
    paper =
        "Yu, Lu, Jin, Chen, Wang. Task residual for tuning vision-language models. CVPR 2023."
            + " https://arxiv.org/abs/2211.10277",
    year = 2023,
    needs = {Field.IMAGE, Field.LABEL},
    foundations = "start",
    settings = TaskResSettings.class)
public final class TaskResMethod implements Method {

  @Override
  public Learner prepare(Preparation given) {
    TaskResSettings settings = given.settings(TaskResSettings.class);
    NDManager manager = given.manager();
    DualTowers towers = DualTowers.read(given.foundation("start"), manager);
    KnownClasses known = new KnownClasses(given.training().classNames());
    ClassHeads heads = new ClassHeads(towers, settings.templates(), SupportFeatures.frozen(given));
    NDArray texts = Engine.withoutGradients(() -> heads.of(known.names())); // (K, D)
    SupportFeatures shots =
        Engine.withoutGradients(
            () -> SupportFeatures.of(given, given.training(), towers, towers.images()));
    Parameters residual = new Parameters(manager, given.random("residual"));
    residual.constant("residual", 0, texts.getShape().getShape());
    TaskResObjective objective =
        new TaskResObjective(
            TaskResObjective.formula(manager),
            shots.images(),
            texts,
            residual.trained().values().iterator().next(),
            manager.full(new Shape(), (float) settings.alpha()),
            towers.logitScale());
    return new Learnt(new TaskResModel(towers, heads, known, objective), residual.trained());
  }

  private record Learnt(TaskResModel adapted, Map<String, NDArray> residual) implements Learner {
    @Override
    public Model model() {
      return adapted;
    }

    @Override
    public Training training() {
      return new Training.Steps(
          List.of(new ParameterGroup("residual", residual, 1, 1)),
          adapted.objective(),
          Set.of(Field.INDEX, Field.LABEL));
    }

    @Override
    public Map<String, NDArray> state() {
      return residual;
    }
  }
}
