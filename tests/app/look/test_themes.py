"""Themes: words can be read, lines and controls can be seen, in light, dark and projector."""

import re

import pytest

from app.look.colour import READABLE, VISIBLE, contrast
from app.look.themes import DARK, LIGHT, PROJECTOR, Theme, theme

THEMES = pytest.mark.parametrize("look", [LIGHT, DARK, PROJECTOR])


@THEMES
def test_words_can_be_read(look: Theme) -> None:
    for ground in (look.paper, look.panel):
        assert contrast(look.ink, ground) >= 7
        assert contrast(look.muted, ground) >= READABLE


@THEMES
def test_roles_and_controls_can_be_seen(look: Theme) -> None:
    for colour in (look.own, look.rival, look.accent):
        for ground in (look.paper, look.panel):
            assert contrast(colour, ground) >= VISIBLE


def test_white_words_on_a_button_can_be_read() -> None:
    assert min(contrast(look.accent, "#FFFFFF") for look in (LIGHT, DARK, PROJECTOR)) >= READABLE


@THEMES
def test_grids_are_quiet_and_regions_too(look: Theme) -> None:
    assert 1.1 < contrast(look.faint, look.paper) < 2
    assert contrast(look.region("#F83B00"), look.paper) < 1.6


def test_colours_are_written_in_full() -> None:
    for look in (LIGHT, DARK, PROJECTOR):
        for colour in (look.ink, look.paper, look.panel, look.accent, look.muted, look.faint):
            assert re.fullmatch("#[0-9A-F]{6}", colour)


def test_a_page_is_dark_or_not() -> None:
    assert theme(True) is DARK
    assert theme(False) is LIGHT
