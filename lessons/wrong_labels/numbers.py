"""The numbers of the narrative.

F: kinds of wrong labels, S: seeds, K: looks, L: losses, M: mends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy.special import softmax as softmax_of

from evidence.bands import Band
from evidence.differences import Difference
from lessons.lesson import Shown
from lessons.numerals import by_loss
from lessons.wrong_labels.config import BINS, MENDS, NAMES, SOFTMAX
from lessons.wrong_labels.experiment import Result
from lessons.wrong_labels.found import PRECISION, RECALL, dropped
from toy_models.explanation import Explanation
from toy_models.guidance.answer import stored_answer
from toy_models.guidance.cells import cell_of

WEB = {"pictures": 1_000_000, "wrong": 0.01, "caught": 0.9, "suspected": 0.05}  # of a question


def numbers(result: Result, shown: Shown) -> dict[str, Any]:
    """By the names that the narrative uses; what has two kinds of wrong labels is under each."""
    config = result.config
    return {
        "people": config.people,
        "strangers": config.strangers,
        "right": by_loss(100 * result.right_accuracy_SL, NAMES, 1),
        "seeds": len(config.seeds),
        "steps": config.face_steps,
        "every": config.every,
        "first": config.first,
        "cleaned": config.cleaned,
        "wrong": f"{100 * config.wrong:g}",
        "centres": config.centres,
        "far": f"{config.far:g}",
        "web": _web(),
        "oracle": _oracle(),
        "flip": _pushes(result.explained["flip"][0]),
        **{
            name: _kind(result, flips) for flips, name in enumerate(("anyone", "alike"))
        },
        "alike_less": {
            "recall": Difference(_rate(result, 1, RECALL) - _rate(result, 0, RECALL), 0),
            "precision": Difference(_rate(result, 1, PRECISION) - _rate(result, 0, PRECISION), 0),
            "tar": _less(result.tar_FSL),
            "accuracy": _less(result.accuracy_FSL),
        },
    }  # fmt: skip


def _pushes(sv: Explanation) -> Mapping[str, str]:
    """How hard a picture of Ben with the label Ann pushes Ben's class."""
    ben = sv.support_C.index(True)
    softmax = sv.scale * float(softmax_of(sv.logit_before_C)[ben])
    return {"softmax": f"{softmax:.1f}", "sv": f"{sv.push_C[ben]:.1f}"}


def _less(values_FSL: np.ndarray) -> Mapping[str, Difference]:
    """Look-alikes less anyone, by loss, percent."""
    return _each(100 * (values_FSL[1] - values_FSL[0]), NAMES)


def _kind(result: Result, flips: int) -> dict[str, Any]:
    """All about one kind of wrong labels."""
    now_SK2 = 100 * result.now_FSKL2[flips, :, :, SOFTMAX]
    always_SK2 = 100 * result.permanent_FSKL2[flips, :, :, SOFTMAX]
    boundary_S2 = 100 * result.boundary_FSK2[flips][:, _cleaned(result)]
    at_far = int(np.searchsorted(BINS, result.config.far))
    return {
        "on_sheet": _listed(np.flatnonzero(result.sheet_wrong_FP[flips]) + 1),
        "now": _over(result, now_SK2),
        "always": _over(result, always_SK2),
        "boundary": _rates(boundary_S2),
        "far": {
            name: {
                which: Band(dropped(result.angles_FS2B2[flips, :, net])[:, at_far, at], 0)
                for at, which in enumerate(("right", "wrong"))
            }
            for net, name in enumerate(("arc", "dominant"))
        },
        "named": Band(100 * result.named_FS[flips], 0),
        "tar": by_loss(100 * result.tar_FSL[flips], NAMES, 1),
        "accuracy": by_loss(100 * result.accuracy_FSL[flips], NAMES, 1),
        "more": _more(100 * result.tar_FSL[flips], NAMES, SOFTMAX),
        "lost": by_loss(100 * (result.right_accuracy_SL - result.accuracy_FSL[flips]), NAMES, 1),
        "lost_more": _more(
            100 * (result.right_accuracy_SL - result.accuracy_FSL[flips]), NAMES, SOFTMAX
        ),
        "tar_lost": _each(100 * (result.right_tar_SL - result.tar_FSL[flips]), NAMES),
        "mended": by_loss(100 * result.mended_tar_FSM[flips], MENDS, 1),
        "mended_more": _more(100 * result.mended_tar_FSM[flips], MENDS, 0),
        "mended_accuracy": _more(100 * result.mended_accuracy_FSM[flips], MENDS, 0),
    }  # fmt: skip


def _cleaned(result: Result) -> int:
    return int(np.searchsorted(result.steps_K, result.config.cleaned))


def _rate(result: Result, flips: int, which: int) -> np.ndarray:
    """Precision or recall of the permanent when the data are cleaned, percent.  Shape (S,)."""
    rate_S: np.ndarray = 100 * result.permanent_FSKL2[flips, :, _cleaned(result), SOFTMAX, which]
    return rate_S


def _rates(rates_S2: np.ndarray) -> dict[str, Band]:
    return {
        "precision": Band(rates_S2[:, PRECISION], 0),
        "recall": Band(rates_S2[:, RECALL], 0),
    }


def _over(result: Result, rates_SK2: np.ndarray) -> dict[str, Any]:
    """At the start, when the data are cleaned, and at the end; and how it changed from there."""
    at = _cleaned(result)
    return {
        "start": _rates(rates_SK2[:, 0]),
        "cleaned": _rates(rates_SK2[:, at]),
        "end": _rates(rates_SK2[:, -1]),
        "grown": Difference(rates_SK2[:, -1, PRECISION] - rates_SK2[:, 0, PRECISION], 0),
        "fallen": Difference(rates_SK2[:, -1, RECALL] - rates_SK2[:, at, RECALL], 0),
    }


def _more(values_SX: np.ndarray, names: Sequence[str], base: int) -> Mapping[str, Difference]:
    return _each(values_SX - values_SX[:, base : base + 1], names)


def _each(values_SX: np.ndarray, names: Sequence[str]) -> Mapping[str, Difference]:
    """Differences that are there already."""
    return {name: Difference(values_SX[:, at], 1) for at, name in enumerate(names)}


def _listed(places: np.ndarray) -> str:
    *most, last = map(str, places)
    return f"{', '.join(most)} and {last}"


def _web() -> dict[str, str]:
    """Precision where few labels are wrong."""
    wrong = WEB["wrong"] * WEB["pictures"]
    found, suspected = WEB["caught"] * wrong, WEB["suspected"] * (WEB["pictures"] - wrong)
    return {
        "found": f"{found:,.0f}",
        "suspected": f"{suspected:,.0f}",
        "flagged": f"{found + suspected:,.0f}",
        "precision": f"{100 * found / (found + suspected):.0f}",
    }


def _oracle() -> dict[str, Any]:
    """SV-Softmax that knows the wrong labels, less SV-Softmax; of the guidance experiment."""
    (contrast,) = [
        one
        for one in stored_answer().contrasts
        if (one.one, one.other) == ("oracle", "sv") and cell_of(one.cell).wrong
    ]
    cell = cell_of(contrast.cell)
    return {
        "people": f"{cell.classes:,}",
        "wrong": f"{100 * cell.wrong:g}",
        "seeds": len(contrast.differences),
        "words": contrast.words,
        "mean": f"{100 * contrast.interval.mean:+.2f}".replace("-", "−"),
        "low": f"{100 * contrast.interval.low:+.2f}".replace("-", "−"),
        "high": f"{100 * contrast.interval.high:+.2f}".replace("-", "−"),
    }
