"""A stored row and the same run made again: equal to the bit where it was made, near elsewhere."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np

from evidence.machine import made_here

#: TAR of a run on another processor, card or version, which rounds otherwise; the steps let that
#: grow.  Made again on a processor with AVX2, a row of an H200 parted by 0.002 at the end and by
#: 0.012 on the way there, and eight rows of machines whose instructions are not known by 0.006 at
#: most at the end and by 0.033 on the way.  Two seeds of a loss part by about 0.05 at the end.
ELSEWHERE, ON_THE_WAY = 0.015, 0.05
#: A network that learned nothing comes again everywhere, and shows nothing.
LEARNED = 0.2


class Run(Protocol):
    """A row of any experiment."""

    @property
    def run(self) -> Hashable:
        """What tells it from all others."""

    @property
    def looks(self) -> tuple[int, ...]:
        """Steps at which it was measured."""

    @property
    def tar_curve(self) -> tuple[float, ...]:
        """TAR at FAR 1e-3 at these steps; empty if it diverged."""


R = TypeVar("R", bound=Run)


def drawn(rows: Sequence[R]) -> R:
    """One of those that learned something, the same for the same rows."""
    learned = [row for row in rows if row.tar_curve and row.tar_curve[-1] >= LEARNED]
    learned.sort(key=lambda row: repr(row.run))
    return learned[int(np.random.default_rng(len(learned)).integers(len(learned)))]


def assert_the_same(found: R, stored: R, *, file: Path, same_versions: bool) -> None:
    """Rows are compared whole if this machine made the file, else by TAR, above all at the end."""
    if made_here(file) and same_versions:
        assert found == stored
        return
    assert found.looks == stored.looks
    apart = [abs(a - b) for a, b in zip(found.tar_curve, stored.tar_curve, strict=True)]
    assert apart[-1] <= ELSEWHERE
    assert max(apart) <= ON_THE_WAY
