"""The shipped face runs: exactly those of the list, whole, small, and made by the real script."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.face_runs import ship
from app.face_runs.door import SHIPPED
from app.face_runs.neighbourhood import comparable
from app.face_runs.reading import read
from app.face_runs.suspects import confirmed, suspects
from face_training import recipes
from face_training.data import SOURCES


def faces(share: float, seed: int = 0) -> ship.Mislabelled:
    return ship.Mislabelled(SOURCES["synthetic"](identities=10, images=8, size=32), share, seed)


def test_so_many_labels_are_wrong_and_none_by_chance_right() -> None:
    noisy = faces(0.25)
    assert (noisy.labels_N != noisy.true_labels_N).sum() == 20
    assert set(noisy.labels_N) <= set(range(10))
    assert (faces(0).labels_N == faces(0).true_labels_N).all()
    assert (faces(1).labels_N != faces(1).true_labels_N).all()
    assert noisy.source.endswith(", 25% of the labels wrong")


def test_pictures_stay_and_labels_are_the_seeds() -> None:
    noisy = faces(0.5)
    np.testing.assert_array_equal(noisy.labels_N, faces(0.5).labels_N)
    assert (noisy.labels_N != faces(0.5, seed=1).labels_N).any()
    assert len(noisy) == 80
    for index in (0, 33, 79):
        image, label = noisy[index]
        assert label == noisy.labels_N[index]
        assert (image == noisy.faces[index][0]).all()


def test_the_folder_holds_exactly_the_runs_of_the_list() -> None:
    assert {folder.name for folder in SHIPPED.iterdir()} == set(ship.RUNS)


@pytest.mark.parametrize("name", ship.RUNS)
def test_each_is_the_whole_run_of_its_recipe(name: str) -> None:
    run = read(SHIPPED / name, name)
    assert run.problems == ()
    config = recipes.read(ship.RECIPE, [*ship.COMMON, *ship.RUNS[name]])
    # Compiling and capturing act on a GPU alone, and the runs were made on a CPU.
    on_gpu = {"compile": config.training.compile, "capture": config.training.capture}
    made = recipes.read(SHIPPED / name / "config.toml")
    assert replace(made, training=replace(made.training, **on_gpu)) == config
    assert run.loss is not None
    assert run.loss.name == config.head.loss
    steps = int(config.schedule.length)
    assert run.steps_K.tolist() == list(range(0, steps + 1, config.probe.every))
    assert run.training["loss"].steps[-1] == steps
    assert any(where == "unseen" for where, _ in run.evaluations)
    assert set(run.evaluated.rocs) == set(run.evaluated.thetas) == {"unseen"}
    assert run.samples is not None
    assert len(run.samples.labels_N) == config.probe.identities * config.probe.images


def test_they_can_stand_side_by_side() -> None:
    one, other = (read(SHIPPED / name, name) for name in ship.RUNS)
    assert comparable(one, other)


@pytest.mark.parametrize("name", ship.RUNS)
def test_wrong_labels_are_among_their_suspects(name: str) -> None:
    run = read(SHIPPED / name, name)
    assert run.samples is not None
    found = suspects(run.samples, run.moments, 1000)
    known = confirmed(run.samples, found)
    assert known is not None
    right, wrong = known
    assert wrong >= 3
    by_chance = len(found) * wrong / len(run.samples.labels_N)
    assert right > 3 * by_chance


def test_together_they_are_small() -> None:
    assert sum(file.stat().st_size for file in SHIPPED.rglob("*") if file.is_file()) < 2_000_000


@pytest.mark.slow
def test_a_run_is_trained_by_the_script_and_only_what_is_read_is_shipped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf = tmp_path / "shipped"
    (shelf / "old").mkdir(parents=True)
    small = (
        "data.identities=6", "data.images=4", "schedule.length=2",
        "schedule.warmup=0", "training.batch=8", "training.evaluate_every=0", "probe.every=1",
        "probe.identities=3", "probe.images=2",
        'evaluation=[{name="unseen",protocol="open_set",source="synthetic",first=9,'
        "identities=20,images=3}]",
    )  # fmt: skip
    ship.main({"tiny": ("head.loss=norm_softmax", "head.parameters={}")}, small, shelf)
    assert [folder.name for folder in shelf.iterdir()] == ["tiny"]
    assert {file.name for file in (shelf / "tiny").iterdir()} == {
        "config.toml", "metrics.jsonl", "identities.json", "probe", "evaluation",
    }  # fmt: skip
    run = read(shelf / "tiny", "tiny")
    assert run.problems == ()
    assert run.steps_K.tolist() == [0, 1, 2]
    assert run.samples is not None
    assert set(run.evaluated.rocs) == set(run.evaluated.thetas) == {"unseen"}
    size = sum(file.stat().st_size for file in shelf.rglob("*") if file.is_file())
    assert f"tiny: {size:,} bytes" in capsys.readouterr().out
