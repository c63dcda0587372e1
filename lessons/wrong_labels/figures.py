"""The figures: sheets to search, one wrong label on the circle; what losses and mends are worth.

S: seeds, L: losses, M: mends.
"""

from __future__ import annotations

from lessons.ask import Ask
from lessons.figure import Code, Figure, Live
from lessons.kinds.circle import Border, Weight, circle
from lessons.kinds.curves import Axis
from lessons.kinds.dots import Category, dots
from lessons.kinds.pictures import pictures
from lessons.lesson import Shown
from lessons.variable import Variable
from lessons.wrong_labels import found
from lessons.wrong_labels.config import MENDS, NAMES
from lessons.wrong_labels.experiment import Result

ANN = "Ann"  # the label on a sheet
SHEET = Code(
    real=("lessons.wrong_labels.sheet:chosen", "toy_models.data.noise:with_label_noise"),
    short="lessons.in_six_lines:norm_softmax",
)
LOOKS = Code(
    real=("lessons.wrong_labels.searching:trained",), short="lessons.in_six_lines:norm_softmax"
)
MENDED = Code(
    real=(
        "lessons.wrong_labels.searching:retrained",
        "lessons.wrong_labels.detectors:to_dominant",
    ),
    short="lessons.in_six_lines:subcenter_arc",
)
#: The losses that are compared, by their names in figures, and their colours.
COMPARED = {
    "softmax": "norm_softmax",
    "sv": "sv_softmax",
    "focal": "f_softmax",
    "arc": "arc_softmax",
}
LOSS_WORDS = ("softmax", "SV", "focal", "Arc")
MEND_WORDS = {
    "nothing": "as\nit is", "centres": "with 3\ncentres", "permanent": "no per-\nmanent",
    "far": "no\nfar", "corrected": "cor-\nrected", "oracle": "oracle",
}  # fmt: skip
LOST = Axis(words="points lost", low=0, high=60, digits=0)
NAMED = Axis(words="named rightly, %", low=40, high=90, digits=0,
             unit=" %")  # fmt: skip


def figures(result: Result, shown: Shown) -> dict[str, Figure]:
    """Every figure of the narrative, by its slot."""
    return {
        "search": _search(result, 0),
        "twins": _search(result, 1),
        "seen": _seen(result),
        "flip": _flip(result),
        "now": found.now(result),
        "always": found.always(result),
        "kinds": found.kinds(result),
        "both": found.both(result),
        "far": found.far(result),
        "losses": _losses(result, 0),
        "losses_alike": _losses(result, 1),
        "mended": _mended(result, 0),
        "mended_alike": _mended(result, 1),
    }


def _search(result: Result, flips: int) -> Live:
    """A sheet without a network: the reader marks what seems wrong."""
    wrong_P = result.sheet_wrong_FP[flips]
    return pictures(
        pixels_PHW=result.sheet_pixels_FPHW[flips], wrong_P=wrong_P, label=ANN, ask="wrong",
        tour="truth=0..1",
        says=(
            ("truth > 0.5", f"Orange: {wrong_P.sum()} of these {len(wrong_P)} are not {ANN}."),
            ("", f"Which of these {len(wrong_P)} are not {ANN}?"),
        ),
        reading=f"Toy faces. A wrong label names {found.WHOM[flips]}. Drawn finer than the "
        "networks see them, and without noise.",
        code=SHEET,
    )  # fmt: skip


def _seen(result: Result) -> Live:
    """The first sheet as the network sees it, step by step."""
    last = float(result.steps_K[-1])
    return pictures(
        pixels_PHW=result.sheet_pixels_FPHW[0], wrong_P=result.sheet_wrong_FP[0], label=ANN,
        steps_K=result.steps_K, crossed_KP=result.sheet_beaten_FKP[0],
        start=float(result.config.cleaned), tour=f"step=0..{last:g}",
        says=(
            ("", f"Step {{step}}: {{crossed}} of {result.sheet_wrong_FP.shape[1]} pictures with a "
             "support vector; wrong labels among them: {found}."),
        ),
        reading="A cross: another class beats the label. Softmax; all pictures are in the "
        "training.",
        code=LOOKS,
    )  # fmt: skip


def _flip(result: Result) -> Live:
    """A picture of Ben with the label Ann, between the two."""
    return circle(
        losses=result.config.losses()[:2],
        weights=(Weight(name="Ann", angle=150), Weight(name="Ben", angle=30)),
        borders=[Border()], arrows=[0, 1], pushes=True, tour="angle=20..110..100",
        angle=Variable(
            name="angle", label="Angle to the label's class", low=0, high=120, start=100, unit="°",
            seconds=6,
        ),
        says=(
            ("support.sv_softmax > 0.5", "Ben's class beats the label. Softmax pushes it away "
             "with a force of {push.norm_softmax}, SV-Softmax with {push.sv_softmax}."),
            ("", "Nearer to Ann than to Ben: no support vector."),
        ),
        reading=f"A picture x with the label Ann, s = {result.config.scale:g}, "
        f"t = {result.config.t:g}. Arrows: the pull of each loss. The picture can be dragged.",
        code=found.SV, explanations=result.explained["flip"], class_names=("Ann", "Ben"),
    )  # fmt: skip


def _losses(result: Result, flips: int) -> Live:
    """What wrong labels cost each loss."""
    lost_SL = 100 * (result.right_accuracy_SL - result.accuracy_FSL[flips])
    at = [NAMES.index(name) for name in COMPARED][1:]  # softmax is shown
    return dots(
        y=LOST,
        categories=[
            Category(name=words, key=key, values=lost_SL[:, NAMES.index(key)], role=role)
            for words, (key, role) in zip(LOSS_WORDS, COMPARED.items(), strict=True)
        ],
        says=(("", "Points lost: softmax {softmax}, SV {sv}, focal {focal}, Arc {arc}."),),
        reading="New pictures of known people: percent named rightly after training with right "
        "labels, minus that after training with wrong ones. "
        + _reading(result, flips),
        code=found.DETECTED,
        asks={"lost": Ask(
            outcome=tuple(lost_SL[:, at].mean(0).tolist()),
            places=tuple(float(place + 1) for place in range(len(at))), labels=LOSS_WORDS[1:],
            low=LOST.low, high=LOST.high, start=float(lost_SL[:, 0].mean()), close=4,
            unit=" points",
        )},
    )  # fmt: skip


def _mended(result: Result, flips: int) -> Live:
    """New pictures of known people, by what was done about the wrong labels."""
    accuracy_SM = 100 * result.mended_accuracy_FSM[flips]
    roles = dict.fromkeys(MENDS, "arc_softmax") | {"centres": "subcenter_arc", "oracle": "muted"}
    return dots(
        y=NAMED,
        categories=[
            Category(name=words, key=key, values=accuracy_SM[:, MENDS.index(key)], role=roles[key])
            for key, words in MEND_WORDS.items()
        ],
        says=(
            ("", "Named rightly: {nothing} with Arc as it is, {permanent} without the permanent "
             "ones, {oracle} with the oracle."),
        ),
        reading=f"Arc, new pictures of known people. {_reading(result, flips)}",
        code=MENDED,
    )  # fmt: skip


def _reading(result: Result, flips: int) -> str:
    return (
        f"{100 * result.config.wrong:g} % of the labels name {found.WHOM[flips]}. "
        "Dots are seeds, bars mean ± standard deviation."
    )
