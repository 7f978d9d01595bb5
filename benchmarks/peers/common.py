"""What every peer script shares: threads, a clock, the one JSON line at the end, data drawn as on our side."""
import csv
import json
import os
import resource
import statistics
import time
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent.parent
THREADS = int(os.environ.get("OMP_NUM_THREADS", os.cpu_count() or 1))


class Random64:
    """The generator of io.alidade.benchmarks.Random64: same seed, same data."""

    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return (self.state >> 33) % bound


def flickr8k_lengths():
    lines = (BENCHMARKS / "caption-lengths.csv").read_text().splitlines()[2:]
    return [int(tokens) for tokens, count in csv.reader(lines) for _ in range(int(count))]


def captions(rows, lengths, context, vocabulary, random):
    """int64 (rows, context): random words between a start and an end token, the two highest ids."""
    import torch
    ids = torch.zeros(rows, context, dtype=torch.long)
    for row in range(rows):
        length = lengths[random.below(len(lengths))]
        words = [1 + random.below(vocabulary - 3) for _ in range(length - 2)]
        ids[row, :length] = torch.tensor([vocabulary - 2, *words, vocabulary - 1])
    return ids


def torch_ready():
    import torch
    torch.set_num_threads(THREADS)
    torch.manual_seed(0)
    return torch


def seconds_of(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def result(value, times=(), **more):
    """The last line of output: the value, the process's peak memory, the single times."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"value": value, "peak_mb": round(peak), "ms": [round(1000 * t, 1) for t in times], **more}), flush=True)


median = statistics.median
