package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tensor;
import io.alidade.testkit.TensorFile;
import io.alidade.testkit.Tolerance;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the multimodal decoder of open_clip's CoCa, on its own text and image states. */
class CrossTransformerTest {
  private static final String CASE = "checkpoints/openclip-coca/";

  private final GoldenCase golden = Golden.read(CASE + "expected");
  private final Map<String, Tensor> weights =
      TensorFile.read(Golden.file(CASE + "open_clip_model.safetensors"));
  private NDManager manager;
  private CrossTransformer decoder;
  private NDArray texts; // (4, 15, 32): what the text tower makes of all tokens but the last
  private NDArray images; // (4, 8, 32): all queries of the image's pool but the first

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = NDManager.newBaseManager("PyTorch");
    decoder =
        new CrossTransformer(
            new CrossTransformerSettings(2, 2), 32, 32, manager, new SplittableRandom(1));
    decoder.parameters().trained().forEach(this::copy);
    texts =
        golden.tensor("layer.text.transformer.resblocks.1").on(manager).get(new NDIndex(":, :15"));
    images = golden.tensor("layer.visual.ln_post").on(manager).get(new NDIndex(":, 1:"));
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** One matrix of theirs holds the rows of queries, keys and values; ours stand apart in cross. */
  private void copy(String name, NDArray ours) {
    boolean query = name.contains("attention.query");
    boolean memory = name.contains("attention.memory");
    String theirs =
        name.replaceFirst("attention\\.(query|memory)\\.", "attention.in.")
            .replace("cross.", "text_decoder.cross_attn.")
            .replaceFirst("^blocks\\.", "text_decoder.resblocks.")
            .replace("norm-memory.", "ln_1_kv.")
            .replaceFirst("norm-([12])\\.", "ln_$1.")
            .replaceFirst("^norm\\.", "text_decoder.ln_final.")
            .replace("attention.in.", "attn.in_proj_")
            .replace("attention.out.", "attn.out_proj.")
            .replace("mlp.in.", "mlp.c_fc.")
            .replace("mlp.out.", "mlp.c_proj.");
    Tensor values = weights.get(theirs);
    assertThat(values).as("%s for %s", theirs, name).isNotNull();
    NDArray all = values.on(manager);
    NDArray part = query ? all.get(":32") : memory ? all.get("32:") : all;
    assertThat(part.getShape()).as(name).isEqualTo(ours.getShape());
    ours.set(part.duplicate().toByteBuffer());
  }

  @Test
  void decodesAsOpenClipDoes() {
    NDArray states = decoder.states(texts, images); // (4, 15, 32)
    Tolerance.MODEL.check("states", states, golden.tensor("layer.text_decoder.ln_final"));
    NDArray words = weights.get("text_decoder.text_projection").on(manager); // (32, 300)
    NDArray logits = states.reshape(4 * 15, 32).matMul(words).reshape(4, 15, 300);
    Tolerance.MODEL.check("logits", logits, golden.tensor("caption_logits"));
  }

  @Test
  void readsPlaceByPlaceWhatItReadsAtOnce() {
    NDArray whole = decoder.states(texts, images);
    List<NDArray> memory = decoder.remember(images);
    List<NDArray> past = decoder.nothing(texts);
    NDList states = new NDList();
    for (int from = 0; from < 15; ) {
      int to = from == 0 ? 3 : from + 1; // three places, then one by one
      CrossTransformer.Read read =
          decoder.further(texts.get(new NDIndex(":, {}:{}", from, to)), past, memory);
      past = read.past();
      states.add(read.states());
      from = to;
    }
    Tolerance.LAYER.check(
        "states", NDArrays.concat(states, 1).toFloatArray(), whole.toFloatArray());
  }

  @Test
  void refusesHeadsThatDoNotDivideTheWidth() {
    assertThatThrownBy(
            () ->
                new CrossTransformer(
                    new CrossTransformerSettings(1, 3), 32, 32, manager, new SplittableRandom(1)))
        .hasMessage("heads is 3; expected a divisor of the text tower's width 32");
  }
}
