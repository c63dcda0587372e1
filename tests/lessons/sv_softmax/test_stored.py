"""What is stored: the whole experiment, over enough seeds, and the runs that are shown."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.sv_softmax import stored
from lessons.sv_softmax.experiment import SOFTMAX, SV, Config, shown_runs


def test_the_stored_result_is_the_whole_experiment() -> None:
    result = stored.result()
    assert result.config == Config()
    assert len(result.config.seeds) >= 5
    assert len(result.config.trap_seeds) == 20


@pytest.mark.parametrize("name", ["trap", "mended", "sphere"])
def test_the_shown_runs_are_those_of_the_result(name: str) -> None:
    assert stored.shown(name).config == shown_runs(stored.result().config, stored.result())[name]


def test_the_trapped_run_is_trapped_and_the_mended_one_is_not() -> None:
    trapped, mended = stored.shown("trap"), stored.shown("mended")
    assert trapped.train_accuracy_KL[-1, SOFTMAX] == 1
    assert trapped.train_accuracy_KL[-1, SV] < 0.9
    assert mended.train_accuracy_KL[-1, SV] == 1
    np.testing.assert_array_equal(trapped.features_KLND[0], mended.features_KLND[0])


def test_some_starts_stick_whatever_the_loss() -> None:
    """As the narrative says of the digits on the circle."""
    accuracy_SL = stored.result().accuracy_DSKL[0, :, -1]
    assert (accuracy_SL.max(1) < 0.5).any()


def test_the_files_are_small() -> None:
    assert sum(file.stat().st_size for file in stored.FOLDER.glob("*")) < 2_000_000
