"""The lines below a picture name data, n, losses, step, seed and versions."""

from __future__ import annotations

from importlib.metadata import version

import torch

from app.takeaway.caption import STEP, caption
from tests.app.runs import SMALL, flat


def test_a_picture_says_what_it_is_made_of() -> None:
    text = " ".join(caption(flat()))
    for part in (
        "Data: blobs, 32 training samples shown, 10% wrong labels",
        "features in 2 dimensions",
        "Softmax; SV-Softmax, t = 1.1; SV-Arc-Softmax, m = 0.3, t = 1.1. Scale s = 16.",
        f"Step {STEP} of 12, adam, learning rate 0.01, seed 0.",
        f"torch {torch.__version__}",
        f"Margins and Mining {version('margins-and-mining')}, config {SMALL.digest[:8]}",
        "no evidence",
    ):
        assert part in text, part


def test_the_step_is_left_open_once() -> None:
    assert sum(line.count(STEP) for line in caption(flat())) == 1
