"""Reads pictures: raw pixels in, lines of words out. It runs in a process apart (see `ocr`), which it makes its own.

Every line of text comes with the quad of each word, its corners in the direction of reading, whichever way the text
is turned. RapidOCR finds and reads; Tesseract, where installed, adds what RapidOCR left out; zxing-cpp finds codes.
"""

import csv
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]
Word = tuple[str, float, Quad]  # what it reads, how sure (0–1), where
Line = tuple[bool, Any, str, Any, float]  # whether it was turned around, it upright, its text, its words, how sure

MAX_SIDE = 2400  # pixels; longer sides are read smaller
ENOUGH, WIDE = 736, 1536  # pixels: a picture is enlarged until its sides have so many, the shorter or the longer one
WIDEST = 1.5  # of a line's height: more room for each letter that was read, and others stand there
GAP = 0.14  # of a line's height: a wider gap parts words even where no blank was read
NOISE = 60  # per cent: of what Tesseract is less sure of, most is a bar or a line of a chart
MODELS = {"Det": "PP-OCRv6_det_small", "Rec": "PP-OCRv6_rec_small", "Cls": "ch_ppocr_mobile_v2.0_cls_mobile"}


def read(pixels: bytes, width: int, height: int, timeout_s: float) -> dict[str, Any]:
    """Lines of words and the corners of codes in a picture (RGB); Tesseract may take `timeout_s`."""
    import numpy as np
    import zxingcpp

    engine = _load_engine()
    image = np.frombuffer(pixels, np.uint8).reshape(height, width, 3)[:, :, ::-1].copy()  # BGR, as both libraries want
    lines = list(_lines(engine, image))
    found = [word for line in lines for word in line]
    lines += _left_out(found, _read_with_tesseract(pixels, width, height, timeout_s))
    return {"lines": lines, "codes": [_corners(code.position) for code in zxingcpp.read_barcodes(image)]}


def _stay_offline(event: str, _: object) -> None:
    if event in ("socket.connect", "socket.getaddrinfo"):
        raise PermissionError("pictures are read offline")


@cache
def _load_engine() -> Any:
    """RapidOCR with the models of its own wheel: where a path is given, it never looks for a download."""
    sys.addaudithook(_stay_offline)
    logging.disable(logging.CRITICAL)  # before RapidOCR is imported, which logs what it reads
    import rapidocr

    folder = Path(rapidocr.__file__).parent / "models"
    paths = {f"{task}.model_path": str(folder / f"{model}.onnx") for task, model in MODELS.items()}
    return rapidocr.RapidOCR(
        params={
            **paths,
            "Global.return_word_box": True,
            "Global.max_side_len": MAX_SIDE,
            "Det.limit_side_len": 32,  # RapidOCR itself would enlarge a banner without end
            "EngineConfig.onnxruntime.intra_op_num_threads": min(4, os.cpu_count() or 1),
        }
    )


def _lines(engine: Any, image: Any) -> Iterator[list[Word]]:
    """RapidOCR step by step, because its whole run hides which lines it turned around."""
    import cv2
    from rapidocr.main import RapidOCRError
    from rapidocr.utils.process_img import map_boxes_to_original

    height, width = image.shape[:2]
    scale = max(1.0, min(ENOUGH / min(height, width), WIDE / max(height, width)))
    large = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC) if scale > 1 else image
    try:
        ready, steps = engine.preprocess_img(large)
        crops, found = engine.detect_and_crop(ready, steps)
    except RapidOCRError:  # no text
        return
    quads = map_boxes_to_original(found.boxes, steps, *large.shape[:2]) / scale
    for quad, (turned, crop, text, info, _) in zip(quads, _read_lines(engine, crops), strict=True):
        corners = _in_direction_of_reading(quad.tolist(), turned)
        yield list(_words(corners, crop, text, info)) or [("", 0.0, corners)]


def _read_lines(engine: Any, crops: Sequence[Any]) -> list[Line]:
    """The lines as they are read.

    One that does not stand as most others do may be mistaken for one upside down: what is surer counts.
    """
    import cv2

    upright, turns = engine.cls_and_rotate(crops)
    turned = ["180" in turn and bool(sure > engine.text_cls.cls_thresh) for turn, sure in turns.cls_res]
    most = 2 * sum(turned) > len(turned)
    odd = [at for at, each in enumerate(turned) if each is not most]
    around = [cv2.rotate(upright[at], cv2.ROTATE_180) for at in odd]
    read = _recognized(engine, turned, upright)
    for at, other in zip(odd, _recognized(engine, [most] * len(odd), around), strict=True):
        read[at] = max(read[at], other, key=lambda line: line[-1])
    return read


def _recognized(engine: Any, turned: Sequence[bool], crops: Sequence[Any]) -> list[Line]:
    if not crops:
        return []
    texts = engine.recognize_txt(crops)
    return list(zip(turned, crops, texts.txts, texts.word_results, texts.scores, strict=True))


def _in_direction_of_reading(quad: Sequence[Sequence[float]], turned: bool) -> Quad:
    """The corners from the line's start along its top; as RapidOCR turns: high ones by 90°, then those upside down."""
    corners: list[Point] = [(x, y) for x, y in quad]
    high = max(_length(corners[0], corners[3]), _length(corners[1], corners[2]))
    wide = max(_length(corners[0], corners[1]), _length(corners[3], corners[2]))
    first = (1 if int(high) >= 1.5 * int(wide) else 0) + (2 if turned else 0)
    a, b, c, d = corners[first:] + corners[:first]
    return a, b, c, d


def _words(quad: Quad, crop: Any, text: str, info: Any) -> Iterator[Word]:
    """Each word with its part of the line, as sure as its faintest letter.

    RapidOCR cuts a line where it reads a blank and wherever letters stand apart; only wide gaps part words, though.
    """
    height, width = crop.shape[:2]
    sure = [score for letter, score in zip(text, info.confs, strict=False) if not letter.isspace()]
    word, at, start, rest = "", 0, 0.0, text
    for piece, (left, right) in zip(info.words, [*_gaps(crop, info), (width, 2 * width)], strict=False):
        word += "".join(piece)
        rest = rest.lstrip()[len(piece) :]
        if rest[:1].isspace() or right - left > GAP * height:
            end = max(start, min((left + right) / 2, width))
            fits = end - start < WIDEST * height * len(word)
            yield word, fits * float(min(sure[at : at + len(word)], default=0.0)), _part(quad, crop, start, end)
            word, at, start = "", at + len(word), end


def _part(quad: Quad, crop: Any, start: float, end: float) -> Quad:
    """Where the columns of the flattened line lie in the picture."""
    import cv2
    import numpy as np

    height, width = crop.shape[:2]
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    back = cv2.getPerspectiveTransform(flat, np.array(quad, np.float32))
    corners = np.array([[(start, 0), (end, 0), (end, height), (start, height)]], np.float32)
    a, b, c, d = cv2.perspectiveTransform(corners, back)[0].tolist()
    return a, b, c, d


def _gaps(crop: Any, info: Any) -> Iterator[tuple[float, float]]:
    """The columns between two pieces each: about where the model says, the widest gap that is really there."""
    height, width = crop.shape[:2]
    middle = crop[height // 4 : height - height // 4]  # without what hangs over from the next lines
    ink = middle.max(axis=(0, 2)).astype(int) - middle.min(axis=(0, 2))
    blank = ink <= ink.min() + (ink.max() - ink.min()) * 0.25
    gaps = _runs(blank.tolist())
    for left, right in zip(info.word_cols, info.word_cols[1:], strict=False):
        guess = (left[-1] + right[0] + 1) / 2 / max(info.line_txt_len, 1) * width
        near = [gap for gap in gaps if gap[0] - height / 2 < guess < gap[1] + height / 2]
        yield max(near, key=lambda gap: gap[1] - gap[0] - _distance(gap, guess), default=(guess, guess))


def _runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """Half-open stretches of true."""
    edges = [at for at in range(len(flags) + 1) if (at > 0 and flags[at - 1]) != (at < len(flags) and flags[at])]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _distance(gap: tuple[float, float], at: float) -> float:
    return max(gap[0] - at, at - gap[1], 0.0)


def _length(a: Point, b: Point) -> float:
    return float(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5)


def _corners(position: Any) -> Quad:
    a, b, c, d = (
        (float(corner.x), float(corner.y))
        for corner in (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    )
    return a, b, c, d


def _read_with_tesseract(pixels: bytes, width: int, height: int, timeout_s: float) -> list[list[Word]]:
    """The lines that Tesseract reads; none where it is not installed."""
    if not (program := shutil.which("tesseract")):
        return []
    done = subprocess.run(  # noqa: S603  our own arguments, no shell
        [program, "-", "-", "--psm", "11", "tsv"],
        input=b"P6 %d %d 255\n" % (width, height) + pixels,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=timeout_s,
        check=True,
    )
    lines: dict[tuple[str, ...], list[Word]] = {}
    for row in csv.DictReader(done.stdout.decode().splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "5" and row["text"].strip() and float(row["conf"]) >= NOISE:
            x, y, w, h = (float(row[side]) for side in ("left", "top", "width", "height"))
            word = row["text"], float(row["conf"]) / 100, ((x, y), (x + w, y), (x + w, y + h), (x, y + h))
            lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(word)
    return [_as_high_as_the_line(line) for line in lines.values()]


def _as_high_as_the_line(words: Sequence[Word]) -> list[Word]:
    boxes = [_box(quad) for _, _, quad in words]
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    return [
        (text, sure, ((x0, top), (x1, top), (x1, bottom), (x0, bottom)))
        for (text, sure, _), (x0, _, x1, _) in zip(words, boxes, strict=True)
    ]


def _left_out(found: Sequence[Word], lines: Sequence[Sequence[Word]]) -> Iterator[list[Word]]:
    """Of these lines the words whose middle lies in no word that was found."""
    boxes = [_box(quad) for _, _, quad in found]
    for line in lines:
        new = []
        for word in line:
            x0, y0, x1, y1 = _box(word[2])
            x, y = (x0 + x1) / 2, (y0 + y1) / 2
            if not any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes):
                new.append(word)
        if new:
            yield new


def _box(quad: Quad) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in quad], [y for _, y in quad]
    return min(xs), min(ys), max(xs), max(ys)
