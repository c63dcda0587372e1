"""Small runs for the tests of the app, trained once for each process."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from app.scene.scene import Scene
from tests.patience import SECONDS
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Blobs
from toy_models.gentle import gentle
from toy_models.record import Run
from toy_models.training import train

PLAIN, SV, ARC = gentle("norm_softmax"), gentle("sv_softmax"), gentle("sv_arc_softmax")
EIGHT = tuple(
    gentle(name)
    for name in (
        "norm_softmax",
        "sv_softmax",
        "sv_arc_softmax",
        "f_softmax",
        "am_softmax",
        "softmax",
        "adacos",
        "elasticface",
    )
)
SMALL = RunConfig(
    data=Blobs(classes=4, per_class=8, spread=0.5),
    losses=(PLAIN, SV, ARC),
    label_noise=0.1,
    hidden=(8,),
    steps=12,
    kept=5,
    batch=16,
)


@functools.cache
def run_of(config: RunConfig) -> Run:
    """The result of a config.  Tests must not write into it."""
    return train(config)


def flat(**changes: object) -> Run:
    """A small run on the circle."""
    return run_of(replace(SMALL, **changes))  # type: ignore[arg-type]


def with_losses(count: int, **changes: object) -> Run:
    """A small run of the first so many of eight losses; they are trained together, once."""
    whole = flat(losses=EIGHT, **changes)
    return replace(
        whole,
        config=replace(whole.config, losses=EIGHT[:count]),
        titles=whole.titles[:count],
        arrays={name: array[:, :count] for name, array in whole.arrays.items()},
    )


def assert_same_run(one: Run, other: Run) -> None:
    """The same config, and the same arrays bit by bit."""
    assert one.config == other.config
    np.testing.assert_array_equal(one.inputs_N, other.inputs_N)
    assert_same_arrays(one, other)


def assert_same_arrays(one: Run | Scene, other: Run | Scene) -> None:
    """The same samples and frames, bit by bit."""
    for name in ("steps_K", "labels_N", "true_labels_N", "samples_N"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), err_msg=name)
    assert one.arrays.keys() == other.arrays.keys()
    for name, array in one.arrays.items():
        np.testing.assert_array_equal(array, other.arrays[name], err_msg=name)


def small_config(seed: int, losses: tuple[LossChoice, ...] = (SV,), **changes: object) -> RunConfig:
    """A config that trains in a moment; a test that must not meet another's run has its seed."""
    return replace(SMALL, seed=seed, losses=losses, **changes)  # type: ignore[arg-type]


def wait_until(condition: Callable[[], object], what: str, seconds: float = SECONDS) -> None:
    """Return when the condition holds; fail when it does not come about."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what}: not within {seconds:g} seconds"
        time.sleep(0.005)
