"""The comparison: fair within a seed, tested on others, kept after every training."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from evidence.measures import Measures
from evidence.report import table
from evidence.table_1 import PAPER, ROWS
from face_training.comparison import (
    EXPERIMENTS,
    STORED,
    Experiment,
    Results,
    main,
    measured,
    orl_split,
    quick,
    report,
    run,
    store,
    stored,
    synthetic_split,
)


@pytest.fixture
def small() -> Experiment:
    """Three losses, two seeds, a few steps."""
    return replace(quick(EXPERIMENTS[1]), rows=(ROWS[0], ROWS[4], ROWS[10]), steps=2)


def made(experiment: Experiment) -> Results:
    """Results that were not trained for."""
    draw = np.random.default_rng(0)
    return {
        experiment.name: {
            row.loss: {
                seed: Measures(
                    tar=tuple(draw.uniform(size=len(experiment.fars)).tolist()),
                    eer=float(draw.uniform()),
                    accuracy=float(draw.uniform()),
                )
                for seed in experiment.seeds
            }
            for row in experiment.rows
        }
    }


def test_nobody_is_in_two_parts() -> None:
    for split in (synthetic_split(0, identities=5, images=3, known=2, unseen=6), orl_split(0)):
        assert not set(split.train.identities) & set(split.unseen.identities)
        assert split.known.identities == split.train.identities
        trained = {image.numpy().tobytes() for image in split.train.images_N3HW}
        for other in (split.known, split.unseen):
            assert not trained & {image.numpy().tobytes() for image in other.images_N3HW}
    assert orl_split(0).train.identities != orl_split(1).train.identities


def test_it_is_the_papers_table_over_five_seeds() -> None:
    for experiment in EXPERIMENTS:
        assert [row.loss for row in experiment.rows] == list(PAPER)
        assert len(experiment.seeds) >= 5
        assert experiment.config(ROWS[0], 3, orl_split(0).train).training.seed == 3


def test_the_seed_decides_everything(small: Experiment) -> None:
    split = small.split(0)
    one, again = (measured(small, ROWS[4], 0, split) for _ in range(2))
    assert one == again
    assert one != measured(small, ROWS[4], 1, split)
    assert one != measured(small, ROWS[0], 0, split)


def test_what_was_done_is_not_done_again(small: Experiment) -> None:
    kept: list[str] = []
    first = replace(small, rows=small.rows[:1])
    results = run([first], keep=lambda found: kept.append("kept"))
    before = results["orl"]["norm_softmax"][0]
    run([small], results, keep=lambda found: kept.append("kept"))
    assert len(kept) == 2 + 4
    assert results["orl"]["norm_softmax"][0] is before
    text = report([small], results)
    measures = {name: list(seeds.values()) for name, seeds in results["orl"].items()}
    assert table(measures, small.fars) in text
    assert "| Arc-Softmax beats Softmax |" in text


def test_what_is_stored_is_read(small: Experiment, tmp_path: Path) -> None:
    file = tmp_path / "results" / "some.json"
    assert stored([small], file) == {}
    results = made(small)
    store([small], results, file)
    assert stored([small], file) == results
    assert stored([replace(small, steps=3)], file) == {}  # of other settings there are none
    plain = json.loads(file.read_text())
    assert plain["versions"]["torch"] == torch.__version__
    file.write_text("{}")
    with pytest.raises(ValueError, match=r"some\.json holds no results of a comparison: "):
        stored([small], file)


def test_a_table_is_not_made_of_half(small: Experiment) -> None:
    results = made(small)
    del results["orl"]["sv_softmax"][1]
    with pytest.raises(ValueError, match=r"^orl: sv_softmax has no result of seed 1; `python -m"):
        report([small], results)


def test_the_command_prints_what_is_stored(
    tmp_path: Path, small: Experiment, capsys: pytest.CaptureFixture[str]
) -> None:
    results = made(small)
    store([small], results, tmp_path / "some.json")
    main([], [small], tmp_path / "some.json")
    assert capsys.readouterr().out == report([small], results) + "\n"
    with pytest.raises(SystemExit, match=r"^orl: norm_softmax has no result of seed 0; "):
        main([], [small], tmp_path / "none.json")


def test_the_command_trains_and_stores_what_is_missing(tmp_path: Path, small: Experiment) -> None:
    few = replace(small, rows=small.rows[:2])
    results = made(few)
    del results["orl"][few.rows[1].loss]
    store([few], results, tmp_path / "some.json")
    main(["--run"], [few], tmp_path / "some.json")
    found = stored([few], tmp_path / "some.json")
    assert found["orl"]["norm_softmax"] == results["orl"]["norm_softmax"]
    assert found["orl"][few.rows[1].loss][1] == measured(few, few.rows[1], 1, few.split(1))


@pytest.mark.parametrize("place", range(len(EXPERIMENTS)))
def test_quick_ones_have_pairs_enough_for_every_rate(
    place: int, capsys: pytest.CaptureFixture[str]
) -> None:
    one = replace(EXPERIMENTS[place], rows=ROWS[:1])
    main(["--quick"], [one])
    assert f"{one.title}; 6 steps, 2 seeds:" in capsys.readouterr().out


def test_the_stored_results_are_whole() -> None:
    assert report(EXPERIMENTS, stored())


def test_the_stored_results_are_written_to_the_same_bytes(tmp_path: Path) -> None:
    file = tmp_path / "again.json"
    store(EXPERIMENTS, stored(), file)
    now = json.loads(file.read_text())["versions"]
    then = json.loads(STORED.read_text())["versions"]
    written = file.read_text()
    for package, version in now.items():
        written = written.replace(f'"{package}": "{version}"', f'"{package}": "{then[package]}"')
    assert written == STORED.read_text()


@pytest.mark.slow
def test_a_row_of_the_stored_results_can_be_made_again() -> None:
    orl, row = EXPERIMENTS[1], ROWS[0]
    found = measured(orl, row, 0, orl_split(0))
    expected = stored()[orl.name][row.loss][0]
    # Another machine rounds otherwise, and the steps let that grow.
    np.testing.assert_allclose(found.tar, expected.tar, atol=0.05)
    np.testing.assert_allclose(found.accuracy, expected.accuracy, atol=0.05)
