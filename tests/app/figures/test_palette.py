"""The palette: colours that differ, shapes that tell what colours cannot, scales without gaps."""

import re
import tomllib
from pathlib import Path

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
