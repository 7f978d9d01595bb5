"""A training step of CLIP as open_clip's training entry point makes it: eager float32, AdamW with decay on matrices only,
gradients clipped to norm 1, logit scale clamped.

    step.py SHAPE BATCH SECONDS
"""
import math
import sys

from common import *
from shapes import SHAPES


def main():
    name, size, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    torch = torch_ready()
    from open_clip.loss import ClipLoss
    make, pixels, context, vocabulary = SHAPES[name]
    lengths = flickr8k_lengths() if name == "VIT_B32" else list(range(9, 31))
    model = make()
    model.train()
    matrices = [p for p in model.parameters() if p.ndim >= 2]
    vectors = [p for p in model.parameters() if p.ndim < 2]
    optimizer = torch.optim.AdamW([dict(params=vectors, weight_decay=0.0), dict(params=matrices, weight_decay=0.2)],
                                  lr=5e-4, betas=(0.9, 0.98), eps=1e-6)
    loss_of, images, random = ClipLoss(), torch.randn(size, 3, pixels, pixels), Random64(1)

    def step():
        texts = captions(size, lengths, context, vocabulary, random)
        optimizer.zero_grad()
        image, text, scale = model(images, texts)[:3]
        loss_of(image, text, scale).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        with torch.no_grad():
            model.logit_scale.clamp_(0, math.log(100))

    for _ in range(2):
        step()
    times = []
    while len(times) < 3 or sum(times) < seconds:
        times.append(seconds_of(step))
    result(size / median(times), times)


if __name__ == "__main__":
    main()
