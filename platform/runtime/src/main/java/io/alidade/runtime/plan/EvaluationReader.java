package io.alidade.runtime.plan;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.alidade.runtime.config.Binder;
import io.alidade.runtime.config.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the entries of {@code evaluate}, each with the keys of its own protocol. What an entry
 * leaves out, a block of the protocol's name in the file can say for all of them, and else the
 * protocol.
 */
final class EvaluationReader {
  /** The keys that every entry has, whatever its protocol. */
  record Head(String protocol, String dataset, String split, Optional<String> note) {}

  private static final Set<String> HEAD_KEYS = Set.of("protocol", "dataset", "split", "note");

  private final Catalog catalog;
  private final Binder binder;
  private final Names names;

  EvaluationReader(Catalog catalog, Problems problems, Binder binder) {
    this.catalog = catalog;
    this.binder = binder;
    this.names = new Names(catalog, problems);
  }

  /** Empty where any entry was wrong. What is no list of blocks, the binder reports. */
  Optional<List<EvaluationEntry>> read(ConfigObject root) {
    ConfigValue evaluate = root.get("evaluate");
    List<EvaluationEntry> read = new ArrayList<>();
    int asked = 0;
    if (evaluate instanceof ConfigList list) {
      for (ConfigValue value : list) {
        if (value instanceof ConfigObject object) {
          entry(object, root, "evaluate[" + asked + "]").ifPresent(read::add);
        }
        asked++;
      }
    }
    return read.size() == asked ? Optional.of(read) : Optional.empty();
  }

  private Optional<EvaluationEntry> entry(ConfigObject entry, ConfigObject root, String path) {
    boolean known = known(entry, path, "dataset", "data set", catalog.datasets());
    ConfigValue protocol = entry.get("protocol");
    if (protocol == null || !known(entry, path, "protocol", "protocol", catalog.protocols())) {
      binder.bind(headOf(entry), path, Head.class);
      return Optional.empty();
    }
    String id = String.valueOf(protocol.unwrapped());
    Optional<Head> head = binder.bind(headOf(entry), path, Head.class);
    ConfigObject written = entry.withFallback(ofProtocol(root, id));
    ConfigObject settings =
        written.withFallback(References.block(catalog.protocolReference(id), id)).toConfig().root();
    Optional<? extends Record> bound =
        binder.bind(settings, path, catalog.protocolSettings(id), HEAD_KEYS);
    if (!known || head.isEmpty() || bound.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        EvaluationEntry.of(
            id,
            catalog.protocolVersion(id),
            head.get().dataset(),
            head.get().split(),
            head.get().note().orElse(""),
            bound.get()));
  }

  /** The block of the protocol's name, which a family of methods can have too: detection, say. */
  private ConfigObject ofProtocol(ConfigObject root, String id) {
    ConfigObject block =
        root.get(id) instanceof ConfigObject there ? there : ConfigFactory.empty().root();
    for (String key : List.copyOf(block.keySet())) {
      if (catalog.methods().contains(id + "." + key)) {
        block = block.withoutKey(key);
      }
    }
    return block;
  }

  private boolean known(
      ConfigObject entry, String path, String key, String noun, Set<String> known) {
    ConfigValue value = entry.get(key);
    return value == null || names.known(path + "." + key, value, noun, known);
  }

  private static ConfigObject headOf(ConfigObject entry) {
    Config head = ConfigFactory.empty();
    ConfigObject object = head.root().withOrigin(entry.origin());
    for (String key : HEAD_KEYS) {
      ConfigValue value = entry.get(key);
      if (value != null) {
        object = object.withValue(key, value);
      }
    }
    return object;
  }
}
