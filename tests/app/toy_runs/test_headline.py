"""The heading says what is compared, on what, and where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.toy_runs.headline import headline
from toy_models.config import RunConfig
from toy_models.data import Blobs, Faces
from toy_models.first_run import FIRST_RUN, SIX_LOSSES
from toy_models.gentle import gentle

ONE = replace(FIRST_RUN, losses=(gentle("am_softmax"),))


@pytest.mark.parametrize(
    ("config", "sentence"),
    [
        (None, "Runs side by side: the same data, with other settings"),
        (
            FIRST_RUN,
            "The same digits: what Softmax, Arc-Softmax and SV-Arc-Softmax make of them "
            "on a circle",
        ),
        (
            replace(ONE, label_noise=0.2, embedding=3),
            "The same digits, 20% wrong labels: what AM-Softmax makes of them on a sphere",
        ),
        (
            replace(FIRST_RUN, losses=SIX_LOSSES, data=Faces(), embedding=64),
            "The same faces: what six losses make of them in 64 dimensions",
        ),
        (replace(ONE, data=Blobs()), "The same points: what AM-Softmax makes of them on a circle"),
    ],
)
def test_headlines(config: RunConfig | None, sentence: str) -> None:
    assert headline(config) == sentence
