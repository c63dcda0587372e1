"""Two losses compared seed by seed: same data, same start, same batches, so the seeds are paired.

S: seeds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from evidence.bands import Band


@dataclass(frozen=True)
class Difference(Band):
    """One loss minus another, one value for each seed.  As text: `−0.012 ± 0.018`."""

    def __str__(self) -> str:
        signed = f"{self.mean:+.{self.digits}f} ± {self.deviation:.{self.digits}f}"
        return signed.replace("-", "−")

    @property
    def up(self) -> int:
        """In how many seeds the first loss is higher."""
        return int((self.values_S > 0).sum())

    @property
    def down(self) -> int:
        """In how many seeds the first loss is lower."""
        return int((self.values_S < 0).sum())

    def interval(self, comparisons: int = 1) -> tuple[float, float]:
        """The 95 % interval of the mean (Student's t).

        Args:
            comparisons: how many intervals are shown together; then all of them hold with 95 %
                (Bonferroni), and each is wider.
        """
        from scipy.stats import t

        count = len(self.values_S)
        share = 1 - 0.025 / comparisons
        half_width = float(t.ppf(share, count - 1)) * self.deviation / math.sqrt(count)
        return self.mean - half_width, self.mean + half_width

    @property
    def sign(self) -> int:
        """1 or -1 if the 95 % interval of the mean lies on one side of 0, else 0."""
        return self.sign_among(1)

    def sign_among(self, comparisons: int) -> int:
        """The same where so many comparisons are shown together."""
        low, high = self.interval(comparisons)
        if low <= 0 <= high:
            return 0
        return 1 if self.mean > 0 else -1
