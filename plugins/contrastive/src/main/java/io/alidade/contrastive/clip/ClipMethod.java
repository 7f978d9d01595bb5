package io.alidade.contrastive.clip;

import io.alidade.api.Field;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Preparation;
import io.alidade.api.Split;
import io.alidade.api.Tokenizer;
import io.alidade.nn.BytePairTrainer;
import io.alidade.nn.DualTowers;
import io.alidade.nn.TokenBatches;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pf4j.Extension;

/** Learns one space for images and texts from pairs of them. */
@Extension
@MethodSpec(
    id = "contrastive.clip",
    leaf = Leaf.CONTRASTIVE_IMAGE_TEXT,
    summary = "Learns one space for images and texts by telling the true pairs of a batch apart",
    paper =
        "Radford, Kim, Hallacy et al. Learning transferable visual models from natural language"
            + " supervision. ICML 2021. https://arxiv.org/abs/2103.00020",
    year = 2021,
    needs = {Field.IMAGE, Field.CAPTION},
    settings = ClipSettings.class)
public final class ClipMethod implements Method {
  /** Texts from which the text tower's last norm starts: enough for a mean and a deviation. */
  private static final int START_TEXTS = 512;

  @Override
  public Learner prepare(Preparation given) {
    ClipSettings settings = given.settings(ClipSettings.class);
    List<List<String>> captions = captions(given.training());
    Tokenizer tokenizer =
        BytePairTrainer.train(
            () -> captions.stream().flatMap(List::stream).iterator(),
            settings.vocabulary(),
            settings.text().context());
    DualTowers towers =
        DualTowers.start(
            settings.towers(),
            tokenizer,
            settings.logitScale().temperature(),
            given.manager(),
            given::random);
    towers.text().startFrom(TokenBatches.encode(tokenizer, startTexts(captions), given.manager()));
    return new ClipLearner(towers, settings.logitScale().limit(), settings.logitScale().rate());
  }

  /** The captions of each sample, the plainest first. */
  private static List<List<String>> captions(Split split) {
    return IntStream.range(0, split.size()).mapToObj(i -> split.text(i).captions()).toList();
  }

  /** Different plain captions, spread evenly over the split. */
  private static List<String> startTexts(List<List<String>> captions) {
    List<String> plain =
        captions.stream()
            .flatMap(all -> all.isEmpty() ? Stream.empty() : Stream.of(all.get(0)))
            .distinct()
            .toList();
    int take = Math.min(START_TEXTS, plain.size());
    return IntStream.range(0, take)
        .mapToObj(i -> plain.get((int) ((long) i * plain.size() / take)))
        .toList();
  }
}
