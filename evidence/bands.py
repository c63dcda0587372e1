"""A measure over seeds: its mean and its deviation.

S: seeds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Band:
    """The values of one measure, one for each seed.  As text: `0.301 ± 0.030`.

    Raises:
        ValueError: fewer than two values have no deviation.
    """

    values_S: np.ndarray
    digits: int = 3  # after the decimal point, as text

    def __post_init__(self) -> None:
        if len(self.values_S) < 2:
            raise ValueError("A band over seeds needs two or more values.")

    @property
    def mean(self) -> float:
        """Over the seeds."""
        return float(np.mean(self.values_S))

    @property
    def deviation(self) -> float:
        """Sample standard deviation over the seeds."""
        return float(np.std(self.values_S, ddof=1))

    def __str__(self) -> str:
        return f"{self.mean:.{self.digits}f} ± {self.deviation:.{self.digits}f}"
