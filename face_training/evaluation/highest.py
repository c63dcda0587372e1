"""The highest scores of a stream that is too long to keep."""

from __future__ import annotations

import numpy as np


class Highest:
    """Takes scores a block at a time and holds at most about twice `keep` of them.

    The result is exact: the `keep` highest as a multiset, whatever the blocks were.
    """

    def __init__(self, keep: int) -> None:
        if keep < 1:
            raise ValueError(f"At least 1 score must be kept, not {keep}.")
        self.keep = keep
        self._blocks: list[np.ndarray] = []
        self.held = 0  # scores in memory
        self._floor = -np.inf  # `keep` scores are at least this high

    def add(self, scores: np.ndarray) -> None:
        """Add a block of any shape."""
        # A score equal to the floor can be dropped: `keep` scores are at least as high.
        above = scores[scores > self._floor]
        self._blocks.append(above)
        self.held += above.size
        if self.held > 2 * self.keep:
            self._shrink()

    def sorted(self) -> np.ndarray:
        """The scores, highest first; all of them if there were no more than `keep`."""
        self._shrink()
        return np.sort(self._blocks[0])[::-1] if self._blocks else np.empty(0, np.float32)

    def _shrink(self) -> None:
        if not self._blocks:
            return
        scores = np.concatenate(self._blocks)
        if scores.size >= self.keep:
            scores = np.partition(scores, scores.size - self.keep)[-self.keep :]
            self._floor = scores[0]
        self._blocks, self.held = [scores], scores.size
