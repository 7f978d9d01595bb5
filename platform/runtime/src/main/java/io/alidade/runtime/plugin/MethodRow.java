package io.alidade.runtime.plugin;

import io.alidade.api.Field;
import io.alidade.api.Leaf;
import java.util.List;

/**
 * A method as its {@link io.alidade.api.MethodSpec} describes it.
 *
 * @param version raised when the same configuration would give other numbers
 * @param needs fields that its training data must have
 * @param foundations names of what it builds on
 * @param type name of the annotated class
 * @param reference text of its {@code reference.conf}; empty when it has none
 */
public record MethodRow(
    String id,
    Leaf leaf,
    String summary,
    String paper,
    int year,
    int version,
    List<Field> needs,
    List<String> foundations,
    String type,
    String reference) {
  public MethodRow {
    needs = List.copyOf(needs);
    foundations = List.copyOf(foundations);
  }
}
