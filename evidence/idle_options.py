"""An option of a command that would do nothing there is refused, not ignored."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence


def refuse_idle(chosen: argparse.Namespace, needs: Mapping[str, Sequence[str]]) -> None:
    """Look for options that nothing would read.

    Args:
        chosen: the options; one that was not given is None or False.
        needs: an option, and those of which one has to stand beside it:
            {"device": ("run", "quick")}.

    Raises:
        ValueError: an option stands alone.
    """
    for option, others in needs.items():
        if _given(chosen, option) and not any(_given(chosen, other) for other in others):
            raise ValueError(
                f"--{option} does nothing without {' or '.join(f'--{one}' for one in others)}."
            )


def _given(chosen: argparse.Namespace, option: str) -> bool:
    value = getattr(chosen, option)
    return value is not None and value is not False
