"""JPEG files to normalised tensors of 224 x 224 with open_clip's own transform (PIL, torchvision) in a DataLoader of 2 workers.

    jpeg_tensor.py FOLDER
"""
import sys

from common import *


class Files:
    def __init__(self, folder):
        from open_clip.transform import image_transform
        self.files = sorted(Path(folder).glob("*.jpg"))
        self.transform = image_transform(224, is_train=False, mean=(0.48145466, 0.4578275, 0.40821073),
                                         std=(0.26862954, 0.26130258, 0.27577711))

    def __len__(self):
        return len(self.files)

    def __getitem__(self, i):
        from PIL import Image
        return self.transform(Image.open(self.files[i]))


def main():
    import torch
    data = Files(sys.argv[1])

    def run():
        assert sum(len(x) for x in torch.utils.data.DataLoader(data, batch_size=64, num_workers=2)) == len(data)

    run()
    times = [seconds_of(run) for _ in range(3)]
    result(len(data) / median(times), times)


if __name__ == "__main__":
    main()
