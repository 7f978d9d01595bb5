package io.alidade.nn;

/**
 * Every script's {@code (self).linear(x, w, b)}: (..., in) -> (..., out), and {@code linear_add},
 * which adds that to what is there.
 *
 * <p>On x86-64 processors it is a convolution of 1 x 1 over rows that lie as channels-last: the
 * same products and sums, but of the library that writes its kernels for the processor it finds.
 * The one behind {@code torch.linear} uses the widest instructions of one maker's processors alone;
 * on another's, each layer of a training step gains 5 to 28 %. It wants the rows in several groups,
 * which a batch has; loose rows, (N, in), are taken as 16 groups where they can be.
 */
final class Linear {
  /** Loose rows whose number is a multiple of this are computed faster. */
  static final int GROUPS = 16;

  private static final String CONVOLUTION =
      """
        def groups(self, x: Tensor) -> int:
          n = torch.floordiv(torch.numel(x), torch.size(x, -1))
          if torch.gt(torch.dim(x), 2):
            g = torch.size(x, 0)
          else:
            g = %d
          if torch.eq(n, 0):
            g = 0
          else:
            few = torch.__or__(torch.lt(n, torch.mul(4, g)), torch.ne(torch.remainder(n, g), 0))
            if torch.__or__(ops.prim.is_cuda(x), few):
              g = 0
          return g
        def convolved(self, x: Tensor, g: int, w: Tensor, b: Optional[Tensor]) -> Tensor:
          k = torch.size(w, 1)
          rows = torch.permute(torch.reshape(x, [g, -1, 1, k]), [0, 3, 1, 2])
          return torch.conv2d(rows, torch.reshape(w, [-1, k, 1, 1]), b)
        def linear(self, x: Tensor, w: Tensor, b: Optional[Tensor]) -> Tensor:
          g = (self).groups(x)
          if torch.eq(g, 0):
            y = torch.linear(x, w, b)
          else:
            s = torch.size(x)
            s[-1] = torch.size(w, 0)
            y = torch.reshape(torch.permute((self).convolved(x, g, w, b), [0, 2, 3, 1]), s)
          return y
        def linear_add(self, x: Tensor, w: Tensor, b: Optional[Tensor], to: Tensor) -> Tensor:
          g = (self).groups(x)
          if torch.eq(g, 0):
            y = torch.add_(torch.linear(x, w, b), to)
          else:
            t = torch.permute(torch.reshape(to, [g, -1, 1, torch.size(w, 0)]), [0, 3, 1, 2])
            r = torch.add_((self).convolved(x, g, w, b), t)
            y = torch.reshape(torch.permute(r, [0, 2, 3, 1]), torch.size(to))
          return y
      """
          .formatted(GROUPS);

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
