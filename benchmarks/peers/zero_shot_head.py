"""The text classifier of a ViT-B/32: open_clip's build_zero_shot_classifier with the 80 templates of ImageNet.

    zero_shot_head.py NAMES CLASSES     NAMES: a file with a class name a line, of which CLASSES are taken
    zero_shot_head.py templates         prints the templates, a line each, {} where the name goes
"""
import sys

from common import *


def main():
    import open_clip
    if sys.argv[1] == "templates":
        return print("\n".join(template("{}") for template in open_clip.OPENAI_IMAGENET_TEMPLATES))
    torch = torch_ready()
    model = open_clip.create_model("ViT-B-32")
    model.eval()
    names = Path(sys.argv[1]).read_text().splitlines()[:int(sys.argv[2])]
    tokenizer = open_clip.get_tokenizer("ViT-B-32")
    with torch.no_grad():
        model.encode_text(torch.zeros(8, 77, dtype=torch.long))
    time = seconds_of(lambda: open_clip.build_zero_shot_classifier(model, tokenizer, names, open_clip.OPENAI_IMAGENET_TEMPLATES))
    result(80 * len(names) / time, [time])


if __name__ == "__main__":
    main()
