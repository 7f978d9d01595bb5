package io.alidade.adapter.tipadapter;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Field;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Model;
import io.alidade.api.Preparation;
import io.alidade.api.Training;
import java.util.Map;
import org.pf4j.Extension;

/** Keeps the shots, and looks them up. */
@Extension
@MethodSpec(
    id = "adapter.tip-adapter",
    leaf = Leaf.ADAPTER,
    summary = "Adds to zero-shot what a cache of the shots says, without training",
    paper =
        "Zhang, Zhang, Fang et al. Tip-Adapter: training-free adaption of CLIP for few-shot"
            + " classification. ECCV 2022. https://arxiv.org/abs/2207.09519",
    year = 2022,
    needs = {Field.IMAGE, Field.LABEL},
    foundations = "start",
    settings = TipAdapterSettings.class)
public final class TipAdapterMethod implements Method {

  @Override
  public Learner prepare(Preparation given) {
    return new Kept(new CacheModel(given, given.settings(TipAdapterSettings.class)));
  }

  private record Kept(CacheModel cache) implements Learner {
    @Override
    public Model model() {
      return cache;
    }

    @Override
    public Training training() {
      return new Training.None();
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
