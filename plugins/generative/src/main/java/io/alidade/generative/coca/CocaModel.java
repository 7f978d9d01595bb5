package io.alidade.generative.coca;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Captioner;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Mode;
import io.alidade.nn.TokenWords;
import io.alidade.nn.TowersModel;
import java.util.List;

/** Two towers, and a decoder that says what it sees. */
final class CocaModel extends TowersModel implements Captioner {
  private final CaptionDecoder decoder;
  private final TokenWords words;

  CocaModel(DualTowers towers, CaptionDecoder decoder) {
    super(towers);
    this.decoder = decoder;
    this.words = new TokenWords(towers.tokenizer());
  }

  @Override
  public List<String> captions(NDArray images) {
    NDArray seen = towers().image().tokens(images, Mode.EVALUATION); // (B, N, width)
    return decoder.captions(seen).stream().map(words::of).toList();
  }
}
