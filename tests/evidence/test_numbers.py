"""The numbers of a comparison, by hand."""

import pytest

from evidence.numbers import numbers
from evidence.report import claims, table
from tests.evidence.made_measures import made

MEASURES = made(
    norm_softmax=[0.3, 0.31, 0.32, 0.31],
    arc_softmax=[0.5, 0.52, 0.51, 0.53],
    sv_arc_softmax=[0.4, 0.41, 0.43, 0.42],
)


def test_means_ranks_and_differences_by_hand() -> None:
    found = numbers(MEASURES)
    assert found["tar"] == pytest.approx(
        {"norm_softmax": 0.31, "arc_softmax": 0.515, "sv_arc_softmax": 0.415}
    )
    assert found["rank"] == {"arc_softmax": 1, "sv_arc_softmax": 2, "norm_softmax": 3}
    difference = found["minus"]("norm_softmax", "arc_softmax")
    assert difference.mean == pytest.approx(-0.205)
    assert difference.sign == -1
    assert found["table"] == f"{table(MEASURES)}\n\n{claims(MEASURES)}"


def test_verdicts_count_the_claims_whose_losses_are_there() -> None:
    """Arc beats softmax as in the paper; SV-Arc beats Arc there and not here."""
    found = numbers(MEASURES)
    assert found["verdicts"] == {"the same": 1, "the other way round": 1, "we cannot say": 0}
    alone = numbers({"arc_softmax": MEASURES["arc_softmax"]})
    assert set(alone["verdicts"].values()) == {0}


def test_the_seeds_are_those_of_the_loss_with_the_fewest() -> None:
    assert numbers(made(f_softmax=[0.3] * 5, a_softmax=[0.4] * 4))["seeds"] == 4
