package io.alidade.adapter.tipadapterf;

import ai.djl.ndarray.NDArray;
import io.alidade.adapter.tipadapter.CacheModel;
import io.alidade.adapter.tipadapter.TipAdapterSettings;
import io.alidade.api.Field;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Model;
import io.alidade.api.ParameterGroup;
import io.alidade.api.Preparation;
import io.alidade.api.Training;
import io.alidade.nn.Engine;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.pf4j.Extension;

/** Lets the keys of the cache learn. */
@Extension
@MethodSpec(
    id = "adapter.tip-adapter-f",
    leaf = Leaf.ADAPTER,
    summary = "Trains the keys of a cache of the shots, which is added to zero-shot",
    paper =
        "Zhang, Zhang, Fang et al. Tip-Adapter: training-free adaption of CLIP for few-shot"
            + " classification. ECCV 2022. https://arxiv.org/abs/2207.09519",
    year = 2022,
    needs = {Field.IMAGE, Field.LABEL},
    foundations = "start",
    settings = TipAdapterSettings.class)
public final class TipAdapterFMethod implements Method {

  @Override
  public Learner prepare(Preparation given) {
    CacheModel cache = new CacheModel(given, given.settings(TipAdapterSettings.class));
    cache.keys().setRequiresGradient(true);
    NDArray clip =
        Engine.withoutGradients(
            () -> cache.clip(cache.shots().images(), given.training().classNames()));
    return new Learnt(cache, clip);
  }

  /**
   * The cache, trained in steps.
   *
   * @param clip (N, K) zero-shot logits of the shots
   */
  private record Learnt(CacheModel cache, NDArray clip) implements Learner {
    @Override
    public Model model() {
      return cache;
    }

    @Override
    public Training training() {
      Map<String, NDArray> keys = Map.of("keys", cache.keys());
      return new Training.Steps(
          List.of(new ParameterGroup("keys", keys, 1, 1)),
          new TipAdapterFObjective(
              cache.formula(),
              cache.shots().images(),
              clip,
              cache.keys(),
              kept("values"),
              kept("alpha"),
              kept("beta")),
          Set.of(Field.INDEX, Field.LABEL));
    }

    private NDArray kept(String name) {
      return Objects.requireNonNull(state().get(name));
    }

    @Override
    public void trained() {
      cache.tune();
    }

    @Override
    public int tried() {
      return cache.tried();
    }

    @Override
    public Map<String, NDArray> state() {
      return cache.state();
    }
  }
}
