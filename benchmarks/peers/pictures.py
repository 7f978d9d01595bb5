"""JPEG files with the detail of photographs, drawn from a seed: noise of every scale, each twice as strong as the next finer.

    pictures.py FOLDER COUNT WIDTH HEIGHT
"""
import sys
from pathlib import Path

import numpy as np
from PIL import Image


def picture(random, width, height):
    total = np.zeros((height, width, 3), np.float32)
    size, strength = 4, 64.0
    while size < max(width, height):
        coarse = random.normal(0, strength, (size, size, 3)).astype(np.float32)
        planes = [Image.fromarray(coarse[:, :, c]).resize((width, height), Image.BICUBIC) for c in range(3)]
        total += np.stack([np.asarray(p) for p in planes], 2)
        size, strength = 2 * size, strength / 1.7
    return Image.fromarray((total + 128).clip(0, 255).astype(np.uint8))


def main():
    folder, count, width, height = Path(sys.argv[1]), *map(int, sys.argv[2:5])
    folder.mkdir(parents=True, exist_ok=True)
    for i in range(count):
        file = folder / f"{i:05d}.jpg"
        if not file.exists():
            picture(np.random.default_rng(i), width, height).save(file, "JPEG", quality=90)


if __name__ == "__main__":
    main()
