"""The shipped runs: exactly those of the list, whole, readable, and small."""

from pathlib import Path

import numpy as np
import pytest

from app.toy_runs.ship import RUNS, ship
from app.toy_runs.store import SHIPPED, Store
from tests.app.runs import small_config
from toy_models.config import RunConfig
from toy_models.first_run import FIRST_RUN
from toy_models.record import Run
from toy_models.training import kept_steps, train


def test_the_first_run_is_shipped() -> None:
    assert FIRST_RUN in RUNS


def test_the_folder_holds_exactly_the_runs_of_the_list() -> None:
    expected = {f"{config.digest}.npz" for config in RUNS}
    assert {file.name for file in SHIPPED.iterdir()} == expected
    assert len(expected) == len(RUNS)


@pytest.mark.parametrize("config", RUNS, ids=lambda config: config.digest)
def test_each_is_the_whole_run_of_its_config(config: RunConfig) -> None:
    result = Run.load(SHIPPED / f"{config.digest}.npz")
    assert result.config == config
    assert result.stopped is False
    assert result.steps_K.tolist() == kept_steps(config)
    assert len(result.titles) == len(config.losses)
    assert "1 thread(s)" in result.provenance


@pytest.mark.slow
def test_the_first_run_can_be_made_again() -> None:
    shipped = Run.load(SHIPPED / f"{FIRST_RUN.digest}.npz")
    found = train(FIRST_RUN)
    assert found.arrays.keys() == shipped.arrays.keys()
    # Another machine rounds otherwise, and 900 steps let that grow; the start is the same.
    np.testing.assert_allclose(found.features(0, 0), shipped.features(0, 0), atol=1e-3)
    np.testing.assert_allclose(
        found.arrays["test_accuracy_L"][-1], shipped.arrays["test_accuracy_L"][-1], atol=0.05
    )


def test_together_they_are_small() -> None:
    assert sum(file.stat().st_size for file in SHIPPED.iterdir()) < 6_500_000


def test_shipping_makes_the_list_and_drops_what_left_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "shipped"
    configs = small_config(1), small_config(2)
    for runs in (configs[:1], configs[1:]):
        ship(runs, folder)
        assert [file.name for file in folder.iterdir()] == [f"{runs[0].digest}.npz"]
        assert Store(tmp_path / "none", shipped=folder).get(runs[0]) is not None
    size = (folder / f"{configs[1].digest}.npz").stat().st_size
    assert f"{configs[1].digest}.npz: {size:,} bytes" in capsys.readouterr().out
