"""The figures of the lesson: arrays in, a chart out.

The paper's Figures 1, 3, 4 and 5 are `boundary`, `pipeline`, `sides` and `band`: drawn from
numbers, where the paper draws by hand.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from evidence.bands import Band
from evidence.measures import Measures
from lessons.figure import Chart, Code, Figure, Moving, Paint, Slider
from lessons.sv_softmax import stored
from lessons.sv_softmax.experiment import (
    ANGLES,
    APART,
    ARC_SAMPLES,
    NAMES,
    TRAPS,
    Array,
    Result,
)
from losses.catalogue import LOSSES
from toy_models.open_set import stored_measures

FONT = "Source Sans, sans-serif"  # that of the page
FREE, SUPPORT = "#1B6CA8", "#D55E00"  # not a support vector, and one; the shape says it again
CATEGORIES: dict[str, Any] = {"type": "category", "showgrid": False, "automargin": True}
FREE_MARK, SUPPORT_MARK = "circle", "x"
TOP = 90.0 + APART / 2  # degrees at which w_y is drawn; w_k lies APART clockwise from it
NEAR, FAR = "class y", "class k"
TWO = ("y", "k")
FOUR = ("y, its own", "a", "b", "c")
WITH_FOCAL = (*NAMES, "f_softmax")

SV_CODE = Code(real=("losses.sv_softmax:beats", "losses.sv_softmax:sv_guide"), short="sv_softmax")
SV_AM_CODE = Code(
    real=("losses.sv_softmax:beats", "losses.sv_softmax:sv_guide", "losses.am_softmax:am_margin"),
    short="sv_am_softmax",
)
SV_ARC_CODE = Code(
    real=("losses.sv_softmax:sv_guide", "losses.arc_softmax:arc_margin"), short="sv_arc_softmax"
)

LIMIT_READING = (
    "Above: share of the training samples with a support vector. Below: the largest difference "
    "between any weight of the network trained by softmax and that trained by SV-Softmax. "
    "{clusters}, 3-D features, {seeds}. Up to the dotted line both are trained by softmax."
)


def experiment(name: str) -> Code:
    """An experiment of this lesson, and the loss that it is about."""
    place = f"lessons.sv_softmax.experiment:{name}"
    return Code(real=(place, "losses.sv_softmax:sv_guide"), short="sv_softmax")


def figures(result: Result) -> dict[str, Figure]:
    """Every figure of the narrative, by its slot."""
    told = result.explained
    t_at = int(np.abs(result.t_T - result.config.t).argmin())
    one = (told["just beyond"][t_at],)
    s = result.config.paper_scale
    angle = Slider(name="angle", label="Angle to its class", values=ANGLES, start=40, unit="°")
    t = Slider(
        name="t", label="Guidance t", values=tuple(result.t_T.tolist()), start=result.config.t
    )
    margin = Slider(name="m", label="Margin m", values=tuple(result.margin_M.tolist()), start=0.0)
    classes = Slider(
        name="classes", label="Classes on the circle", values=result.config.trap_classes, start=6
    )
    space = Slider(name="dimension", label="Dimension of the features", values=(2, 3), start=3)
    faces = stored_measures()
    seeds = f"{len(result.config.seeds)} seeds; the band is one standard deviation"

    def chart(
        draw: Callable[..., go.Figure],
        reading: str,
        *,
        slider: Slider | None = None,
        explained: str | None = None,
        names: tuple[str, ...] = TWO,
        code: Code = SV_CODE,
    ) -> Chart:
        return Chart(
            draw=functools.partial(draw, result),
            reading=reading,
            slider=slider,
            told=told[explained] if explained else one,
            names=names,
            code=code,
        )

    computed = f"Computed from the losses, s = {s:g}; nothing is trained here."
    return {
        "boundary": chart(
            boundary,
            "The paper's Figure 1. x lies on the arc from its own class weight $w_y$ to another, "
            "$w_k$; the dashed line is where both cosines are equal. Circle: no support vector. "
            f"Cross: $w_k$ is one. {computed}",
            slider=angle,
            explained="sv at angles",
        ),
        "cliff": chart(
            cliff,
            f"Two classes, {APART:g}° apart, as in Figure 1. Left the loss of a sample, right the "
            "length of its gradient on the rival's cosine. Dashed: softmax, which is t = 1. "
            f"{computed}",
            slider=t,
            explained="just beyond",
        ),
        "pipeline": chart(
            pipeline,
            "The paper's Figure 3 with the numbers of one sample among four classes, "
            f"s = {result.config.scale:g}. Only the box of a support vector changes its cosine; a "
            "margin would act on the first row alone, mining on the loss at the very end.",
            slider=t,
            explained="four classes",
            names=FOUR,
        ),
        "sides": chart(
            sides,
            "The paper's Figure 4. Hollow: where the loss behaves as if x were. Left, SV-Softmax "
            f"with t = {result.config.t:g} brings x nearer to the rival, once it is a support "
            f"vector; right, a margin of {result.config.paper_margin:g} (AM) takes it away from "
            f"its own class, always. {computed}",
            slider=angle,
            explained="sv at angles",
            code=SV_AM_CODE,
        ),
        "band": chart(
            band,
            "The paper's Figure 5. Left SV-Softmax, right SV-AM-Softmax: its boundary for a sample "
            "of class y lies farther in, by the margin. Circle: no support vector. Cross: $w_k$ is "
            f"one. {computed}",
            slider=margin,
            explained="with a margin",
            code=SV_AM_CODE,
        ),
        "limit": chart(
            functools.partial(limit, settings=1),
            LIMIT_READING.format(clusters="Six clusters apart", seeds=seeds),
            code=experiment("limit"),
        ),
        "overlap": chart(
            functools.partial(limit, settings=2),
            LIMIT_READING.format(clusters="Six clusters, apart or overlapping", seeds=seeds),
            code=experiment("limit"),
        ),
        "trap": Moving(
            run=functools.partial(stored.shown, "trap"),
            reading="One start out of all, chosen because softmax ends well here and SV-Softmax "
            "does not: it shows what sticking looks like, not how often it happens.",
            code=SV_CODE,
            loss=1,
            sample=0,
        ),
        "starts": chart(
            starts,
            f"Starts, out of {len(result.config.trap_seeds)}, after which every training sample is "
            "classified rightly. Clusters on a circle that do not touch; same data, start and "
            "batches for the six losses.",
            slider=classes,
            code=experiment("trap"),
        ),
        "mended": Moving(
            run=functools.partial(stored.shown, "mended"),
            reading="The same start as before with plain softmax for the first "
            f"{result.config.trap_warmup} steps; both panels are the same run until then.",
            code=SV_CODE,
            loss=1,
            sample=0,
        ),
        "sphere": Moving(
            run=functools.partial(stored.shown, "sphere"),
            reading="One seed, to see the shapes; the chart beside it counts all. Drag to rotate.",
            code=SV_ARC_CODE,
            loss=5,
            sample=0,
        ),
        "gaps": chart(
            gaps,
            "Digits. Left the angle gap: mean angle to the nearest rival less the angle to the own "
            "class. Right the accuracy on test samples at the last step: dots are seeds, the bar "
            f"is mean ± standard deviation. {seeds}.",
            slider=space,
            code=experiment("comparison"),
        ),
        "faces": Chart(
            draw=functools.partial(open_set, faces),
            reading="Toy faces of people never trained on: share of genuine pairs accepted at a "
            "false acceptance rate of 1e-3. Dots are seeds, bars mean ± standard deviation. Drawn "
            "faces, a small network: the paper's are real.",
            code=Code(
                real=("toy_models.open_set:run", "losses.sv_softmax:sv_guide"), short="sv_softmax"
            ),
            told=one,
            names=TWO,
        ),
        "noise": chart(
            noise,
            f"Digits on the sphere, {result.config.wrong_labels:.0%} of the training labels "
            "wrong; accuracy on test samples, whose labels are right. Dots are seeds, bars mean "
            "± standard deviation.",
            code=experiment("wrong_labels"),
        ),
    }


# The paper's figures.


def boundary(result: Result, paint: Paint, at: int) -> go.Figure:
    """Figure 1: on which side of the bisector x lies."""
    told = result.explained["sv at angles"][at]
    layout = _plain(paint, 420)
    held = told.support_C[1]
    data = [*_sectors(paint, APART / 2), *_weights(paint), _sample(paint, ANGLES[at], held)]
    words = "support vector: I = 1" if held else "not a support vector: I = 0"
    layout["annotations"] = [
        *_names(paint),
        _note(paint, *_on_circle(APART / 2, 1.16), "boundary"),
        _note(paint, *_on_circle(ANGLES[at], 0.86), "<b>x</b>"),
        _below(
            paint,
            f"<b>w<sub>k</sub> is {'a ' if held else ''}{words}</b><br>"
            f"cos θ<sub>y</sub> = {told.cosine_C[0]:.2f}   "
            f"cos θ<sub>k</sub> = {told.cosine_C[1]:.2f}",
        ),
    ]
    layout |= _circle_axes(1) | _beneath(paint, 2, 0.54)
    return go.Figure({"data": data, "layout": layout})


def sides(result: Result, paint: Paint, at: int) -> go.Figure:
    """Figure 4: SV-Softmax seen from the rival, a margin seen from the own class."""
    layout = _plain(paint, 320)
    data: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    sv, am = result.explained["sv at angles"][at], result.explained["am at angles"][at]
    panels = (
        ("SV-Softmax", "from the other class", APART - _degrees(sv.guided_C[1]), sv.support_C[1]),
        ("Margin", "from its own class", _degrees(am.f), True),
    )
    for panel, (title, side, seems, moved) in enumerate(panels):
        axis = "" if not panel else "2"
        place = {"xaxis": f"x{axis}", "yaxis": f"y{axis}"}
        held = sv.support_C[1]
        data += [one | place for one in (*_sectors(paint, APART / 2), *_weights(paint))]
        if moved and abs(seems - ANGLES[at]) > 0.5:
            data.append(_arc(paint, ANGLES[at], seems, 0.86) | place)
            data.append(_sample(paint, seems, held, hollow=True) | place)
        data.append(_sample(paint, ANGLES[at], held) | place)
        notes += [one | _of(axis) for one in _names(paint)]
        said = (
            "nothing is moved: softmax" if not moved else f"as if {seems:.0f}° from w<sub>y</sub>"
        )
        notes.append(_below(paint, f"<b>{title}</b><br>{side}<br>{said}") | _of(axis))
    layout["annotations"] = notes
    layout |= _circle_axes(1, (0, 0.48)) | _circle_axes(2, (0.52, 1)) | _beneath(paint, 3, 0.26)
    return go.Figure({"data": data, "layout": layout})


def band(result: Result, paint: Paint, at: int) -> go.Figure:
    """Figure 5: a margin moves the boundary, and more samples have a support vector."""
    layout = _plain(paint, 320)
    data: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    margin = float(result.margin_M[at])
    for panel, (title, row, moved) in enumerate(
        (("SV-Softmax", 0, 0.0), ("SV-AM-Softmax", at, margin))
    ):
        axis = "" if not panel else "2"
        place = {"xaxis": f"x{axis}", "yaxis": f"y{axis}"}
        inner = APART / 2 - _degrees_of_margin(moved)
        data += [one | place for one in (*_sectors(paint, inner), *_weights(paint))]
        if moved:
            data.append(_ray(paint, APART / 2, "dash") | place)
            notes.append(
                _note(paint, *_on_circle((inner + APART / 2) / 2, 1.14), "margin") | _of(axis)
            )
        support_X = result.band_support_MX[row]
        for angle, held in zip(ARC_SAMPLES, support_X.tolist(), strict=True):
            data.append(_sample(paint, angle, held) | place)
        count = int(support_X.sum())
        said = f"m = {moved:.2f}<br>support vectors: {count} of {len(ARC_SAMPLES)}"
        notes += [one | _of(axis) for one in _names(paint)]
        notes.append(_below(paint, f"<b>{title}</b><br>{said}") | _of(axis))
    layout["annotations"] = notes
    layout |= _circle_axes(1, (0, 0.48)) | _circle_axes(2, (0.52, 1)) | _beneath(paint, 3, 0.26)
    return go.Figure({"data": data, "layout": layout})


def pipeline(result: Result, paint: Paint, at: int) -> go.Figure:
    """Figure 3: from cosines to the loss, box by box."""
    told = result.explained["four classes"][at]
    t = float(result.t_T[at])
    layout = _plain(paint, 420)
    rows = len(FOUR)
    columns = ("cosine", f"after h, t = {t:g}", f"× s = {told.scale:g}", "probability")
    values = (told.cosine_C, told.guided_C, told.logit_after_C, told.p_C)
    formats = ("{:.2f}", "{:.2f}", "{:.1f}", "{:.3f}")
    shapes, notes, data = [], [], []
    for column, title in enumerate(columns):
        notes.append(_note(paint, column, -0.75, f"<b>{title}</b>"))
        for k in range(rows):
            changed = told.support_C[k] and column and t > 1
            colour = SUPPORT if changed else FREE if k == told.label else paint.ink
            shapes.append(
                {
                    "type": "rect", "x0": column - 0.36, "x1": column + 0.36,
                    "y0": k - 0.3, "y1": k + 0.3,
                    "line": {"color": colour, "width": 3 if changed else 1.5},
                }
            )  # fmt: skip
            notes.append(_note(paint, column, k, formats[column].format(values[column][k])))
            if column:
                data.append(_line([column - 0.64, column - 0.36], [k, k], colour, 1.5))
    for k, name in enumerate(FOUR):
        words = f"{name}<br>support vector" if told.support_C[k] else name
        notes.append(_note(paint, -0.45, k, words) | {"xanchor": "right"})
    shapes.append(
        {
            "type": "rect", "x0": 3.64, "x1": 4.46, "y0": -0.3, "y1": 0.3,
            "line": {"color": paint.ink, "width": 3},
        }
    )  # fmt: skip
    notes.append(_note(paint, 4.05, -0.75, "<b>loss</b>"))
    notes.append(_note(paint, 4.05, 0, f"<b>{told.loss:.2f}</b>"))
    data.append(_line([3.36, 3.64], [0, 0], paint.ink, 1.5))
    layout |= {
        "shapes": shapes,
        "annotations": notes,
        "xaxis": _hidden([-1.75, 4.6]),
        "yaxis": _hidden([rows - 0.5, -1.1]),
        "margin": {"l": 5, "r": 5, "t": 5, "b": 5},
    }
    return go.Figure({"data": data, "layout": layout})


# What is computed and measured.


def cliff(result: Result, paint: Paint, at: int) -> go.Figure:
    """The loss and the push along the arc, with softmax's dashed."""
    t = float(result.t_T[at])
    data = []
    for axis, values_TA in (("", result.cliff_loss_TA), ("2", result.cliff_push_TA)):
        for row, colour, dash, name in (
            (0, paint.ink, "dash", "softmax"),
            (at, SUPPORT, "solid", f"SV-Softmax, t = {t:g}"),
        ):
            data.append(
                _line(result.angle_A, values_TA[row], colour, 3 if row else 2)
                | {"name": name, "showlegend": not axis, "xaxis": f"x{axis}", "yaxis": f"y{axis}"}
                | {"line": {"color": colour, "width": 2.5, "dash": dash}, "hoverinfo": "x+y"}
            )
    most = (float(result.cliff_loss_TA.max()), float(result.cliff_push_TA.max()))
    layout = _plain(paint, 400)
    layout |= {
        "xaxis": _axis(paint, "θ<sub>y</sub>, degrees", (0, 0.44)) | {"dtick": 30},
        "xaxis2": _axis(paint, "θ<sub>y</sub>, degrees", (0.56, 1)) | {"dtick": 30},
        "yaxis": _axis(paint, "loss, nats") | {"range": [0, 1.02 * most[0]]},
        "yaxis2": _axis(paint, "push of the rival, |∂L / ∂cos θ<sub>k</sub>|")
        | {"range": [0, 1.05 * most[1]], "anchor": "x2"},
        "showlegend": True,
        "margin": {"l": 60, "r": 10, "t": 40, "b": 50},
    }
    return go.Figure({"data": data, "layout": layout})


def limit(result: Result, paint: Paint, at: int, *, settings: int) -> go.Figure:
    """Support vectors die out, and with them every difference; in the first settings of LIMITS."""
    steps_K = result.limit_steps_K
    styles = (("clusters apart", FREE, "solid"), ("clusters that overlap", SUPPORT, "dash"))
    data = []
    for b, (name, colour, dash) in enumerate(styles[:settings]):
        for axis, values_SK in (
            ("", 100 * result.limit_support_BSK[b]),
            ("2", result.limit_apart_BSK[b]),
        ):
            data += [
                one | {"xaxis": "x", "yaxis": f"y{axis}", "showlegend": not axis and part == 1}
                for part, one in enumerate(_banded(steps_K, values_SK, name, colour, dash))
            ]
    layout = _plain(paint, 460)
    layout |= {
        "xaxis": _axis(paint, "step") | {"anchor": "y2"},
        "yaxis": _axis(paint, "with a SV, %", (0.57, 1)) | {"rangemode": "tozero"},
        "yaxis2": _axis(paint, "weights apart", (0, 0.43)) | {"range": [-0.05, 1.2]},
        "showlegend": True,
        "margin": {"l": 60, "r": 10, "t": 40, "b": 50},
        "shapes": [_upright(paint, result.config.trap_warmup)],
        "annotations": [
            {
                "text": "from here on<br>SV-Softmax",
                "x": result.config.trap_warmup, "y": 1, "xref": "x", "yref": "paper",
                "xanchor": "left", "yanchor": "top", "align": "left", "showarrow": False,
                "xshift": 6,
            }
        ],
    }  # fmt: skip
    return go.Figure({"data": data, "layout": layout})


def starts(result: Result, paint: Paint, at: int) -> go.Figure:
    """How many starts end well: three ways, six losses."""
    full_RL = (result.trap_accuracy_RCSL[:, at] == 1).sum(1)
    data = [
        {
            "type": "bar", "name": _title(name), "x": [f"circle,<br>{TRAPS[0]}",
            f"circle,<br>{TRAPS[1]}", TRAPS[2]],
            "y": full_RL[:, at_loss].tolist(), "text": full_RL[:, at_loss].tolist(),
            "textposition": "outside",
            "textangle": 0,
            "textfont": {"size": round(0.75 * paint.size)}, "cliponaxis": False,
            "marker": {"color": paint.losses[at_loss],
                       "pattern": {"shape": "/" if "sv" in name else ""}},
            "hovertemplate": "%{fullData.name}: %{y} starts<extra></extra>",
        }
        for at_loss, name in enumerate(NAMES)
    ]  # fmt: skip
    layout = _plain(paint, 420)
    layout |= {
        "xaxis": CATEGORIES,
        "yaxis": _axis(paint, "starts that end well")
        | {"range": [0, 1.1 * len(result.config.trap_seeds)]},
        "showlegend": True,
        "margin": {"l": 60, "r": 10, "t": 60, "b": 40},
    }
    return go.Figure({"data": data, "layout": layout})


def gaps(result: Result, paint: Paint, at: int) -> go.Figure:
    """The angle gap over the steps, and the accuracy at the end."""
    data = []
    for at_loss, name in enumerate(NAMES):
        lines = _banded(
            result.steps_K,
            result.gap_DSKL[at, :, :, at_loss],
            _title(name),
            paint.losses[at_loss],
            paint.dashes[at_loss],
        )
        data += [one | {"showlegend": part == 1} for part, one in enumerate(lines)]
    data += [
        one | {"xaxis": "x2", "yaxis": "y2"}
        for one in _dots(100 * result.accuracy_DSKL[at, :, -1], NAMES, paint)
    ]
    layout = _plain(paint, 440)
    layout |= {
        "xaxis": _axis(paint, "step", (0, 0.5)),
        "xaxis2": CATEGORIES | {"domain": [0.6, 1], "tickangle": -40},
        "yaxis": _axis(paint, "angle gap, degrees"),
        "yaxis2": _axis(paint, "test accuracy, %") | {"anchor": "x2"},
        "showlegend": True,
        "margin": {"l": 60, "r": 10, "t": 70, "b": 90},
    }
    return go.Figure({"data": data, "layout": layout})


def open_set(measures: dict[str, list[Measures]], paint: Paint, at: int) -> go.Figure:
    """Strangers' faces: who accepts most genuine pairs."""
    tar_SL = np.array([[one.tar[1] for one in measures[name]] for name in NAMES]).T
    layout = _plain(paint, 420)
    layout |= {
        "xaxis": CATEGORIES,
        "yaxis": _axis(paint, "TAR at FAR 1e-3") | {"rangemode": "tozero"},
        "margin": {"l": 60, "r": 10, "t": 20, "b": 50},
    }
    return go.Figure({"data": _dots(tar_SL, NAMES, paint), "layout": layout})


def noise(result: Result, paint: Paint, at: int) -> go.Figure:
    """Wrong labels: what is learned all the same."""
    layout = _plain(paint, 420)
    layout |= {
        "xaxis": CATEGORIES,
        "yaxis": _axis(paint, "test accuracy, %"),
        "margin": {"l": 60, "r": 10, "t": 20, "b": 50},
    }
    data = _dots(100 * result.noisy_accuracy_SL, WITH_FOCAL, paint)
    return go.Figure({"data": data, "layout": layout})


# The pieces that they are made of.


def _on_circle(angle: float, radius: float = 1.0) -> tuple[float, float]:
    """Where a direction at this angle from w_y is drawn."""
    turned = np.radians(TOP - angle)
    return float(radius * np.cos(turned)), float(radius * np.sin(turned))


def _arc_points(begin: float, end: float, radius: float = 1.0) -> tuple[list[float], list[float]]:
    points = [_on_circle(angle, radius) for angle in np.linspace(begin, end, 25)]
    return [x for x, _ in points], [y for _, y in points]


def _sectors(paint: Paint, boundary: float) -> list[dict[str, Any]]:
    """The two sides of a boundary, the boundary, and the circle."""
    made = []
    for begin, end, colour in ((0.0, boundary, FREE), (boundary, APART, SUPPORT)):
        x, y = _arc_points(begin, end)
        made.append(
            _line([0, *x, 0], [0, *y, 0], colour, 0)
            | {"fill": "toself", "fillcolor": _veil(colour, 0.14), "mode": "none"}
        )
    x, y = _arc_points(-25, APART + 25)
    return [*made, _line(x, y, paint.faint, 2), _ray(paint, boundary, "dash")]


def _ray(paint: Paint, angle: float, dash: str) -> dict[str, Any]:
    x, y = _on_circle(angle, 1.06)
    return _line([0, x], [0, y], paint.ink, 1.5) | {
        "line": {"color": paint.ink, "width": 1.5, "dash": dash}
    }


def _weights(paint: Paint) -> list[dict[str, Any]]:
    made = []
    for angle in (0.0, APART):
        x, y = _on_circle(angle)
        made.append(
            _line([0, x], [0, y], paint.ink, 3)
            | {
                "mode": "lines+markers",
                "marker": {
                    "symbol": "arrow", "angleref": "previous", "color": paint.ink, "size": 16,
                },
            }
        )  # fmt: skip
    return made


def _names(paint: Paint) -> list[dict[str, Any]]:
    left, right = _on_circle(0, 1.14), _on_circle(APART, 1.14)
    return [
        _note(paint, *left, "<b>w<sub>y</sub></b>"),
        _note(paint, *right, "<b>w<sub>k</sub></b>"),
    ]


def _sample(paint: Paint, angle: float, held: bool, *, hollow: bool = False) -> dict[str, Any]:
    x, y = _on_circle(angle, 0.86 if hollow else 1.0)
    colour = SUPPORT if held else FREE
    symbol = (SUPPORT_MARK if held else FREE_MARK) + ("-open" if hollow else "")
    return {
        "type": "scatter", "mode": "markers", "x": [x], "y": [y], "showlegend": False,
        "hoverinfo": "skip",
        "marker": {"symbol": symbol, "size": 18, "color": colour,
                   "line": {"width": 2 if hollow else 1, "color": colour}},
    }  # fmt: skip


def _arc(paint: Paint, begin: float, end: float, radius: float) -> dict[str, Any]:
    """An arrow along the circle."""
    x, y = _arc_points(begin, end, radius)
    return _line(x, y, SUPPORT, 3) | {
        "mode": "lines+markers",
        "marker": {
            "symbol": "arrow", "angleref": "previous", "color": SUPPORT,
            "size": [0] * (len(x) - 1) + [16],
        },
    }  # fmt: skip


def _line(x: Any, y: Any, colour: str, width: float) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "lines", "x": _short_numbers(x), "y": _short_numbers(y),
        "line": {"color": colour, "width": width}, "showlegend": False, "hoverinfo": "skip",
    }  # fmt: skip


def _banded(
    x_K: Array, values_SK: Array, name: str, colour: str, dash: str
) -> list[dict[str, Any]]:
    """A band of one standard deviation over seeds, and the mean."""
    mean_K, deviation_K = values_SK.mean(0), values_SK.std(0, ddof=1)
    around = [*x_K.tolist(), *x_K.tolist()[::-1]]
    edge = [*(mean_K + deviation_K), *(mean_K - deviation_K)[::-1]]
    return [
        _line(around, edge, colour, 0)
        | {"fill": "toself", "fillcolor": _veil(colour, 0.16), "mode": "none", "legendgroup": name},
        _line(x_K, mean_K, colour, 2.5)
        | {
            "name": name, "legendgroup": name, "hoverinfo": "x+y+name",
            "line": {"color": colour, "width": 2.5, "dash": dash},
        },
    ]  # fmt: skip


def _dots(values_SL: Array, names: Sequence[str], paint: Paint) -> list[dict[str, Any]]:
    """Every seed, and mean ± standard deviation, loss by loss."""
    made = []
    for at, name in enumerate(names):
        over_seeds = Band(values_SL[:, at])
        mean, deviation = over_seeds.mean, over_seeds.deviation
        made += [
            {
                "type": "scatter", "mode": "markers", "showlegend": False,
                "x": [_short(name)] * len(values_SL), "y": values_SL[:, at].tolist(),
                "marker": {"size": 7, "color": _veil(paint.losses[at], 0.45)},
                "hovertemplate": f"{_title(name)}: %{{y:.3g}}<extra></extra>",
            },
            {
                "type": "scatter", "mode": "markers", "showlegend": False,
                "x": [_short(name)], "y": [mean],
                "error_y": {"type": "data", "array": [deviation], "thickness": 2.5, "width": 9,
                            "color": paint.losses[at]},
                "marker": {"size": 12, "symbol": "line-ew",
                           "line": {"width": 4, "color": paint.losses[at]}},
                "hovertemplate": f"{_title(name)}: %{{y:.3g}} ± {deviation:.2g}<extra></extra>",
            },
        ]  # fmt: skip
    return made


def _plain(paint: Paint, height: int) -> dict[str, Any]:
    larger = paint.size / 14
    return {
        "height": round(height * larger),
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": paint.ink, "size": paint.size, "family": FONT},
        "margin": {"l": 10, "r": 10, "t": 10, "b": 10},
        "hoverlabel": {"bgcolor": paint.paper, "font": {"color": paint.ink}},
        "showlegend": False,
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
    }


def _axis(paint: Paint, title: str, domain: tuple[float, float] | None = None) -> dict[str, Any]:
    made: dict[str, Any] = {
        "title": {"text": title, "standoff": 6},
        "gridcolor": paint.faint,
        "zeroline": False,
    }
    return made | ({"domain": list(domain)} if domain else {})


def _hidden(extent: list[float]) -> dict[str, Any]:
    return {"visible": False, "range": extent, "fixedrange": True}


def _circle_axes(number: int, domain: tuple[float, float] = (0.0, 1.0)) -> dict[str, Any]:
    """The upper half of a circle, round."""
    suffix = "" if number == 1 else str(number)
    return {
        f"xaxis{suffix}": _hidden([-1.3, 1.3]) | {"domain": list(domain), "anchor": f"y{suffix}"},
        f"yaxis{suffix}": _hidden([-0.06, 1.3])
        | {"scaleanchor": f"x{suffix}", "anchor": f"x{suffix}"},
    }


def _note(paint: Paint, x: float, y: float, text: str) -> dict[str, Any]:
    return {"x": x, "y": y, "text": text, "showarrow": False, "font": {"color": paint.ink}}


def _below(paint: Paint, text: str) -> dict[str, Any]:
    """Words under a circle."""
    return _note(paint, 0, -0.05, text) | {"yanchor": "top"}


def _beneath(paint: Paint, lines: int, ratio: float) -> dict[str, Any]:
    """Room for these lines under a picture that is so high for its width."""
    margin = {"l": 10, "r": 10, "t": 10, "b": round(1.5 * lines * paint.size)}
    return {"margin": margin, "meta": {"ratio": ratio}}


def _of(axis: str) -> dict[str, str]:
    return {"xref": f"x{axis}", "yref": f"y{axis}"}


def _upright(paint: Paint, x: float) -> dict[str, Any]:
    return {
        "type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "xref": "x", "yref": "paper",
        "line": {"color": paint.ink, "width": 1.5, "dash": "dot"},
    }  # fmt: skip


def _veil(colour: str, share: float) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share})"


def _degrees(cosine: float) -> float:
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def _degrees_of_margin(margin: float) -> float:
    """How far in AM's boundary lies: cos φ - m = cos(APART - φ), solved for APART / 2 - φ."""
    half = np.sin(np.radians(APART / 2))
    return float(np.degrees(np.arcsin(margin / (2 * half))))


def _short_numbers(values: Any) -> list[float]:
    """Four digits after the point are finer than any screen, and quicker to send."""
    rounded: list[float] = np.round(np.asarray(values, float), 4).tolist()
    return rounded


def _title(name: str) -> str:
    return LOSSES[name].title


def _short(name: str) -> str:
    return "Focal" if name == "f_softmax" else _title(name).replace("-Softmax", "")
