"""The pictures of the broken runs: stored small, and only of the run that they show."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.challenges.pictures import STORED, picture, store
from app.challenges.table import CHALLENGES
from app.look.themes import DARK, LIGHT
from app.seeds.outcome import outcome
from tests.app.runs import flat

TINY = replace(CHALLENGES[0], slug="tiny", config=flat().config)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("broken") / "broken.npz"
    store({"tiny": outcome(flat())}, made)
    return made


def test_a_picture_has_every_panel_and_the_ink_of_the_page(file: Path) -> None:
    image = picture(TINY, DARK, file)
    assert 'alt="How Softmax and SV-Softmax and SV-Arc-Softmax ended"' in image
    drawing = base64.b64decode(re.findall(r"base64,([^\"]*)", image)[0]).decode()
    assert drawing.count("<g ") == 3
    assert DARK.ink in drawing
    assert picture(TINY, LIGHT, file) != image


def test_the_points_are_where_the_run_has_them(file: Path) -> None:
    with np.load(file) as kept:
        np.testing.assert_allclose(
            kept["tiny.points_LN2"] / 127, outcome(flat()).points_LN2, atol=0.005
        )


def test_a_picture_of_another_run_is_refused(file: Path) -> None:
    with pytest.raises(ValueError, match="of another run"):
        picture(replace(TINY, config=replace(TINY.config, seed=5)), LIGHT, file)


def test_every_challenge_has_its_picture_and_all_are_small() -> None:
    assert STORED.stat().st_size < 40_000
    for challenge in CHALLENGES:
        assert picture(challenge, LIGHT).startswith("<img")
