"""The figures that are worked out: the paper's table, a border, the first step, three guidances."""

from __future__ import annotations

import numpy as np

from evidence.table_1 import PAPER
from lessons.ask import Ask
from lessons.figure import Code, Figure, Live
from lessons.kinds.circle import Border, circle
from lessons.kinds.curves import DASH, Axis, Line, curves
from lessons.lesson import Shown
from lessons.one_sample import APART
from lessons.together import measured, raising
from lessons.together.experiment import Result
from lessons.together.start import DIMENSIONS, GROWN, GUIDANCES, MARGINS, RIVALS, WIDE
from lessons.variable import Variable
from toy_models.config import LossChoice

BEATS, GUIDE = "losses.sv_softmax:beats", "losses.sv_softmax:sv_guide"
SV_ARC = Code(
    real=(BEATS, GUIDE, "losses.arc_softmax:arc_margin"),
    short="lessons.in_six_lines:sv_arc_softmax",
)
CURRICULAR = Code(
    real=("losses.curricularface:CurricularGuide", "losses.mv_softmax:mv_guide"),
    short="lessons.in_six_lines:sv_arc_softmax",
)
#: Losses of the paper's Table 1, in the order in which they appear.
SHOWN = ("norm_softmax", "sv_softmax", "arc_softmax", "am_softmax", "sv_arc_softmax",
         "sv_am_softmax")  # fmt: skip
SHORT = ("softmax", "SV", "Arc", "AM", "SV-Arc", "SV-AM")
BOTH = (4, 5)  # of SHOWN, with guidance and a margin
CIRCLE_MARGIN = 30.0  # degrees


def missed(loss: str) -> float:
    """True pairs that the paper's network misses, in percent, at FAR 1e-5."""
    return 100 - PAPER[loss][2]


def figures(result: Result, shown: Shown) -> dict[str, Figure]:
    """Every figure of the narrative, by its slot."""
    return {
        "paper": _paper(),
        "border": _border(result),
        "share": _share(result),
        "demand": _demand(result),
        "counts": _counts(result),
        **measured.figures(result),
        **raising.figures(result),
    }


def _paper() -> Live:
    """Missed pairs in the paper's Table 1, a bar for each loss."""
    bars = [
        Line(
            name="", x=[at - 0.32, at + 0.32], y=[missed(loss)] * 2, low=[0, 0],
            high=[missed(loss)] * 2, role=loss, since=at + 1, answer=at in BOTH,
        )
        for at, loss in enumerate(SHOWN)
    ]  # fmt: skip
    count = len(SHOWN)
    return curves(
        x=Axis(words="", low=-0.6, high=count - 0.4, ticks=tuple(enumerate(SHORT))),
        y=Axis(words="true pairs missed, %", low=0, high=5),
        lines=bars,
        more=[
            Variable(
                name="shown", label="Losses shown", low=1, high=count, start=count, seconds=4,
                values=tuple(float(n) for n in range(1, count + 1)), slider=True,
            )
        ],
        tour=f"shown=1..{count}",
        says=(
            ("shown < 1.5", f"Softmax misses {missed('norm_softmax'):.2f} of 100 true pairs."),
            ("shown < 4.5", "With guidance alone, or a margin alone, at most "
             f"{max(missed(loss) for loss in SHOWN[1:4]):.2f} of 100 are missed."),
            ("shown < 5.5", f"With guidance and Arc's margin, {missed('sv_arc_softmax'):.2f} of "
             "100 are missed."),
            ("", f"Guidance and margin together miss {missed('sv_arc_softmax'):.2f} of 100 true "
             f"pairs with Arc, {missed('sv_am_softmax'):.2f} with AM."),
        ),
        reading="The SV-Softmax paper's Table 1: faces in the wild, one wrong pair in 100,000 "
        "accepted. One training of each loss; test people were not taken out of the training set.",
        code=SV_ARC,
        asks={"both": Ask(
            outcome=tuple(missed(SHOWN[at]) for at in BOTH), places=tuple(map(float, BOTH)),
            labels=tuple(SHORT[at] for at in BOTH), low=0, high=5, start=3, close=0.35,
            unit=" points", digits=1,
        )},
    )  # fmt: skip


def _border(result: Result) -> Live:
    """The paper's Figure 5: the border of the support vectors, without and with a margin."""
    scale, t = result.config.scale, result.config.t
    margin = float(np.radians(CIRCLE_MARGIN))
    return circle(
        losses=(
            LossChoice.of("sv_softmax", scale=scale, t=t),
            LossChoice.of("sv_arc_softmax", scale=scale, t=t, margin=margin),
        ),
        borders=[Border(), Border(loss=1, words="SV-Arc")],
        arrows=[0, 1],
        tour="angle=20..80..50",
        says=(
            ("support.sv_arc_softmax < 0.5", "No support vector, with the margin or without."),
            ("support.sv_softmax < 0.5", "Right, but by less than the margin: w_k is a support "
             "vector of SV-Arc, and not of SV-Softmax."),
            ("", "Wrong: w_k is a support vector of SV-Softmax and of SV-Arc."),
        ),
        reading=f"The SV-Softmax paper's Figure 5, to be touched; Arc's margin is "
        f"{CIRCLE_MARGIN:g}°, t = {t:g}, s = {scale:g}. Arrows: the pull of each loss on the "
        "picture, which can be dragged. Cross: with a support vector.",
        code=SV_ARC,
        asks={
            "from": Ask(
                outcome=((APART - CIRCLE_MARGIN) / 2,), low=0, high=120, start=80, close=5,
                unit="°",
            )
        },
        explanations=result.explained["arc"],
    )  # fmt: skip


def _share(result: Result) -> Live:
    """Support vectors at step 0, over the margin, for every dimension."""
    percent_DM = 100 * result.share_DM
    places = (0.0, 5.0, 10.0, 20.0, 30.0, 40.0)
    wide_M = percent_DM[DIMENSIONS.index(WIDE)]
    return curves(
        x=Axis(words="margin, degrees", low=0, high=MARGINS[-1], unit="°", digits=0),
        y=Axis(words="support vectors among all rivals, %", low=0, high=105, unit=" %", digits=0),
        lines=[
            Line(name="at the first step", key="share", x=MARGINS, y=percent_DM, of="D",
                 role="sv_arc_softmax", answer=True),
        ],
        marker=Variable(
            name="m", label="Margin m", low=0, high=MARGINS[-1], start=17, unit="°", seconds=5
        ),
        more=[
            Variable.of_values("D", "Dimensions", tuple(map(float, DIMENSIONS)), WIDE, log=True)
        ],
        tour="m=0..40..17",
        says=(
            ("m < 0.5", "No margin, {D} dimensions: {share}, whatever the network."),
            ("", "m = {m}, {D} dimensions: {share} of all rivals are support vectors."),
        ),
        reading="Random directions, which is what a network without any training gives; worked "
        "out from SV-Arc's rule.",
        code=Code(real=("lessons.together.start:support_share", BEATS), short=SV_ARC.short),
        asks={"share": Ask.along(
            MARGINS, wide_M, places, label="at {:g}°", low=0, high=105, start=50,
            close=9, unit=" points",
        )},
    )  # fmt: skip


def _demand(result: Result) -> Live:
    """What each loss demands of a picture at the first step, over t."""
    config, places = result.config, (1.0, 1.1, 1.2, 1.3, 1.4)
    guidance_T, margin_T, both_T, margins_T = result.demand_4T
    return curves(
        x=Axis(words="guidance t", low=1, high=1.4),
        y=Axis(words="demanded, in cosines", low=0, high=1),
        lines=[
            Line(name="guidance alone", key="guidance", x=GUIDANCES, y=guidance_T,
                 role="sv_softmax"),
            Line(name="margin alone", key="margin", x=GUIDANCES, y=margin_T, role="arc_softmax"),
            Line(name="both", key="both", x=GUIDANCES, y=both_T, role="sv_arc_softmax",
                 answer=True),
            Line(name="two margins", key="margins", x=GUIDANCES, y=margins_T,
                 role="combined_margin", dash=DASH, since=2, answer=True),
        ],
        marker=Variable(name="t", label="Guidance t", low=1, high=1.4, start=config.t, step=0.05,
                        digits=2),
        more=[Variable(name="shown", label="Lines", low=1, high=2, start=2, seconds=1)],
        tour="t=1..1.4..1.2",
        says=(
            ("t < 1.02", "t = 1: there is no guidance, only the margin's {margin}."),
            ("", "t = {t}: guidance demands {guidance}, the margin {margin}, both {both}."),
        ),
        reading=f"By how much the cosine to the own class would have to fall for softmax to "
        f"lose as much. A picture at 90° from its own class among 10,572, {WIDE} dimensions, "
        f"s = {config.paper_scale:g}, Arc with {np.degrees(config.paper_margin):.0f}°: the "
        f"paper's values.",
        code=Code(real=("lessons.together.start:demands", GUIDE), short=SV_ARC.short),
        asks={"both": Ask.along(
            GUIDANCES, both_T, places, label="at t = {:g}", low=0, high=1, start=0.5,
            close=0.06, digits=2,
        )},
        explanations=result.explained["four"], class_names=("y, its own", "a", "b", "c"),
    )  # fmt: skip


def _counts(result: Result) -> Live:
    """What the cosine of a support vector counts as, with three guidances."""
    config, places = result.config, (-0.2, 0.0, 0.2, 0.4, 0.6, 0.8)
    same = np.array([RIVALS[0], RIVALS[-1]])
    first_X = result.curricular_GX[0]
    return curves(
        x=Axis(words="cosine of a rival that beats the target", low=-0.4, high=1),
        y=Axis(words="what it counts as", low=-0.5, high=1.5),
        lines=[
            Line(name="softmax", key="same", x=same, y=same, role="norm_softmax", dash=DASH),
            Line(name=f"SV, t = {config.t:g}", key="sv", x=RIVALS, y=result.adaptive_X,
                 role="sv_arc_softmax"),
            Line(name="MV, fixed", key="mv", x=RIVALS, y=result.fixed_X, role="mv_arc_softmax",
                 dash=(3, 3)),
            Line(name="Curricular", key="curricular", x=RIVALS, y=result.curricular_GX, of="g",
                 role="curricularface", answer=True),
        ],
        marker=Variable(name="c", label="Cosine of the rival", low=-0.4, high=1, start=0.3,
                        step=0.05, digits=2),
        more=[Variable.of_values("g", "Curricular's own t", GROWN, 0.0, digits=1, seconds=5)],
        tour="g=0..0.9",
        says=(
            ("g < 0.05", "At the start a rival of {c} counts as {curricular} with Curricular, and "
             "as {sv} with SV."),
            ("", "Curricular's t = {g}: a rival of {c} counts as {curricular}, with SV as {sv}."),
        ),
        reading="Worked out from the losses. Above the dashed line a rival is pushed harder than "
        "by softmax, below it less.",
        code=CURRICULAR,
        asks={"counts": Ask.along(
            RIVALS, first_X, places, label="at {:g}", low=-0.5, high=1.5, start=0.2,
            close=0.1, digits=2,
        )},
    )  # fmt: skip
