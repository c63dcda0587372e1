"""Losses: a colour that no class has, readable as text, the same wherever a loss is drawn."""

from itertools import combinations

import pytest

from app.look.classes import COLOURS
from app.look.colour import READABLE, contrast
from app.look.losses import looks, loss_look
from app.look.themes import DARK, LIGHT, PROJECTOR, Theme
from losses.catalogue import COMPOSED, LOSSES
from tests.app.look.eyes import EYES, apart

#: Those that a reader meets first, side by side.
FIRST = (
    "norm_softmax",
    "f_softmax",
    "sv_softmax",
    "am_softmax",
    "arc_softmax",
    "sv_arc_softmax",
)


#: Drawn in one chart of a lesson.
TOGETHER = (
    ("norm_softmax", "arc_softmax", "am_softmax", "a_softmax"),
    ("norm_softmax", "f_softmax", "hm_softmax"),
)


@pytest.mark.parametrize("dark", [False, True])
def test_no_two_losses_have_the_same_colour(dark: bool) -> None:
    assert len({loss_look(name).colour(dark) for name in LOSSES}) == len(LOSSES)


@pytest.mark.parametrize("theme", [LIGHT, DARK, PROJECTOR])
def test_a_name_can_be_written_in_the_colour_of_its_loss(theme: Theme) -> None:
    for name in (*LOSSES, COMPOSED):
        for ground in (theme.paper, theme.panel):
            assert contrast(loss_look(name).colour(theme.dark), ground) >= READABLE, name


@pytest.mark.parametrize("dark", [False, True])
def test_no_loss_looks_like_a_class(dark: bool) -> None:
    for name in (*LOSSES, COMPOSED):
        colour = loss_look(name).colour(dark)
        assert min(apart(colour, other, "all cones") for other in COLOURS) > 12, name


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("eyes", EYES)
def test_the_first_losses_differ_in_colour_or_dash(eyes: str, dark: bool) -> None:
    for one, other in combinations(map(loss_look, FIRST), 2):
        alike = apart(one.colour(dark), other.colour(dark), eyes) < 8
        assert not alike or one.dash != other.dash


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("names", TOGETHER)
def test_losses_of_one_chart_are_told_apart_by_colour_alone(
    names: tuple[str, ...], eyes: str, dark: bool
) -> None:
    colours = [loss_look(name).colour(dark) for name in names]
    assert min(apart(a, b, eyes) for a, b in combinations(colours, 2)) > 14


def test_the_dash_says_what_a_loss_adds() -> None:
    for name, spec in LOSSES.items():
        assert (loss_look(name).dash != ()) == bool(spec.guidance or spec.mining)
    assert loss_look("arc_softmax").plotly_dash == "solid"
    assert loss_look("sv_softmax").plotly_dash == "8px,4px"


def test_a_loss_that_comes_again_is_drawn_another_way() -> None:
    names = ["arc_softmax"] * 6
    assert len({look.dash for look in looks(names)}) == 6
    first, second, *_ = looks(["arc_softmax", "arc_softmax", "am_softmax"])
    assert first == loss_look("arc_softmax")
    for dark, paper in ((False, LIGHT.paper), (True, DARK.paper)):
        assert second.colour(dark) != first.colour(dark)
        assert contrast(second.colour(dark), paper) >= READABLE
