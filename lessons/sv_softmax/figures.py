"""The figures of the lesson: arrays in, a chart out.

The paper's Figures 1, 3, 4 and 5 are `boundary`, `pipeline`, `sides` and `band`: drawn from
numbers, where the paper draws by hand.
"""

from __future__ import annotations

from functools import partial

import plotly.graph_objects as go

from lessons.drawing.arc import Arc, arcs
from lessons.drawing.bands import seed_band
from lessons.drawing.bars import bars
from lessons.drawing.dots import dots
from lessons.drawing.layout import CATEGORIES, axis, layout, margin, upright, upright_label
from lessons.drawing.names import title
from lessons.drawing.pipeline import sample_pipeline
from lessons.figure import Chart, Code, Figure, Moving, Slider, Style
from lessons.kinds.circle import circle
from lessons.lesson import Shown
from lessons.one_sample import APART, angle_of, boundary_with_margin
from lessons.sv_softmax import before, cliff
from lessons.sv_softmax.experiment import ANGLES, ARC_SAMPLES, NAMES, TRAPS, Result
from lessons.sv_softmax.leverage import dial, settings
from lessons.sv_softmax.measured import faces, noise
from toy_models.config import LossChoice
from toy_models.open_set.results import stored_measures

FOUR = ("y, its own", "a", "b", "c")  # classes of the sample in Figure 3

BEATS, GUIDE = "losses.sv_softmax:beats", "losses.sv_softmax:sv_guide"
AM, ARC = "losses.am_softmax:am_margin", "losses.arc_softmax:arc_margin"
SV_CODE = Code(real=(BEATS, GUIDE), short="lessons.in_six_lines:sv_softmax")
SV_AM_CODE = Code(real=(BEATS, GUIDE, AM), short="lessons.in_six_lines:sv_am_softmax")
SV_ARC_CODE = Code(real=(GUIDE, ARC), short="lessons.in_six_lines:sv_arc_softmax")

LIMIT_READING = (
    "Above: share of the training samples with a support vector. Below: the largest difference "
    "between any weight of the network trained by softmax and that trained by SV-Softmax. "
    "{clusters}, 3-D features, {seeds}. Up to the dotted line both are trained by softmax."
)


def experiment(name: str, module: str = "lessons.sv_softmax.experiment") -> Code:
    """An experiment, and the loss that it is about."""
    return Code(real=(f"{module}:{name}", GUIDE), short=SV_CODE.short)


def figures(result: Result, shown: Shown) -> dict[str, Figure]:
    """Every figure of the narrative, by its slot."""
    config, samples = result.config, result.explained
    t_T, margin_M = tuple(result.t_T.tolist()), tuple(result.margin_M.tolist())
    angle = Slider(name="angle", label="Angle to its class", values=ANGLES, start=40, unit="°")
    t = Slider(name="t", label="Guidance t", values=t_T, start=config.t)
    margin = Slider(name="m", label="Margin m", values=margin_M, start=0.0)
    classes = Slider(
        name="classes", label="Classes on the circle", values=config.trap_classes, start=6
    )
    space = Slider(name="dimension", label="Dimension of the features", values=(2, 3), start=3)
    beyond = (samples["just beyond"][t.nearest(config.t)],)  # where no slider moves a sample
    computed = f"Computed from the losses, s = {config.paper_scale:g}; nothing is trained here."
    seeds = f"{len(config.seeds)} seeds; the band is one standard deviation"
    chart = partial(Chart.of, result)
    return {
        "boundary": circle(
            losses=[LossChoice.of("sv_softmax", scale=config.paper_scale, t=config.t)],
            tour="angle=20..100..40",
            says=(
                ("lead < 0", "w_k is nearer: it is a support vector of this sample."),
                ("lead = 0", "A tie: no support vector."),
                ("", "Its own class is nearer: no support vector, whatever else."),
            ),
            reading="The paper's Figure 1. Dashed: where both angles are equal. "
            f"Circle: no support vector. Cross: $w_k$ is one. {computed}",
            code=SV_CODE, explanations=(samples["sv at angles"][8],),
        ),
        "cliff": cliff.loss(result),
        "push": cliff.push(result),
        "leverage": dial(result.leverage_2KH, config.t),
        "settings": settings(),
        "pipeline": chart(
            pipeline,
            "The paper's Figure 3 with the numbers of one sample among four classes, "
            f"s = {config.scale:g}. Only the box of a support vector changes its cosine; a "
            "margin would act on the first row alone, mining on the loss at the very end.",
            SV_CODE, samples["four classes"], t, FOUR,
        ),
        "sides": chart(
            sides,
            "The paper's Figure 4. Hollow: where the loss behaves as if x were. Left, SV-Softmax "
            f"with t = {config.t:g} brings x nearer to the rival, once it is a support "
            f"vector; right, a margin of {config.paper_margin:g} (AM) takes it away from "
            f"its own class, always. {computed}",
            SV_AM_CODE, samples["sv at angles"], angle,
        ),
        "band": chart(
            band,
            "The paper's Figure 5. Left SV-Softmax, right SV-AM-Softmax: its boundary for a sample "
            "of class y lies farther in, by the margin. Circle: no support vector. Cross: $w_k$ is "
            f"one. {computed}",
            SV_AM_CODE, samples["with a margin"], margin,
        ),
        "apart": before.apart(result, experiment("limit")),
        "softmax_starts": chart(
            before.starts,
            f"Starts, out of {len(config.trap_seeds)}, after which every training sample is "
            "classified rightly.",
            experiment("trap"), beyond,
        ),
        "gap": before.gap(result, experiment("comparison")),
        "limit": chart(
            partial(limit, settings=1),
            LIMIT_READING.format(clusters="Six clusters apart", seeds=seeds),
            experiment("limit"), beyond,
        ),
        "overlap": chart(
            partial(limit, settings=2),
            LIMIT_READING.format(clusters="Six clusters, apart or overlapping", seeds=seeds),
            experiment("limit"), beyond,
        ),
        "trap": Moving(
            run=partial(shown, "trap"), code=SV_CODE, loss=1,
            reading="One start out of all, chosen because softmax ends well here and SV-Softmax "
            "does not: it shows what sticking looks like, not how often it happens.",
        ),
        "starts": chart(
            starts,
            f"Starts, out of {len(config.trap_seeds)}, after which every training sample is "
            "classified rightly. Clusters on a circle that do not touch; same data, start and "
            "batches for the six losses.",
            experiment("trap"), beyond, classes,
        ),
        "mended": Moving(
            run=partial(shown, "mended"), code=SV_CODE, loss=1,
            reading="The same start as before with softmax for the first "
            f"{config.trap_warmup} steps; both panels are the same run until then.",
        ),
        "sphere": Moving(
            run=partial(shown, "sphere"), code=SV_ARC_CODE, loss=5,
            reading="One seed, to see the shapes; the chart beside it counts all. Drag to rotate.",
        ),
        "gaps": chart(
            gaps,
            "Digits. Left the gap: mean angle to the nearest rival less the angle to the own "
            "class. Right the accuracy on test samples at the last step: dots are seeds, the bar "
            f"is mean ± standard deviation. {seeds}.",
            experiment("comparison"), beyond, space,
        ),
        "faces": faces(stored_measures()),
        "noise": noise(result),
    }  # fmt: skip


# The paper's figures.


def sides(result: Result, style: Style, at: int) -> go.Figure:
    """Figure 4: SV-Softmax seen from the rival, a margin seen from the own class."""
    sv, am = result.explained["sv at angles"][at], result.explained["am at angles"][at]
    support = sv.support_C[1]
    nearer = APART - angle_of(sv.guided_C[1]) if support else None
    panels = []
    for name, side, seems in (
        ("SV-Softmax", "from the other class", nearer),
        ("Margin", "from its own class", angle_of(am.f)),
    ):
        arc = Arc(style, APART / 2)
        arc.sample(ANGLES[at], support, moved_to=seems)
        words = "nothing is moved: softmax"
        if seems is not None:
            words = f"as if {seems:.0f}° from w<sub>y</sub>"
        arc.caption(f"<b>{name}</b><br>{side}<br>{words}")
        panels.append(arc)
    return arcs(*panels, height=320, lines=3, ratio=0.26)


def band(result: Result, style: Style, at: int) -> go.Figure:
    """Figure 5: a margin moves the boundary, and more samples have a support vector."""
    panels = []
    for name, row, m in (
        ("SV-Softmax", 0, 0.0),
        ("SV-AM-Softmax", at, float(result.margin_M[at])),
    ):
        arc = Arc(style, boundary_with_margin(m), without_margin=APART / 2 if m else None)
        support_X = result.band_support_MX[row].tolist()
        for angle, support in zip(ARC_SAMPLES, support_X, strict=True):
            arc.sample(angle, support)
        count = f"support vectors: {sum(support_X)} of {len(ARC_SAMPLES)}"
        arc.caption(f"<b>{name}</b><br>m = {m:.2f}<br>{count}")
        panels.append(arc)
    return arcs(*panels, height=320, lines=3, ratio=0.26)


def pipeline(result: Result, style: Style, at: int) -> go.Figure:
    """Figure 3: from cosines to the loss, box by box."""
    sample, t = result.explained["four classes"][at], float(result.t_T[at])
    return sample_pipeline(style, sample, FOUR, f"guided,<br>t = {t:g}", guided=t > 1)


# What is computed and measured.


def limit(result: Result, style: Style, at: int, *, settings: int) -> go.Figure:
    """Support vectors die out, and with them every difference; in the first settings of LIMITS."""
    warmup = result.config.trap_warmup
    data = []
    for b, (name, colour, dash) in enumerate(
        (("clusters apart", style.own, "solid"), ("clusters that overlap", style.rival, "dash"))[
            :settings
        ]
    ):
        drawn = partial(
            seed_band, result.limit_steps_K, name=name, colour=colour, dash=dash, xaxis="x"
        )
        data += drawn(100 * result.limit_support_BSK[b], yaxis="y")
        data += drawn(result.limit_apart_BSK[b], yaxis="y2", showlegend=False)
    made = layout(
        style, 460, showlegend=True, margin=margin(60, 10, 40, 50),
        xaxis=axis(style, "step", anchor="y2"),
        yaxis=axis(style, "with a SV, %", (0.57, 1), rangemode="tozero"),
        yaxis2=axis(style, "weights apart", (0, 0.43), range=[-0.05, 1.2]),
        shapes=[upright(style, warmup)],
        annotations=[upright_label(warmup, "from here on<br>SV-Softmax")],
    )  # fmt: skip
    return go.Figure({"data": data, "layout": made})


def starts(result: Result, style: Style, at: int) -> go.Figure:
    """How many starts end well: three ways, six losses."""
    full_RL = (result.trap_accuracy_RCSL[:, at] == 1).sum(1)
    ways = (f"circle,<br>{TRAPS[0]}", f"circle,<br>{TRAPS[1]}", TRAPS[2])
    most = [0, 1.1 * len(result.config.trap_seeds)]
    made = layout(
        style, 420, showlegend=True, margin=margin(60, 10, 60, 40), xaxis=CATEGORIES,
        yaxis=axis(style, "starts that end well", range=most),
    )  # fmt: skip
    return go.Figure({"data": bars(style, full_RL, ways, NAMES, "starts"), "layout": made})


def gaps(result: Result, style: Style, at: int) -> go.Figure:
    """The gap over the steps, and the accuracy at the end."""
    data = []
    for loss, name in enumerate(NAMES):
        gap_SK = result.gap_DSKL[at, :, :, loss]
        look = title(name), style.losses[name], style.dashes[name]
        data += seed_band(result.steps_K, gap_SK, *look)
    data += dots(style, 100 * result.accuracy_DSKL[at, :, -1], NAMES, xaxis="x2", yaxis="y2")
    made = layout(
        style, 440, showlegend=True, margin=margin(60, 10, 70, 90),
        xaxis=axis(style, "step", (0, 0.46)),
        xaxis2=CATEGORIES | {"domain": [0.63, 1], "tickangle": -40},
        yaxis=axis(style, "gap, degrees"),
        yaxis2=axis(style, "test accuracy, %", anchor="x2"),
    )  # fmt: skip
    return go.Figure({"data": data, "layout": made})
