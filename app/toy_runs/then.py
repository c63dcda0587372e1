"""The losses of a run as they were at a step: after warm-ups, and with what was changed by hand."""

from __future__ import annotations

from collections.abc import Sequence

from app.toy_runs.changes import Change, with_changes
from toy_models.config import LossChoice, RunConfig
from toy_models.schedule import loss_at


def choice_then(
    config: RunConfig, loss: int, title: str, step: int, changes: Sequence[Change]
) -> LossChoice:
    """A loss of a run as it was after so many steps.

    Args:
        config: of the run.
        loss: its index in the config.
        title: its title, by which older records name it in their changes.
        step: after which.
        changes: all that were made by hand, those after the step too.
    """
    made = [change for change in changes if change.step <= step]
    return with_changes(loss_at(config, loss, step), loss, title, made)


def choices_then(
    config: RunConfig, titles: Sequence[str], steps: Sequence[int], changes: Sequence[Change]
) -> tuple[tuple[LossChoice, ...], ...]:
    """Every loss of a run at every one of these steps.  By step and loss."""
    return tuple(
        tuple(choice_then(config, loss, title, step, changes) for loss, title in enumerate(titles))
        for step in steps
    )
