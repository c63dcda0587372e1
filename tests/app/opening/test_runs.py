"""The runs of the opening: what is stored belongs to their configs, and is small."""

from __future__ import annotations

import pytest

from app.opening.facts import stored_people, stored_pictures, stored_seeds, stored_strangers
from app.opening.runs import (
    DRAWN,
    DRAWN_PICTURES,
    FINE,
    PEOPLE,
    SEEDS,
    STORED,
    STRANGERS,
    UNSEEN,
    people,
)
from evidence.run_store import stored_rows
from evidence.tuned import TunedRun
from losses.fixed_scale import fixed_scale
from toy_models.open_set.experiment import Experiment
from toy_models.open_set.results import COMMAND, RUNS


def test_what_is_stored_is_of_these_configs() -> None:
    run, strangers = stored_people(), stored_strangers()
    assert run.config == PEOPLE
    assert strangers.config == STRANGERS
    assert strangers.people == UNSEEN
    assert len(strangers.labels_M) == DRAWN * DRAWN_PICTURES
    assert stored_pictures().shape == (len(run.labels_N), FINE, FINE)
    assert strangers.pictures_MHW.shape == (DRAWN * DRAWN_PICTURES, FINE, FINE)
    assert tuple(stored_seeds()["seeds"]) == SEEDS
    assert stored_seeds()["titles"] == list(run.titles)


def test_strangers_are_met_with_the_setting_found_best_for_each_loss() -> None:
    best = Experiment().plan.best(stored_rows(RUNS, TunedRun, COMMAND))
    found = {one.row.loss: one.parameters(fixed_scale(100)) for one in best}
    for loss in STRANGERS.losses:
        for name, value in loss.parameters:
            assert value == pytest.approx(found[loss.name][name], abs=0.01)


def test_the_files_are_small() -> None:
    sizes = {file.name: file.stat().st_size for file in STORED.iterdir()}
    assert set(sizes) == {"people.npz", "pictures.npz", "seeds.json", "strangers.npz"}
    assert max(sizes.values()) < 700_000


def test_another_seed_changes_nothing_else() -> None:
    assert people(PEOPLE.seed) == PEOPLE
    assert {people(seed).digest for seed in SEEDS} == {people(seed).digest for seed in set(SEEDS)}
    assert len({people(seed).digest for seed in SEEDS}) == len(SEEDS) >= 5
