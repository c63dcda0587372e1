"""The words of a panel."""

from dataclasses import replace

import pytest

from app.figures.panels import EMPTY_LINE, labels, parameters, titles
from tests.app.runs import SV, flat, run_of
from toy_models.config import LossChoice


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (LossChoice.of("norm_softmax", scale=16.0), ""),
        (LossChoice.of("sv_softmax", scale=16.0, t=1.1), "t = 1.1"),
        (LossChoice.of("am_softmax", margin=0.35), "m = 0.35"),
        (LossChoice.of("f_softmax", gamma=2), "gamma = 2"),
        (LossChoice.of("sv_arc_softmax", margin=0.3, t=1.25), "m = 0.3, t = 1.25"),
        (LossChoice.of("mv_am_softmax", mode="fixed", t=0.1), "t = 0.1"),
        (LossChoice.of("composed", f="arc", h="sv", margin=0.3, t=1.1), "margin = 0.3, t = 1.1"),
    ],
)
def test_parameters_are_told_in_the_papers_symbols(choice: LossChoice, words: str) -> None:
    assert parameters(choice) == words


def test_the_scale_is_told_where_it_is_asked_for() -> None:
    assert (
        parameters(LossChoice.of("sv_softmax", scale=16.0, t=1.1), scale=True) == "s = 16, t = 1.1"
    )


def test_titles_have_two_lines_and_labels_one() -> None:
    result = flat()
    assert titles(result) == [
        f"<b>Softmax</b><br>{EMPTY_LINE}",
        "<b>SV-Softmax</b><br>t = 1.1",
        "<b>SV-Arc-Softmax</b><br>m = 0.3, t = 1.1",
    ]
    assert labels(result) == ["Softmax", "SV-Softmax, t = 1.1", "SV-Arc-Softmax, m = 0.3, t = 1.1"]


def test_two_of_a_loss_are_told_apart_by_their_parameters() -> None:
    result = run_of(
        replace(flat().config, losses=(SV, LossChoice.of("sv_softmax", scale=16.0, t=1.3)))
    )
    assert labels(result) == ["SV-Softmax, t = 1.1", "SV-Softmax, t = 1.3"]
