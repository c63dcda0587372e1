"""Grids of runs: the order of their settings, and what a run itself does not record."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.experiments import measure_grid, provenance, stacked, train_grid
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Blobs
from toy_models.training import Training, kept_steps, train


def config(embedding: int, seed: int) -> RunConfig:
    return RunConfig(
        data=Blobs(classes=3, per_class=10),
        losses=(LossChoice.of("norm_softmax"), LossChoice.of("am_softmax")),
        embedding=embedding,
        steps=4,
        kept=3,
        seed=seed,
    )


def test_a_grid_has_an_axis_for_each_setting() -> None:
    lines: list[str] = []
    grid = train_grid(config, (2, 3), (5, 6, 7), progress=lines.append)
    assert [run.config for run in grid.runs] == [config(d, s) for d in (2, 3) for s in (5, 6, 7)]
    gap_DSKL = grid.stacked("angle_gap_L")
    assert gap_DSKL.shape == (2, 3, 3, 2)
    np.testing.assert_array_equal(gap_DSKL[1, 2], train(config(3, 7)).angle_gap_KL)
    assert [line.split(":")[0] for line in lines[:2]] == ["2, 5", "2, 6"]
    assert len(lines) == 6


def test_what_a_run_does_not_record_is_measured_at_the_kept_steps() -> None:
    def step_and_weight(training: Training) -> tuple[float, float]:
        return training.step, float(training.parameters()[0].detach().sum())

    steps_K, measured_DSK2 = measure_grid(config, (2,), (5, 6), measure=step_and_weight)
    assert steps_K.tolist() == kept_steps(config(2, 5))
    assert measured_DSK2.shape == (1, 2, len(steps_K), 2)
    np.testing.assert_array_equal(measured_DSK2[0, 1, :, 0], steps_K)
    training = Training(config(2, 6))
    for _ in range(4):
        training.advance()
    assert measured_DSK2[0, 1, -1, 1] == pytest.approx(step_and_weight(training)[1], rel=1e-12)
    assert measured_DSK2[0, 1, 0, 1] != measured_DSK2[0, 1, -1, 1]


def test_the_provenance_names_the_library_and_its_threads() -> None:
    assert provenance().startswith("torch 2.")
    assert provenance().endswith("thread(s)")


def test_rows_are_stacked_by_name() -> None:
    rows = [{"tar_SL": np.array([k, 2 * k])} for k in (1, 2, 3)]
    assert stacked(rows)["tar_SL"].tolist() == [[1, 2], [2, 4], [3, 6]]
    assert stacked([stacked(rows), stacked(rows)])["tar_SL"].shape == (2, 3, 2)
