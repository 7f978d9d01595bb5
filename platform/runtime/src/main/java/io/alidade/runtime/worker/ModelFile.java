package io.alidade.runtime.worker;

import io.alidade.api.DualEncoder;
import io.alidade.api.Learner;
import io.alidade.api.Tokenizer;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Safetensors;
import io.alidade.nn.TowersFolder;
import io.alidade.nn.TowersSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The model as others read it; what going on takes stands in the checkpoints. */
record ModelFile(Path folder, Channel channel) {

  /**
   * Written whole or not at all, with what those who build on its towers need beside it.
   *
   * @param steps that were done, or the number of the problem that was solved
   */
  void write(Learner learner, String run, long steps) throws IOException {
    // In an order of its own, so that equal runs give equal files but for the run's id.
    Map<String, String> metadata = new TreeMap<>(Map.of("run", run, "step", String.valueOf(steps)));
    Path checkpoints = folder.resolve(Job.CHECKPOINTS);
    Path file = checkpoints.resolve("model.safetensors");
    Safetensors.write(file, learner.state(), metadata);
    channel.say(new Message.Artifact("checkpoint", folder.relativize(file).toString()));
    Optional<DualTowers> towers = learner.model().role(DualTowers.class);
    Optional<TowersSettings> settings = towers.flatMap(DualTowers::settings);
    if (settings.isPresent()) {
      Path description =
          TowersFolder.describe(checkpoints, settings.get(), towers.get().tokenizer());
      channel.say(new Message.Artifact("towers", folder.relativize(description).toString()));
    }
    Optional<Tokenizer> tokenizer =
        learner.model().role(DualEncoder.class).map(DualEncoder::tokenizer);
    if (tokenizer.isPresent()) {
      Path json = checkpoints.resolve("tokenizer.json");
      Files.writeString(json, tokenizer.get().json());
      channel.say(new Message.Artifact("tokenizer", folder.relativize(json).toString()));
    }
  }
}
