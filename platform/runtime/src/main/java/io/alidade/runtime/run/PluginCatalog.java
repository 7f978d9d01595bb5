package io.alidade.runtime.run;

import io.alidade.api.Protocol;
import io.alidade.runtime.plan.Catalog;
import io.alidade.runtime.plugin.DatasetRow;
import io.alidade.runtime.plugin.MethodRow;
import io.alidade.runtime.plugin.PluginHost;
import io.alidade.runtime.plugin.ProtocolRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What started plugins offer, as a plan asks for it. */
public final class PluginCatalog implements Catalog {
  private final PluginHost plugins;

  public PluginCatalog(PluginHost plugins) {
    this.plugins = plugins;
  }

  @Override
  public Set<String> methods() {
    return plugins.methods().stream()
        .map(MethodRow::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public Set<String> datasets() {
    return plugins.datasets().stream()
        .map(DatasetRow::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public Set<String> protocols() {
    return plugins.protocols().stream()
        .map(ProtocolRow::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public int methodVersion(String method) {
    return plugins.methodRow(method).version();
  }

  @Override
  public Class<? extends Record> methodSettings(String method) {
    return plugins.methodSettings(method);
  }

  @Override
  public String methodReference(String method) {
    return plugins.methodRow(method).reference();
  }

  @Override
  public List<String> methodFoundations(String method) {
    return plugins.methodRow(method).foundations();
  }

  @Override
  public int protocolVersion(String protocol) {
    return plugins.protocolRow(protocol).version();
  }

  @Override
  public Class<? extends Record> protocolSettings(String protocol) {
    return plugins.protocolSettings(protocol);
  }

  @Override
  public String protocolReference(String id) {
    Protocol protocol = plugins.protocol(id);
    try (InputStream in = protocol.getClass().getResourceAsStream("reference.conf")) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
