"""JPEG files to top-1 of ViT-B/32 with clip_benchmark's own loop; the classifier and the weights are random.

    jpeg_top1.py FOLDER
"""
import sys

from common import *
from jpeg_tensor import Files


class Labelled(Files):
    def __getitem__(self, i):
        return super().__getitem__(i), i % 1000


def main():
    torch = torch_ready()
    import open_clip
    from clip_benchmark.metrics.zeroshot_classification import run_classification
    model = open_clip.create_model("ViT-B-32")
    model.eval()
    classifier = torch.nn.functional.normalize(torch.randn(512, 1000), dim=0)
    data = Labelled(sys.argv[1])

    def run(workers):
        loader = torch.utils.data.DataLoader(data, batch_size=64, num_workers=workers)
        logits, _ = run_classification(model, classifier, loader, "cpu", amp=False)
        assert len(logits.argmax(1)) == len(data)

    with torch.no_grad():
        model.encode_image(torch.zeros(8, 3, 224, 224))
    times = {w: seconds_of(lambda: run(w)) for w in (0, 1, 2)}
    best = min(times.values())
    result(len(data) / best, [best], workers={w: len(data) / t for w, t in times.items()})


if __name__ == "__main__":
    main()
