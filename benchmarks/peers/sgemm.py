"""What this machine's float32 matrix product reaches through torch: GFLOP/s of 2048 x 2048 x 2048, the best of many."""
from common import *


def main():
    torch = torch_ready()
    n = 2048
    a, b, c = torch.randn(n, n), torch.randn(n, n), torch.empty(n, n)
    times = [seconds_of(lambda: torch.mm(a, b, out=c)) for _ in range(40)]
    result(2 * n**3 / min(times) / 1e9, sorted(times)[:3])


if __name__ == "__main__":
    main()
