"""A trained network in a folder, with everything that is needed to use it.

    model.onnx       images to embeddings
    bundle.json      the input (size, colour order, normalisation, alignment), thresholds, measures
    MODEL_CARD.md    data and training, how good the network is, and what it must not be used for

B: images, D: embedding dimension, H, W: pixels.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import onnxruntime
import torch
from torch import Tensor

from face_training.bundle.input import Input
from face_training.bundle.session import network_input, open_session, run
from face_training.embeddings import SizedNetwork
from face_training.toml_and_json import read_json

MODEL, INFO, CARD = "model.onnx", "bundle.json", "MODEL_CARD.md"
FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """Two photographs show one person if their cosine is above this."""

    far: float  # false accept rate on the set it was taken from
    cosine: float
    tar: float  # share of genuine pairs accepted there
    on: str  # name of that set
    impostors: int  # pairs of different people in it

    def __post_init__(self) -> None:
        if not math.isfinite(self.cosine):
            raise ValueError(f"A threshold must be a finite number, not {self.cosine}.")


@dataclass(frozen=True, kw_only=True)
class BundleInfo:
    """The content of bundle.json."""

    title: str
    dimension: int
    input: Input = field(default_factory=Input)
    flip: bool = True  # embeddings are sums with the mirror image's
    thresholds: tuple[Threshold, ...] = ()
    measures: dict[str, dict[str, float]] = field(default_factory=dict)
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)  # on the measures of a set
    versions: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    def as_json(self) -> str:
        """The text of bundle.json."""
        return json.dumps(asdict(self), indent=1) + "\n"


@dataclass(frozen=True)
class Bundle:
    """A bundle that was opened."""

    path: Path
    info: BundleInfo
    session: onnxruntime.InferenceSession

    @classmethod
    def open(cls, path: str | Path, device: str = "cpu") -> Bundle:
        """Open the bundle in a folder.

        Raises:
            ValueError: the folder holds no bundle, or it cannot be used.
        """
        path = Path(path)
        if not (path / INFO).is_file() or not (path / MODEL).is_file():
            raise ValueError(f"{path} is no bundle: it needs {INFO} and {MODEL}.")
        return cls(path, read_info(path / INFO), open_session(path / MODEL, device))

    @property
    def network(self) -> SizedNetwork:
        """uint8, red green blue -> embeddings_BD, not normalised."""
        return SizedNetwork(self._embedded, self.info.input.size)

    def _embedded(self, images_B3HW: Tensor) -> Tensor:
        return torch.from_numpy(run(self.session, network_input(images_B3HW, self.info.input)))

    def threshold(self, far: float | None = None) -> Threshold:
        """The threshold for a false accept rate; without a rate, the strictest threshold.

        Raises:
            ValueError: the bundle has no threshold, or none for this rate.
        """
        thresholds = self.info.thresholds
        found = [threshold for threshold in thresholds if far in (None, threshold.far)]
        if not found:
            there = ", ".join(f"{threshold.far:g}" for threshold in thresholds) or "none"
            wanted = "" if far is None else f" for the false accept rate {far:g}"
            raise ValueError(f"{self.path} has no threshold{wanted}; there is {there}.")
        return min(found, key=lambda threshold: threshold.far)


def read_info(path: Path) -> BundleInfo:
    """Read and check bundle.json.

    Raises:
        ValueError: the file cannot be read, or is of another format.
    """
    try:
        values: dict[str, Any] = read_json(path.read_bytes())
        if values.get("format") != FORMAT:
            raise ValueError(f"its format is {values.get('format')!r} and not {FORMAT}")
        template = tuple((float(x), float(y)) for x, y in values["input"]["template"])
        values["input"] = Input(**{**values["input"], "template": template})
        values["thresholds"] = tuple(Threshold(**fields) for fields in values["thresholds"])
        notes = values.get("notes", {})
        values["notes"] = {name: tuple(sentences) for name, sentences in notes.items()}
        return BundleInfo(**values)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"{path} cannot be used: {error}.") from None
