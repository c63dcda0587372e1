"""The palette: colours that differ, shapes that tell what colours cannot, scales without gaps."""

import re
import tomllib
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from app.figures import palette
from app.figures.palette import (
    CLASS_COLOURS,
    CLASS_SYMBOLS,
    DARK,
    LIGHT,
    LOSS_COLOURS,
    LOSS_DASHES,
    class_colour,
    class_symbol,
    tint,
)
from toy_models.config import MAX_LOSSES


def brightness(colour: str) -> float:
    return sum(int(colour[at : at + 2], 16) for at in (1, 3, 5)) / 765


@pytest.mark.parametrize("colours", [CLASS_COLOURS, LOSS_COLOURS, CLASS_SYMBOLS])
def test_no_two_are_the_same(colours: tuple[str, ...]) -> None:
    assert len(set(colours)) == len(colours)


def test_ten_classes_have_ten_colours_and_as_many_shapes() -> None:
    assert len({class_colour(k) for k in range(10)}) == 10
    assert len({class_symbol(k) for k in range(10)}) == 10


def test_a_hundred_classes_differ_in_colour_or_shape() -> None:
    assert len({(class_colour(k), class_symbol(k)) for k in range(100)}) == 100


def test_no_colour_is_of_a_class_and_of_a_loss() -> None:
    assert not set(CLASS_COLOURS) & set(LOSS_COLOURS)


def test_every_loss_of_a_run_has_a_line_of_its_own() -> None:
    assert len(LOSS_COLOURS) >= MAX_LOSSES
    assert len(LOSS_DASHES) >= MAX_LOSSES
    assert len(set(LOSS_DASHES[:6])) == 6  # six can be told apart in print


def test_all_colours_are_written_in_full() -> None:
    themes = [value for theme in (LIGHT, DARK) for value in vars(theme).values()]
    for colour in (*CLASS_COLOURS, *LOSS_COLOURS, *themes):
        assert re.fullmatch("#[0-9A-F]{6}", colour)


def test_ink_and_halo_stand_out_from_the_paper() -> None:
    for theme in (LIGHT, DARK):
        for colour in (theme.ink, theme.halo):
            assert abs(brightness(colour) - brightness(theme.paper)) > 0.7
    assert brightness(LIGHT.paper) > 0.9
    assert brightness(DARK.paper) < 0.1


def test_the_papers_are_those_of_the_pages() -> None:
    text = (Path(palette.__file__).parents[1] / ".streamlit" / "config.toml").read_text()
    themes = tomllib.loads(text)["theme"]
    assert themes["light"]["backgroundColor"] == LIGHT.paper
    assert themes["dark"]["backgroundColor"] == DARK.paper


@pytest.mark.parametrize(
    ("colour", "paper", "share", "mixed"),
    [
        ("#E69F00", "#FFFFFF", 0.0, "#e69f00"),
        ("#E69F00", "#FFFFFF", 1.0, "#ffffff"),
        ("#000000", "#FFFFFF", 0.2, "#333333"),
        ("#E69F00", "#10131A", 0.5, "#7b590d"),  # (230 + 16) / 2, (159 + 19) / 2, (0 + 26) / 2
    ],
)
def test_a_tint_is_the_mixture(colour: str, paper: str, share: float, mixed: str) -> None:
    assert tint(colour, paper, share) == mixed


#: Machado et al. 2009, severity 1: what linear RGB becomes for eyes that lack one kind of cone.
EYES = {
    "all cones": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def seen(colour: str, eyes: str) -> np.ndarray:
    """A colour in CIELAB as these eyes see it; distances of 2 are just noticed side by side."""
    rgb = np.clip(EYES[eyes] @ linear(colour), 0, 1)
    to_xyz = np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
    )
    xyz = to_xyz @ rgb / np.array([0.95047, 1, 1.08883])
    root = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def test_white_and_black_are_a_hundred_apart_for_all_eyes() -> None:
    for eyes in EYES:
        away = np.linalg.norm(seen("#FFFFFF", eyes) - seen("#000000", eyes))
        assert away == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize("eyes", EYES)
def test_ten_classes_are_told_apart_by_colour_alone(eyes: str) -> None:
    for one, other in combinations(CLASS_COLOURS, 2):
        assert np.linalg.norm(seen(one, eyes) - seen(other, eyes)) > 14


@pytest.mark.parametrize("eyes", EYES)
def test_losses_that_look_alike_have_another_dash(eyes: str) -> None:
    for one, other in combinations(range(len(LOSS_COLOURS)), 2):
        away = np.linalg.norm(seen(LOSS_COLOURS[one], eyes) - seen(LOSS_COLOURS[other], eyes))
        assert away > 14 or LOSS_DASHES[one] != LOSS_DASHES[other]
