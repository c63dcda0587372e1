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

    @property
    def sign(self) -> int:
        """1 or -1 if the 95 % interval of the mean (Student's t) lies on one side of 0, else 0."""
        from scipy.stats import t

        count = len(self.values_S)
        half_width = float(t.ppf(0.975, count - 1)) * self.deviation / math.sqrt(count)
        if abs(self.mean) <= half_width:
            return 0
        return 1 if self.mean > 0 else -1
