"""Runs side by side: the arrays of each, told apart, or the reason why they cannot be."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.toy_runs.side_by_side import side_by_side
from tests.app.runs import ARC, EIGHT, PLAIN, SV, flat, run_of, small_config
from toy_models.data import Blobs
from toy_models.record import Run
from toy_models.strangers import Strangers


def test_each_panel_is_that_of_its_run() -> None:
    one, other = flat(losses=(PLAIN, SV)), flat(losses=(ARC,))
    both = side_by_side([one, other])
    assert both.scene.titles == (*one.titles, *other.titles)
    assert [origin.choice for origin in both.origins_L] == [PLAIN, SV, ARC]
    assert [origin.run for origin in both.origins_L] == [one, one, other]
    assert both.run is None
    for name, array in both.scene.arrays.items():
        np.testing.assert_array_equal(array[:, :2], one.arrays[name])
        np.testing.assert_array_equal(array[:, 2:], other.arrays[name])


def test_strangers_come_from_the_run_of_each_panel_if_all_were_tested() -> None:
    def tested(run: Run, first: float) -> Run:
        tar_LP = np.array([[first + loss, 1] for loss in range(len(run.titles))], np.float32)
        far_P = np.array([0.01, 1], np.float32)
        return replace(run, strangers=Strangers(people=9, pictures=2, far_P=far_P, tar_LP=tar_LP))

    one, other = flat(losses=(PLAIN, SV)), flat(losses=(ARC,))
    scene = side_by_side([tested(one, 0), tested(other, 10)]).scene
    assert scene.strangers is not None
    assert scene.strangers.tar_LP[:, 0].tolist() == [0, 1, 10]
    assert side_by_side([tested(one, 0), other]).scene.strangers is None


def test_what_differs_stands_in_the_titles() -> None:
    slow = flat(losses=(SV,), learning_rate=0.002)
    both = side_by_side([flat(losses=(SV,)), slow])
    assert both.scene.titles == (
        "SV-Softmax · learning rate 0.01",
        "SV-Softmax · learning rate 0.002",
    )
    for words in (both.about, " ".join(both.scene.caption)):
        assert "Side by side from 2 runs, which differ in learning rate." in words
    for run in (flat(losses=(SV,)), slow):
        assert run.config.digest[:8] in both.scene.file_stem


def test_a_panel_that_two_runs_share_appears_once() -> None:
    both = side_by_side([flat(losses=(PLAIN, SV)), flat(losses=(SV, ARC))])
    assert [origin.choice for origin in both.origins_L] == [PLAIN, SV, ARC]
    assert both.scene.titles == ("Softmax", "SV-Softmax", "SV-Arc-Softmax")


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"data": Blobs(classes=5, per_class=8, spread=0.5)}, "the data sets differ"),
        ({"label_noise": 0.2}, "their shares of wrong labels differ"),
        ({"embedding": 3}, "different dimensions"),
        ({"seed": 9}, "their seeds 0 and 9 draw others"),
        ({"steps": 8}, "they keep different steps"),
    ],
)
def test_runs_that_do_not_share_their_data_are_told_why(other: dict[str, object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        side_by_side([flat(losses=(SV,)), flat(losses=(ARC,), **other)])


def test_one_run_a_changed_one_and_too_many_panels_are_refused() -> None:
    with pytest.raises(ValueError, match="Pin two runs or more"):
        side_by_side([flat()])
    changed = replace(flat(losses=(ARC,)), changes=((3, "all", "learning_rate", 0.1),))
    with pytest.raises(ValueError, match="changed by hand stands alone"):
        side_by_side([flat(losses=(SV,)), changed])
    many = run_of(small_config(0, losses=EIGHT))
    with pytest.raises(ValueError, match="8 panels together, and a stage has room for 6"):
        side_by_side([many, flat(losses=(PLAIN,))])
