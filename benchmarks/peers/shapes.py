"""The two sizes of CLIP that are timed, as open_clip models with random weights."""
import open_clip

SMALL_VISION = dict(image_size=64, layers=6, width=192, head_width=64, patch_size=8)
SMALL_TEXT = dict(context_length=32, vocab_size=4096, width=128, heads=2, layers=4)


def small():
    return open_clip.CLIP(embed_dim=128, vision_cfg=SMALL_VISION, text_cfg=SMALL_TEXT)


def vit_b32():
    return open_clip.create_model("ViT-B-32")


#        model    pixels  context  vocabulary
SHAPES = {
    "VIT_B32": (vit_b32, 224, 77, 49408),
    "SMALL": (small, 64, 32, 4096),
}
