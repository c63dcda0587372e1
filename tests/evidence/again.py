"""A stored row and the same run made again: equal to the bit where it was made, near elsewhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from evidence.machine import made_here

#: Another processor or version rounds otherwise, and the steps let that grow: as far as another
#: seed would at most.
ELSEWHERE = 0.05
#: Older rows have the mean of FAR and 1 - TAR at one threshold for the equal error rate.
EER_BEFORE = 1e-3


def assert_the_same(found: object, stored: object, *, folder: Path, same_versions: bool) -> None:
    """Rows are compared whole where they were made, else by TAR within ELSEWHERE."""
    if made_here(folder) and same_versions:
        assert abs(found.eer - stored.eer) <= EER_BEFORE  # type: ignore[attr-defined]
        assert replace(found, eer=stored.eer) == stored  # type: ignore[type-var, attr-defined]
        return
    one, other = found.tar, stored.tar  # type: ignore[attr-defined]
    pairs = zip(one, other, strict=True) if isinstance(one, tuple) else [(one, other)]
    assert all(abs(a - b) <= ELSEWHERE for a, b in pairs)
    assert found.looks == stored.looks  # type: ignore[attr-defined]
