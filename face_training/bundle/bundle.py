"""A network to use, as a folder: ONNX weights and everything that one must know to feed them.

    model.onnx       images to embeddings
    bundle.json      the input (size, colour order, normalisation, alignment), thresholds, measures
    MODEL_CARD.md    what it was made of, how good it is, and what it must not be used for

B: images, D: embedding dimension, H, W: pixels.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from torch import Tensor

from face_training.photos.alignment import TEMPLATE_52
from face_training.photos.photo import SIDE

MODEL, ABOUT, CARD = "model.onnx", "bundle.json", "MODEL_CARD.md"
FORMAT = 1
COLOURS = ("RGB", "BGR")


@dataclass(frozen=True, kw_only=True)
class Input:
    """What the network expects: (B, 3, size, size) float32, (value - mean) / scale."""

    size: int = SIDE
    colours: str = "RGB"
    mean: float = 127.5
    scale: float = 127.5
    batch: int = 0  # images at a time; 0: any number
    template: tuple[tuple[float, float], ...] = tuple((float(x), float(y)) for x, y in TEMPLATE_52)

    def __post_init__(self) -> None:
        if self.colours not in COLOURS or self.scale == 0 or self.size != SIDE:
            raise ValueError(
                f"An input has colours RGB or BGR, a scale that is not 0 and {SIDE} pixels; not "
                f"{self.colours}, {self.scale:g} and {self.size}."
            )


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """Two photographs show one person if their cosine is above this."""

    far: float  # false accept rate on the set it was taken from
    cosine: float
    tar: float  # share of genuine pairs accepted there
    on: str  # name of that set
    impostors: int  # pairs of different people in it


@dataclass(frozen=True, kw_only=True)
class About:
    """bundle.json."""

    title: str
    dimension: int
    input: Input = field(default_factory=Input)
    flip: bool = True  # embeddings are sums with the mirror image's
    thresholds: tuple[Threshold, ...] = ()
    measures: dict[str, dict[str, float]] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    def written(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self), indent=1) + "\n"


@dataclass(frozen=True)
class Bundle:
    """An opened folder."""

    path: Path
    about: About
    session: onnxruntime.InferenceSession

    @classmethod
    def open(cls, path: str | Path) -> Bundle:
        """The bundle in a folder.

        Raises:
            ValueError: there is none, or it cannot be used.
        """
        path = Path(path)
        if not (path / ABOUT).is_file() or not (path / MODEL).is_file():
            raise ValueError(f"{path} is no bundle: it needs {ABOUT} and {MODEL}.")
        return cls(path, read_about(path / ABOUT), session_of(path / MODEL))

    def network(self, images_B3HW: Tensor) -> Tensor:
        """uint8, red green blue -> embeddings_BD, not normalised."""
        return torch.from_numpy(run(self.session, prepared(images_B3HW, self.about.input)))

    def threshold(self, far: float | None = None) -> Threshold:
        """The one for a false accept rate, or else the strictest.

        Raises:
            ValueError: there is none, or none for this rate.
        """
        found = [one for one in self.about.thresholds if far in (None, one.far)]
        if not found:
            there = ", ".join(f"{one.far:g}" for one in self.about.thresholds) or "none"
            wanted = "" if far is None else f" for the false accept rate {far:g}"
            raise ValueError(f"{self.path} has no threshold{wanted}; there is {there}.")
        return min(found, key=lambda one: one.far)


def read_about(path: Path) -> About:
    """bundle.json, checked."""
    try:
        values: dict[str, Any] = json.loads(path.read_text())
        if values.get("format") != FORMAT:
            raise ValueError(f"its format is {values.get('format')!r} and not {FORMAT}")
        template = tuple((float(x), float(y)) for x, y in values["input"]["template"])
        values["input"] = Input(**{**values["input"], "template": template})
        values["thresholds"] = tuple(Threshold(**one) for one in values["thresholds"])
        return About(**values)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"{path} cannot be used: {error}.") from None


def session_of(model: Path | bytes) -> onnxruntime.InferenceSession:
    """onnxruntime with a model, with one thread, on the CPU.

    Raises:
        ValueError: it is no model that can be run here.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    source = model if isinstance(model, bytes) else str(model)
    try:
        session = onnxruntime.InferenceSession(source, options, ["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors have no common class but this
        first = str(error).strip().split("\n")[0]
        raise ValueError(f"The model cannot be run: {first}") from None
    if len(session.get_inputs()) != 1 or len(session.get_outputs()) != 1:
        raise ValueError("The model must have one input, the images, and one output.")
    return session


def prepared(images_B3HW: Tensor, expected: Input) -> np.ndarray:
    """uint8, red green blue -> what the network expects."""
    if expected.colours == "BGR":
        images_B3HW = images_B3HW.flip(1)
    values = images_B3HW.cpu().numpy().astype(np.float32)
    return (values - np.float32(expected.mean)) / np.float32(expected.scale)


def run(session: onnxruntime.InferenceSession, values_B3HW: np.ndarray) -> np.ndarray:
    """Embeddings in float32; a model for so many images at a time gets them so.

    Raises:
        ValueError: it takes several at a time, and these are not a multiple.
    """
    (entry,) = session.get_inputs()
    parts = [values_B3HW]
    if isinstance(size := entry.shape[0], int):
        if len(values_B3HW) % size:
            raise ValueError(f"The model takes {size} images at a time, not {len(values_B3HW)}.")
        parts = np.split(values_B3HW, len(values_B3HW) // size)
    found = [session.run(None, {entry.name: part})[0] for part in parts]
    return np.concatenate(found).reshape(len(values_B3HW), -1)
