package io.alidade.nn;

/** What stands between the two layers of an MLP. */
public enum Activation {
  /** x times the normal distribution at x (Hendrycks and Gimpel, 2016), exact. */
  GELU,
  /** x sigmoid(1.702 x): its approximation in OpenAI's CLIP. */
  QUICK_GELU;

  /** The activated value of {@code x}, as text. */
  String of(String x) {
    return switch (this) {
      case GELU -> "torch.gelu(%s)".formatted(x);
      case QUICK_GELU -> "torch.mul(%s, torch.sigmoid(torch.mul(%s, 1.702)))".formatted(x, x);
    };
  }
}
