"""What a run of a starting point is measured by.

S: seeds, L: losses.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from evidence.differences import Difference
from toy_models.record import OWNERS, Run

Array = NDArray[np.float64]
#: By name, shape (S, L).
Measured = Mapping[str, Array]

NAMES = ("accuracy", "gap", "support_first", "support", "wrong_labels", "sure")


def measures(run: Run) -> dict[str, list[float]]:
    """For each name a number for each loss.

    accuracy        percent, of test samples at the end
    gap             degrees, mean angle to the nearest rival less that to the own class, at the end
    support_first   percent of samples with a support vector at the start
    support         the same at the end
    wrong_labels    percent of the push that samples with wrong labels make, mean over the run
    sure            percent, mean p_y at the end; right for losses without a mining
    """
    mislabelled = OWNERS.index("mislabelled")
    values = {
        "accuracy": 100 * run.arrays["test_accuracy_L"][-1],
        "gap": np.degrees(run.arrays["angle_gap_L"][-1]),
        "support_first": 100 * run.arrays["support_samples_L"][0],
        "support": 100 * run.arrays["support_samples_L"][-1],
        "wrong_labels": 100 * run.arrays["gradient_share_L4"][:, :, mislabelled].mean(0),
        "sure": 100 * np.exp(-run.arrays["loss_LN"][-1].astype(np.float64)).mean(1),
    }
    return {name: [round(float(value), 3) for value in values[name]] for name in NAMES}


def difference(measured: Measured, name: str, first: int, second: int) -> Difference:
    """A measure of one loss less that of another, seed by seed."""
    return Difference(measured[name][:, first] - measured[name][:, second], digits=1)


def interval(found: Difference) -> str:
    """`2.2 to 4.0`: of the mean difference, 95 %."""
    return " to ".join(f"{end:.1f}".replace("-", "−") for end in found.interval())
