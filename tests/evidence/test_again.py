"""How a run is compared that is made again: to the bit where it was made, if it had learned."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from evidence.machine import note
from tests.evidence.again import ELSEWHERE, LEARNED, ON_THE_WAY, assert_the_same, drawn


@dataclass(frozen=True)
class Row:
    seed: int
    tar_curve: tuple[float, ...]
    looks: tuple[int, ...] = (1, 2)

    @property
    def run(self) -> int:
        return self.seed


ROW = Row(0, (0.1, 0.5))


def test_a_bit_is_missed_where_the_file_was_made_and_nowhere_else(tmp_path: Path) -> None:
    here, elsewhere = tmp_path / "here.jsonl", tmp_path / "elsewhere.jsonl"
    note(here)
    note(elsewhere, "a card")
    near = replace(ROW, tar_curve=(0.1, 0.5 + 0.9 * ELSEWHERE))
    assert_the_same(ROW, ROW, file=here, same_versions=True)
    assert_the_same(near, ROW, file=here, same_versions=False)
    assert_the_same(near, ROW, file=elsewhere, same_versions=True)
    with pytest.raises(AssertionError):
        assert_the_same(near, ROW, file=here, same_versions=True)
    for far in ((0.1, 0.5 + 1.1 * ELSEWHERE), (0.1 + 1.1 * ON_THE_WAY, 0.5)):
        with pytest.raises(AssertionError):
            assert_the_same(replace(ROW, tar_curve=far), ROW, file=elsewhere, same_versions=True)


def test_a_run_that_learned_nothing_is_not_drawn() -> None:
    stuck = [Row(seed, (0.3, LEARNED / 2)) for seed in range(20)]
    diverged = [Row(seed, (), ()) for seed in range(20, 40)]
    assert drawn([*stuck, ROW, *diverged]) == replace(ROW)
    many = [replace(ROW, seed=seed) for seed in range(40)]
    assert drawn(many) == drawn(many[::-1])
