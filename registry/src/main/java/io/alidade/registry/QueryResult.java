package io.alidade.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query answered. A cell is null, a String, a Long, Integer or Double, or a byte[].
 *
 * @param truncated there were more rows than the limit
 */
public record QueryResult(
    List<String> columns, List<List<@Nullable Object>> rows, boolean truncated) {
  public QueryResult {
    columns = List.copyOf(columns);
    rows = Collections.unmodifiableList(new ArrayList<>(rows));
  }
}
