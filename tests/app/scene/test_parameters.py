"""The parameters of a loss in words."""

import pytest

from app.scene.parameters import parameters
from toy_models.config import LossChoice


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (LossChoice.of("norm_softmax", scale=16.0), ""),
        (LossChoice.of("sv_softmax", scale=16.0, t=1.1), "t = 1.1"),
        (LossChoice.of("am_softmax", margin=0.35), "m = 0.35"),
        (LossChoice.of("f_softmax", gamma=2), "gamma = 2"),
        (LossChoice.of("sv_arc_softmax", margin=0.3, t=1.25), "m = 0.3 rad (17°), t = 1.25"),
        (LossChoice.of("mv_am_softmax", mode="fixed", t=0.1), "t = 0.1"),
        (
            LossChoice.of("composed", f="arc", h="sv", margin=0.3, t=1.1),
            "m = 0.3 rad (17°), t = 1.1",
        ),
    ],
)
def test_parameters_are_in_the_papers_symbols(choice: LossChoice, words: str) -> None:
    assert parameters(choice) == words


def test_the_scale_is_there_where_it_is_asked_for() -> None:
    assert (
        parameters(LossChoice.of("sv_softmax", scale=16.0, t=1.1), scale=True) == "s = 16, t = 1.1"
    )
