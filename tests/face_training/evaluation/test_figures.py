"""The numbers of the figures, the figures themselves, and the files."""

import csv
from pathlib import Path

import numpy as np
import pytest

from evidence.verification import Verification
from face_training.evaluation import figures
from face_training.evaluation.outcome import Outcome


def some(seed: int = 0, impostors: int = 3000) -> Verification:
    draw = np.random.default_rng(seed)
    return Verification(
        genuine_G=np.sort(draw.normal(0.7, 0.1, 400).clip(-1, 1))[::-1],
        impostor_I=np.sort(draw.normal(0.1, 0.1, impostors))[::-1],
    )


def test_a_thinned_roc_keeps_points_of_the_whole() -> None:
    scores = some()
    far, tar = scores.roc()
    head, values = figures.roc_table(scores)
    assert head == ("far", "tar")
    assert 100 < len(values) <= figures.POINTS
    whole = dict(zip(far.tolist(), tar.tolist(), strict=True))
    assert all(whole[one] == other for one, other in values.tolist())
    assert values[0].tolist() == [far[0], tar[0]]
    assert values[-1].tolist() == [far[-1], tar[-1]]


def test_angles_are_shares_of_all_pairs() -> None:
    scores = Verification(
        genuine_G=np.cos(np.radians([20.5, 20.9, 40.5])),
        impostor_I=np.cos(np.radians([60.5, 89.5])),
        impostors=10,
    )
    _, values = figures.theta_table(scores)
    assert values[20].tolist() == [20, 21, pytest.approx(2 / 3), 0]
    assert values[89].tolist() == [89, 90, 0, 0.1]
    assert values[:, 2].sum() == pytest.approx(1)
    assert values[:, 3].sum() == pytest.approx(0.2)  # the other eight were not kept


def test_figures_say_what_they_show() -> None:
    table = figures.roc_table(some())
    axes = figures.roc({"one": table, "other": figures.roc_table(some(1))}).axes[0]
    assert (axes.get_xlabel(), axes.get_xscale()) == ("False accept rate", "log")
    assert [line.get_label() for line in axes.lines] == ["one", "other"]
    assert axes.lines[0].get_linestyle() != axes.lines[1].get_linestyle()
    np.testing.assert_array_equal(axes.lines[0].get_ydata(), table[1][:, 1])
    axes = figures.cmc({"one": figures.cmc_table(np.array([0.5, 0.75]))}).axes[0]
    assert axes.lines[0].get_xydata().tolist() == [[1, 0.5], [2, 0.75]]
    few = Verification(
        genuine_G=some().genuine_G, impostor_I=some().impostor_I[:50], impostors=3000
    )
    kinds = figures.kinds_of_pairs(few)
    assert kinds == ("one person: 400 pairs", "two people: the nearest 50 of 3,000 pairs")
    axes = figures.theta(figures.theta_table(few), "a set", *kinds).axes[0]
    assert [text.get_text() for text in axes.get_legend().get_texts()] == list(kinds)
    assert axes.get_title(loc="left") == "a set"
    assert figures.kinds_of_pairs(some())[1] == "two people: 3,000 pairs"
    assert figures.pairs(some()) == "400 genuine, 3,000 impostor pairs"


def test_files(tmp_path: Path) -> None:
    outcomes = {
        "a b": Outcome(measures={"accuracy": 0.5}, scores=some()),
        "c": Outcome(
            measures={"rank_1": 0.25}, found_R=np.array([0.25, 0.5]), notes=("=One.", "Two.")
        ),
    }
    written = figures.write(outcomes, tmp_path / "out")
    assert sorted(file.name for file in written) == sorted(
        [
            *("measures.csv", "roc_a_b.csv", "theta_a_b.csv", "cmc_c.csv"),
            *(f"{name}.{kind}" for name in ("roc", "cmc", "theta_a_b") for kind in ("png", "svg")),
        ]
    )
    assert all(file.stat().st_size > 20 for file in written)
    with (tmp_path / "out" / "measures.csv").open() as file:
        assert list(csv.reader(file)) == [
            ["set", "measure", "value", "note"],
            ["a b", "accuracy", "0.5", ""],
            ["c", "rank_1", "0.25", "'=One. Two."],  # no formula
        ]
    with (tmp_path / "out" / "cmc_c.csv").open() as file:
        assert list(csv.reader(file)) == [["rank", "found"], ["1", "0.25"], ["2", "0.5"]]


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(ValueError, match=r"out cannot be written to: File exists\.$"):
        figures.write({}, tmp_path / "out")
