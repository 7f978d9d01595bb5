package io.alidade.runtime.plugin;

import java.util.List;
import java.util.stream.Stream;

/** What a plugin offers, read from the annotations of its extensions. */
public record Offer(
    List<MethodRow> methods, List<DatasetRow> datasets, List<ProtocolRow> protocols) {
  static final Offer NOTHING = new Offer(List.of(), List.of(), List.of());

  public Offer {
    methods = List.copyOf(methods);
    datasets = List.copyOf(datasets);
    protocols = List.copyOf(protocols);
  }

  /**
   * {@code method acme.mine}, {@code data set iconic/emoji}, ...: what only one plugin may have.
   */
  Stream<String> claims() {
    return Stream.of(
            methods.stream().map(row -> "method " + row.id()),
            datasets.stream().map(row -> "data set " + row.id()),
            protocols.stream().map(row -> "protocol " + row.id()))
        .flatMap(names -> names);
  }
}
