package io.alidade.nn;

/**
 * Every script's {@code (self).linear(x, w, b)}: (..., in) -> (..., out), and {@code linear_add},
 * which adds the result to a residual.
 *
 * <p>On x86-64 it is written as a convolution of 1 x 1 over rows that lie as channels-last: the same
 * products and sums, but of the library that compiles its kernels for the processor it finds. The
 * one behind {@code torch.linear} uses the widest instructions on one maker's processors alone;
 * on others a step gains 5 to 28 % for each layer.
 */
final class Linear {
  private static final String CONVOLUTION =
      """
        def rows(self, x: Tensor, w: Tensor, b: Optional[Tensor]) -> Tensor:
          k = torch.size(w, 1)
          r = torch.permute(torch.reshape(x, [torch.size(x, 0), -1, 1, k]), [0, 3, 1, 2])
          return torch.conv2d(r, torch.reshape(w, [-1, k, 1, 1]), b)
        def linear(self, x: Tensor, w: Tensor, b: Optional[Tensor]) -> Tensor:
          if torch.lt(torch.size(x, -2), 4):
            y = torch.linear(x, w, b)
          else:
            s = torch.size(x)
            s[-1] = torch.size(w, 0)
            y = torch.reshape(torch.permute((self).rows(x, w, b), [0, 2, 3, 1]), s)
          return y
        def linear_add(self, x: Tensor, w: Tensor, b: Optional[Tensor], to: Tensor) -> Tensor:
          if torch.lt(torch.size(x, -2), 4):
            y = torch.add_(torch.linear(x, w, b), to)
          else:
            t = torch.permute(torch.reshape(to, [torch.size(x, 0), -1, 1, torch.size(w, 0)]), [0, 3, 1, 2])
            r = torch.add_((self).rows(x, w, b), t)
            y = torch.reshape(torch.permute(r, [0, 2, 3, 1]), torch.size(to))
          return y
      """;

  private static final String MATRICES =
      """
        def linear(self, x: Tensor, w: Tensor, b: Optional[Tensor]) -> Tensor:
          return torch.linear(x, w, b)
        def linear_add(self, x: Tensor, w: Tensor, b: Optional[Tensor], to: Tensor) -> Tensor:
          return torch.add_(torch.linear(x, w, b), to)
      """;

  static final String TEXT = "amd64".equals(System.getProperty("os.arch")) ? CONVOLUTION : MATRICES;

  private Linear() {}
}
