package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks for numbers that are none. */
public final class NotFinite {
  private static final String TEXT =
      """
        def gradients(self, x: Tensor, p: List[Tensor]) -> Tensor:
          r = annotate(List[Tensor], [])
          for i in range(torch.len(p)):
            g = (p[i]).grad
            broken = torch.zeros([], dtype=11, layout=None, device=ops.prim.device(p[i]))
            if ops.prim.AutogradAnyNonZero(g):
              broken = torch.logical_not(torch.all(torch.isfinite(g)))
            _0 = torch.append(r, broken)
          return torch.stack(r)
      """;

  private NotFinite() {}

  /** The parameters whose gradient holds NaN or an infinity, in order; called once a run breaks. */
  public static List<String> gradients(Map<String, NDArray> parameters, NDManager manager) {
    List<String> names = List.copyOf(parameters.keySet());
    List<String> broken = new ArrayList<>();
    try (NDManager own = manager.newSubManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      boolean[] found =
          Script.compile("NotFinite", TEXT, own)
              .call(
                  "gradients",
                  List.of(own.create(0f)),
                  List.of(names.stream().map(parameters::get).toList()))
              .get(0)
              .toBooleanArray();
      for (int i = 0; i < found.length; i++) {
        if (found[i]) {
          broken.add(names.get(i));
        }
      }
    }
    return broken;
  }
}
