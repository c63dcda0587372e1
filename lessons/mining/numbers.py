"""The numbers of the narrative.

W: shares of wrong labels, S: seeds, K: kept steps, L: losses, P: probabilities.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from evidence.differences import Difference
from lessons.lesson import Shown
from lessons.mining.experiment import EASY, GAMMAS, HARD, NAMES, PROBABILITIES, Result
from lessons.numerals import by_loss, less_first

FIVE = (0.94, 0.8, 0.6, 0.4, 0.2)  # pictures of the transfer question, by their p
EARLY = 3  # a kept step at which most pictures are still wrong
SURE = 2  # of them are the sure ones


def numbers(result: Result, shown: Shown) -> dict[str, Any]:
    """By the names that the narrative uses."""
    config = result.config
    at = GAMMAS.index(config.gamma)
    return {
        "people": config.people,
        "strangers": config.strangers,
        "steps": config.face_steps,
        "seeds": len(config.seeds),
        "gamma": f"{config.gamma:g}",
        "keep": f"{config.keep:.0%}".replace("%", " %"),
        "half": f"{config.half:.0%}".replace("%", " %"),
        "wrong": f"{100 * config.wrong[-1]:g}",
        "loss": {
            "sure": f"{-np.log(0.9):.1f}",
            "percent": f"{-np.log(0.01):.1f}",
            "less": f"{-np.log(0.0001):.1f}",
        },
        "soft": _one(result, 0),
        "focal": _one(result, at),
        "five": {"soft": _share(result.pull_GP[0]), "focal": _share(result.pull_GP[at])},
        "paper": {
            "hard": f"{HARD:g}",
            "easy": f"{EASY:g}",
            "p": f"{result.explained['paper'][1].p_C[0]:.4f}",
            "loss": f"{result.explained['paper'][1].loss:.1f}",
        },
        "beaten": f"{100 * result.beaten_WSKL[-1, :, -1, 0].mean():.0f}",
        "owned": _over(result, result.owned_WSKL[-1]),
        "top": _over(result, result.top_WSKL[-1]),
        "found": by_loss(100 * result.tar_WSL[0], NAMES, 1),
        "more": less_first(100 * result.tar_WSL[0], NAMES, 1),
        "more_wrong": less_first(100 * result.tar_WSL[-1], NAMES, 1),
        "lost": Difference(100 * (result.tar_WSL[-1] - result.tar_WSL[0])[:, 0], 1),
    }


def _pull(pull_P: np.ndarray, p: float) -> float:
    return float(np.interp(p, PROBABILITIES, pull_P))


def _one(result: Result, at: int) -> dict[str, str]:
    """Pull and loss of the hard and the easy picture, and how many times as large the first is."""
    pull_P, loss_P = result.pull_GP[at], result.loss_GP[at]
    hard, easy = _pull(loss_P, HARD), _pull(loss_P, EASY)
    return {
        "pull_hard": f"{_pull(pull_P, HARD):.2f}",
        "pull_easy": f"{_pull(pull_P, EASY):.2f}",
        "hard": f"{hard:.2f}",
        "easy": f"{easy:.2f}",
        "times": f"{hard / easy:.1f}",
    }


def _share(pull_P: np.ndarray) -> str:
    """The share that the sure ones among FIVE have of all five pulls, in percent."""
    pulls = [_pull(pull_P, p) for p in FIVE]
    return f"{100 * sum(pulls[:SURE]) / sum(pulls):.0f}"


def _over(result: Result, values_SKL: np.ndarray) -> dict[str, Any]:
    """A share at the end of the training by loss; softmax's at its start and at its most."""
    last_SL, soft_SK = 100 * values_SKL[:, -1], 100 * values_SKL[..., 0]
    return {
        "start": f"{soft_SK[:, 0].mean():.0f}",
        "grown": Difference(soft_SK[:, -1] - soft_SK[:, 0], 1),
        "falls": Difference(soft_SK[:, -1] - soft_SK[:, soft_SK.mean(0).argmax()], 1),
        "early_step": f"{result.steps_K[EARLY]:g}",
        "early": less_first(100 * values_SKL[:, EARLY], NAMES, 1),
        "most": f"{soft_SK.mean(0).max():.0f}",
        "most_at": f"{result.steps_K[soft_SK.mean(0).argmax()]:g}",
        **by_loss(last_SL, NAMES, 0),
        "more": less_first(last_SL, NAMES, 1),
    }
