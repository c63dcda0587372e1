"""The measures over the steps: accuracy, gap and share of support vectors, per loss.

They are measured with the plain cosine and mean the same for every loss; the values of different
losses are not on one scale and never share an axis.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.scene.scene import Scene


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One quantity over the kept steps, for every loss."""

    title: str
    unit: str
    values_KL: NDArray[Any]


def measures(scene: Scene) -> tuple[Measure, ...]:
    """What is drawn below the panels."""
    arrays = scene.arrays
    return (
        Measure(title="Test accuracy", unit="%", values_KL=100 * arrays["test_accuracy_L"]),
        Measure(
            title="Gap of the samples",
            unit="degrees",
            values_KL=np.degrees(arrays["angle_gap_L"]),
        ),
        Measure(
            title="With support vectors",
            unit="%",
            values_KL=100 * arrays["support_samples_L"],
        ),
    )
