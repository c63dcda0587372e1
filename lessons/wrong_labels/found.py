"""The figures of what is found: precision and recall over the training, and by angle.

F: kinds of wrong labels, S: seeds, K: looks, B: bins.
"""

from __future__ import annotations

import numpy as np

from lessons.ask import Ask
from lessons.figure import Code, Live
from lessons.kinds.curves import (
    DASH,
    Axis,
    Line,
    Upright,
    curves,
    over_seeds,
    over_steps,
    seed_line,
)
from lessons.kinds.dots import Category, dots
from lessons.variable import Variable
from lessons.wrong_labels.config import BINS, SOFTMAX
from lessons.wrong_labels.experiment import Result

SV = Code(
    real=("losses.sv_softmax:beats", "losses.sv_softmax:sv_guide"),
    short="lessons.in_six_lines:sv_softmax",
)
DETECTED = Code(
    real=("lessons.wrong_labels.searching:trained",
          "lessons.wrong_labels.detectors:precision_and_recall"),
    short=SV.short,
)  # fmt: skip
PERMANENT = Code(
    real=("lessons.wrong_labels.detectors:permanent", DETECTED.real[1]), short=SV.short
)
DOMINANT = Code(
    real=("lessons.wrong_labels.detectors:to_dominant", "toy_models.classifier:StackedClassifier"),
    short="lessons.in_six_lines:subcenter_arc",
)
PRECISION, RECALL = 0, 1  # on the last axis
PRECISION_ROLE, RECALL_ROLE = "class-1", "class-0"
SHARE = Axis(words="share, %", low=0, high=100, digits=0, unit=" %")
WHOM = ("anyone", "a look-alike")  # a wrong label names; in the order of FLIPS


def _seeds(result: Result, flips: int) -> str:
    config = result.config
    wrong = f"{100 * config.wrong:g} % of the labels name {WHOM[flips]}."
    return f"{wrong} {over_seeds(config.seeds)}"


def _over_steps(result: Result, lines: list[Line], reading: str, says: str, **more: object) -> Live:
    return over_steps(
        float(result.steps_K[-1]), every=result.config.every, y=SHARE, lines=lines,
        says=(("", says),), reading=reading, **{"code": DETECTED, **more},
    )  # fmt: skip


def _drawn(result: Result, values_SK: np.ndarray, start: float) -> Ask:
    """Every fourth look, from the first on; values in percent."""
    places = tuple(result.steps_K[::4].astype(float).tolist())
    return Ask.of_seeds(
        values_SK[:, ::4], places=places, label="at step {:g}", low=0, high=100, start=start,
        close=10, unit=" points",
    )  # fmt: skip


def now(result: Result) -> Live:
    """Precision and recall of "it has a support vector now"."""
    now_SK2 = 100 * result.now_FSKL2[0, :, :, SOFTMAX]
    precision_SK, recall_SK = np.moveaxis(now_SK2, -1, 0)
    return _over_steps(
        result,
        [
            seed_line(result.steps_K, precision_SK, name="precision", key="precision",
                      role=PRECISION_ROLE, answer=True),
            seed_line(result.steps_K, recall_SK, name="recall", key="recall", role=RECALL_ROLE,
                      dash=(12, 4), answer=True),
        ],
        f"Softmax. {_seeds(result, 0)}",
        "Step {step}: of the pictures with a support vector {precision} are wrong labels; of the "
        "wrong labels {recall} have one.",
        asks={"precision": _drawn(result, precision_SK, 100 * result.config.wrong)},
    )  # fmt: skip


def always(result: Result) -> Live:
    """The same for "it had one at every look"."""
    first = int(np.searchsorted(result.steps_K, result.config.first))
    steps_K = result.steps_K[first:]
    always_SK2 = 100 * result.permanent_FSKL2[0, :, first:, SOFTMAX]
    now_SK2 = 100 * result.now_FSKL2[0, :, :, SOFTMAX]
    return _over_steps(
        result,
        [
            seed_line(steps_K, always_SK2[..., PRECISION], name="precision, at every look",
                      key="precision", role=PRECISION_ROLE),
            seed_line(steps_K, always_SK2[..., RECALL], name="recall, at every look",
                      key="recall", role=RECALL_ROLE, dash=(12, 4), answer=True),
            Line(name="recall, at this look", x=result.steps_K, y=now_SK2[..., RECALL].mean(0),
                 role="muted", dash=DASH),
        ],
        f"Softmax, a look every {result.config.every} steps, from step {result.config.first} on. "
        + _seeds(result, 0),
        "Flagged at every look up to step {step}: {precision} of these have a wrong label, and "
        "{recall} of all wrong labels are among them.",
        code=PERMANENT,
    )  # fmt: skip


def kinds(result: Result) -> Live:
    """Recall of the permanent for both kinds of wrong labels."""
    recall_FSK = 100 * result.permanent_FSKL2[..., SOFTMAX, RECALL]
    return _over_steps(
        result,
        [
            seed_line(result.steps_K, recall_FSK[0], name="naming anyone", key="anyone",
                      role=RECALL_ROLE, dash=(12, 4)),
            seed_line(result.steps_K, recall_FSK[1], name="naming a look-alike", key="alike",
                      role="rival", answer=True),
        ],
        f"Softmax, beaten at every look from step {result.config.first} on; the same pictures, and "
        f"the same of them wrong. {_seeds(result, 1)}",
        "Step {step}: the list holds {anyone} of the wrong labels that name anyone, and {alike} of "
        "those that name a look-alike.",
        code=PERMANENT,
        asks={"recall": _drawn(result, recall_FSK[1], 100)},
    )  # fmt: skip


def both(result: Result) -> Live:
    """Precision and recall of the permanent at the step at which the data are cleaned."""
    at = int(np.searchsorted(result.steps_K, result.config.cleaned))
    rates_FS2 = 100 * result.permanent_FSKL2[:, :, at, SOFTMAX]
    named = (("precision", PRECISION, PRECISION_ROLE), ("recall", RECALL, RECALL_ROLE))
    whom = (("anyone", "anyone"), ("look-alike", "alike"))
    return dots(
        y=SHARE,
        categories=[
            Category(name=f"{words},\n{kind}", key=f"{words}_{key}", role=role,
                     values=rates_FS2[flips, :, rate])
            for words, rate, role in named for flips, (kind, key) in enumerate(whom)
        ],
        says=(
            ("", "Naming anyone: precision {precision_anyone}, recall {recall_anyone}. Naming a "
             "look-alike: precision {precision_alike}, recall {recall_alike}."),
        ),
        reading=f"Pictures beaten at every look from step {result.config.first} to "
        f"{result.config.cleaned}. Dots are seeds, bars mean ± standard deviation.",
        code=PERMANENT,
    )  # fmt: skip


def dropped(angles_SB2: np.ndarray) -> np.ndarray:
    """Shares of right and of wrong labels beyond each edge of BINS but the last.  (S, B, 2), %."""
    beyond_SB2 = angles_SB2[:, ::-1].cumsum(1)[:, ::-1]
    return 100 * beyond_SB2 / beyond_SB2[:, :1]


def far(result: Result) -> Live:
    """Right and wrong labels by their angle to the centre; slider: one centre or the dominant."""
    shares_2SB2 = [dropped(result.angles_FS2B2[0, :, net]) for net in (0, 1)]
    lines = []
    for which, name, key, role in ((0, "right labels", "right", "own"),
                                   (1, "wrong labels", "wrong", "rival")):  # fmt: skip
        rows = [shares_SB2[..., which] for shares_SB2 in shares_2SB2]
        mean = np.stack([values.mean(0) for values in rows])
        deviation = np.stack([values.std(0, ddof=1) for values in rows])
        lines.append(
            Line(name=name, key=key, role=role, x=BINS[:-1], y=mean, low=mean - deviation,
                 high=mean + deviation, of="net", dash=() if which == 0 else (12, 4), since=1)
        )  # fmt: skip
    limit = result.config.far
    return curves(
        x=Axis(words="angle to the centre beyond which pictures are dropped, degrees", low=0,
               high=140),
        y=Axis(words="dropped, %", low=0, high=100, digits=0, unit=" %"), lines=lines,
        marker=Variable(name="far", label="Drop beyond", low=0, high=140, start=limit, step=5,
                        unit="°"),
        more=[
            Variable.of_values("net", "Centre", (0.0, 1.0), 1.0, seconds=3,
                               words=("Arc's only one", "the dominant of three")),
            Variable(name="shown", label="Lines", low=0, high=1, start=1, values=(0.0, 1.0)),
        ],
        uprights=[Upright(at=limit, words=f"paper: {limit:g}°")],
        tour=f"net=1&far=130..40..{limit:g}",
        says=(
            ("shown < 1", "What lies beyond {far}?"),
            ("", "Beyond {far} are {wrong} of the wrong labels and {right} of the right ones."),
        ),
        reading=f"Networks at step {result.config.cleaned}. " + _seeds(result, 0),
        code=DOMINANT,
    )  # fmt: skip
