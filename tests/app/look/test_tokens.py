"""Sizes and spaces: steps of a scale, in order, and the sizes of headings that Streamlit has."""

import tomllib
from pathlib import Path

from app.look import tokens
from app.look.tokens import FONT, QUIET, SPACE, TYPE


def test_the_sizes_rise_and_none_is_below_twelve_pixels() -> None:
    sizes = list(TYPE.values())
    assert sizes == sorted(set(sizes))
    assert sizes[0] >= 12


def test_headings_are_those_of_streamlits_config() -> None:
    config = Path(tokens.__file__).parents[1] / ".streamlit" / "config.toml"
    theme = tomllib.loads(config.read_text())["theme"]
    assert theme["headingFontSizes"][:2] == [
        f"{TYPE[name] / 16:g}rem" for name in ("title", "lead")
    ]
    assert theme["font"] in FONT


def test_spaces_are_so_many_times_four_pixels() -> None:
    assert all(pixels == 4 * step for step, pixels in SPACE.items())


def test_quiet_colours_are_between_their_own_and_the_paper() -> None:
    assert all(0 < share < 1 for share in QUIET.values())
