"""One epoch of a small CLIP over PNG files and captions through open_clip's training entry point, from its start to its end.

    epoch.py FOLDER WORKERS     FOLDER holds images/ and pairs.csv, as the benchmark wrote them
"""
import json as json_
import subprocess
import sys

from common import *
from shapes import SMALL_TEXT, SMALL_VISION


def write_model(folder):
    """open_clip's local-dir model: sizes, and a tokenizer learnt from the captions, <eos> its highest id."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers
    from transformers import PreTrainedTokenizerFast
    model = folder / "model"
    model.mkdir(exist_ok=True)
    words = Tokenizer(models.BPE())
    words.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    captions = [line.split("\t")[1] for line in (folder / "pairs.csv").read_text().splitlines()[1:]]
    trainer = trainers.BpeTrainer(vocab_size=4094, special_tokens=["<pad>"], show_progress=False,
                                  initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    words.train_from_iterator(captions, trainer)
    words.add_special_tokens(["<bos>", "<eos>"])
    ends = [(t, words.token_to_id(t)) for t in ("<bos>", "<eos>")]
    words.post_processor = processors.TemplateProcessing(single="<bos> $A <eos>", special_tokens=ends)
    PreTrainedTokenizerFast(tokenizer_object=words, pad_token="<pad>", bos_token="<bos>", eos_token="<eos>").save_pretrained(model)
    sizes = dict(embed_dim=128, vision_cfg=SMALL_VISION, text_cfg=dict(SMALL_TEXT, hf_tokenizer_name="local"))
    (model / "open_clip_config.json").write_text(json_.dumps(dict(model_cfg=sizes)))
    return model


def main():
    folder, workers = Path(sys.argv[1]).resolve(), sys.argv[2]
    model = write_model(folder)
    count = sum(1 for _ in open(folder / "pairs.csv")) - 1
    command = [sys.executable, "-m", "open_clip_train.main", "--model", f"local-dir:{model}", "--train-data", str(folder / "pairs.csv"),
               "--dataset-type", "csv", "--csv-img-key", "filepath", "--csv-caption-key", "title", "--train-num-samples", str(count),
               "--batch-size", "128", "--epochs", "1", "--workers", workers, "--precision", "fp32", "--lr", "5e-4", "--warmup", "20",
               "--wd", "0.2", "--grad-clip-norm", "1.0", "--device", "cpu", "--log-every-n-steps", "10",
               "--logs", str(folder / "logs"), "--name", f"w{workers}-{time.time_ns()}"]
    env = {**os.environ, "OMP_NUM_THREADS": str(THREADS), "TOKENIZERS_PARALLELISM": "false"}
    seconds = seconds_of(lambda: subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    result(seconds, [seconds])


if __name__ == "__main__":
    main()
