"""A result is stored without pickles, and a damaged file is refused in a sentence."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from lessons.result import StoredResult, stored_run
from tests.app.runs import flat
from toy_models.config import LossChoice
from toy_models.explanation import explain


@dataclass(frozen=True, kw_only=True)
class Config:
    seeds: tuple[int, ...] = (0, 1)
    t: float = 1.2


@dataclass(frozen=True, kw_only=True)
class Result(StoredResult):
    config: Config
    gap_SL: np.ndarray
    held_N: np.ndarray


def result() -> Result:
    sample = explain(LossChoice.of("sv_softmax", t=1.2), [0.1, 0.2], label=0, norm=1.0)
    return Result(
        config=Config(seeds=(3, 4, 5)),
        provenance="by hand",
        explained={"two": (sample, sample)},
        gap_SL=np.array([[0.1, np.pi]]),
        held_N=np.array([True, False]),
    )


def test_it_survives_the_disk() -> None:
    file = io.BytesIO()
    result().save(file)
    file.seek(0)
    got = Result.load(file)
    assert (got.config, got.provenance, got.explained) == (
        Config(seeds=(3, 4, 5)), "by hand", result().explained,
    )  # fmt: skip
    for name in ("gap_SL", "held_N"):
        assert getattr(got, name).dtype == getattr(result(), name).dtype
        np.testing.assert_array_equal(getattr(got, name), getattr(result(), name))


@pytest.mark.parametrize("damage", [b"", b"no zip", None])
def test_a_damaged_result_is_refused_in_a_sentence(damage: bytes | None) -> None:
    if damage is None:
        whole = io.BytesIO()
        result().save(whole)
        damage = whole.getvalue()[:-300]
    with pytest.raises(ValueError, match=r"^Not a readable result of this lesson: .*[^.]\.$"):
        Result.load(io.BytesIO(damage))


def test_a_run_is_read_once(tmp_path: Path) -> None:
    run, file = flat(), tmp_path / "run.npz"
    run.save(file)
    assert stored_run(file) is stored_run(file)
    assert stored_run(file).config == run.config
