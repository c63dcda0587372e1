"""What is judged of a run, and in which settings two runs differ."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.challenges.attempt import attempt_of, changes, measured, settings
from app.starting_points.measured import measures
from app.starting_points.table import STARTING_POINTS
from tests.app.runs import PLAIN, SV, flat, small_config
from toy_models.data import Blobs, Digits
from toy_models.gentle import gentle


def test_the_angle_between_two_panels_is_that_of_the_samples_furthest_apart() -> None:
    run = flat()
    found = measured(run)
    cosines_N = np.sum(run.features(-1, 1).astype(float) * run.features(-1, 0), axis=1)
    largest = np.degrees(np.arccos(np.clip(cosines_N, -1, 1))).max()
    assert found["apart"][0] == 0
    assert found["apart"][1] == pytest.approx(largest, abs=0.05)
    assert {name: found[name] for name in ("accuracy", "gap", "support", "sure")}.items() <= (
        measures(run).items()
    )
    assert "strangers" not in found


def test_a_run_that_was_stopped_or_changed_says_so() -> None:
    run = flat()
    assert attempt_of(run).whole
    assert not attempt_of(run).by_hand
    assert not attempt_of(replace(run, stopped=True)).whole
    assert attempt_of(replace(run, changes=((3, "all", "learning_rate", 0.1),))).by_hand


def test_equal_configs_have_no_changes_and_a_change_has_both_values() -> None:
    config = small_config(0, (PLAIN, SV))
    assert changes(config, config) == {}
    assert changes(config, replace(config, seed=3, softmax_warmup=6)) == {
        "seed": ("0", "3"),
        "softmax warm-up": ("0 %", "50 %"),
    }


def test_what_is_recorded_is_no_setting() -> None:
    config = small_config(0)
    assert changes(config, replace(config, kept=9, recorded=20)) == {}


def test_longer_training_with_the_same_shares_is_one_change() -> None:
    config = small_config(0, steps=12, softmax_warmup=3, t_warmup=6)
    longer = replace(config, steps=24, softmax_warmup=6, t_warmup=12)
    assert list(changes(config, longer)) == ["steps"]


def test_a_common_scale_is_one_change_and_other_data_are_one() -> None:
    point = {point.slug: point for point in STARTING_POINTS}["small-scale"]
    assert point.beside is not None
    assert changes(point.config, point.beside) == {"s": ("2", "16")}
    config = small_config(0)
    assert list(changes(config, replace(config, data=Digits()))) == ["data"]
    more = replace(config, data=Blobs(classes=5, per_class=8, spread=0.5))
    assert list(changes(config, more)) == ["blobs classes"]


def test_other_losses_are_one_change() -> None:
    config = small_config(0, (PLAIN, SV))
    assert list(changes(config, replace(config, losses=(PLAIN,)))) == ["losses"]
    circle = gentle("circle")  # its scale is its own, and not the common one
    assert list(changes(config, replace(config, losses=(PLAIN, circle)))) == ["losses"]


def test_no_field_of_a_config_is_forgotten() -> None:
    """A setting that `settings` does not see could be changed beside the one that is allowed."""
    config = small_config(0)
    others = {
        "label_noise": 0.2, "hidden": (4,), "embedding": 3, "class_weights": "spread", "steps": 13,
        "batch": 8, "optimiser": "sgd", "learning_rate": 0.1, "weight_decay": 0.1,
        "softmax_warmup": 2, "t_warmup": 2, "seed": 1,
    }  # fmt: skip
    for name, value in others.items():
        assert len(changes(config, replace(config, **{name: value}))) == 1, name  # type: ignore[arg-type]
    unseen = {"data", "losses", "network", "kept", "recorded"}
    assert set(vars(config)) - {"digest"} == set(others) | unseen
    assert settings(config)["network"] == "mlp"
