"""The warm-up of t: the guidance begins without any effect and grows in a straight line.

    t(step) = t_none + (t - t_none) step / steps        0 <= step <= steps

t_none is the t that changes nothing: 1 for SV-Softmax, 0 for MV-Softmax.  Trained from scratch with
many classes, nearly every class is a support vector of every sample, and a t of 1.2 from the
first step on can keep a network from learning anything.

Reading this file needs no torch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from losses.spec import LossSpec

if TYPE_CHECKING:
    from losses.equation import Loss


def risen(low: float, final: float, share: float) -> float:
    """A parameter that rises from `low` to `final` in a straight line, when this share is made.

    Under 0 it is `low`, above 1 `final`.
    """
    return low + (final - low) * min(1.0, max(0.0, share))


def risen_t(spec: LossSpec, t: float, step: int, steps: int) -> float:
    """t at a step of its warm-up, or after it.  The step is 0 or more, `steps` 1 or more."""
    return risen(spec.parameters["t"].low, t, step / steps)


class TWarmUp:
    """Raises the t of a loss during a training.  Without a t, or without steps, it does nothing."""

    def __init__(self, loss: Loss, steps: int) -> None:
        self._loss, self._steps = loss, steps
        self._t = loss.values.get("t") if steps else None

    def set_for(self, step: int) -> None:
        """Set the t of this step.  Before step 0 and after the last one t stays as it is."""
        if isinstance(self._t, float) and 0 <= step <= self._steps:
            self._loss.set(t=risen_t(self._loss.spec, self._t, step, self._steps))

    def stop(self) -> None:
        """Leave t alone from now on: somebody has chosen it by hand."""
        self._t = None
