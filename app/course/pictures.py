"""A small picture for each question of the course, in the colours of the page."""

from __future__ import annotations

import base64
import math
from collections.abc import Sequence

from app.look.classes import class_colour
from app.look.losses import loss_look
from app.look.themes import theme

_OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 100">{inside}</svg>'
_OWN, _RIVAL, _INK, _FAINT = "{own}", "{rival}", "{ink}", "{faint}"  # colours of the page


def picture(number: int, dark: bool) -> str:
    """The picture of a lesson as an image of HTML; of an unknown number a plain circle."""
    words, inside = _PICTURES.get(number, ("A circle", _circle(80, 50, 38, _FAINT)))
    page = theme(dark)
    roles = {"own": page.own, "rival": page.rival, "ink": page.ink, "faint": page.faint}
    classes = {f"class{k}": class_colour(k) for k in range(10)}
    arc = {"arc": loss_look("arc_softmax").colour(dark)}
    svg = _OPEN.format(inside=inside).format(**roles, **classes, **arc)
    packed = base64.b64encode(svg.encode()).decode()
    return f'<img class="lesson-picture" alt="{words}" src="data:image/svg+xml;base64,{packed}">'


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, more: str = "") -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" '
        f'stroke-width="2.5" stroke-linecap="round" {more}/>'
    )


def _circle(x: float, y: float, radius: float, colour: str, fill: str = "none") -> str:
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" stroke="{colour}" stroke-width="2" '
        f'fill="{fill}"/>'
    )


def _dot(x: float, y: float, colour: str, radius: float = 4) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}"/>'


def _path(points: Sequence[tuple[float, float]], colour: str, more: str = 'fill="none"') -> str:
    way = " ".join(f"{'L' if at else 'M'}{x:.1f} {y:.1f}" for at, (x, y) in enumerate(points))
    return f'<path d="{way}" stroke="{colour}" stroke-width="2.5" {more}/>'


def _around(x: float, y: float, radius: float, degrees: float) -> tuple[float, float]:
    turned = math.radians(degrees)
    return x + radius * math.cos(turned), y - radius * math.sin(turned)


def _fan() -> str:
    parts = []
    for k in range(10):
        for at in range(5):
            x, y = _around(80, 50, 10 + 8.5 * at, 36 * k + 5 * math.sin(7 * k + 3 * at))
            parts.append(_dot(x, y, f"{{class{k}}}", 2.6))
    return "".join(parts)


def _floor() -> str:
    lines = []
    for top, colour in ((14, _RIVAL), (34, _OWN)):
        points = [(12 + x, 88 - (88 - top) * math.exp(-x / 34)) for x in range(0, 138, 3)]
        lines.append(_path(points, colour))
    return "".join(lines) + _line(12, 90, 150, 90, _FAINT)


def _plane() -> str:
    sine = [(20 + t, 92 - 0.72 * t + 8 * math.sin(t / 34)) for t in range(0, 110, 5)]
    return (
        _line(20, 92, 150, 92, _FAINT) + _line(20, 92, 20, 8, _FAINT)
        + _line(20, 92, 128, 10, _INK, 'stroke-dasharray="4 5"')
        + _line(42, 92, 148, 12, "{arc}") + _path(sine, _RIVAL)
    )  # fmt: skip


def _bars(heights: tuple[tuple[float, float], ...]) -> str:
    parts = []
    for at, (own, rival) in enumerate(heights):
        x = 24 + 30 * at
        parts.append(f'<rect x="{x}" y="{90 - own}" width="20" height="{own}" fill="{_OWN}"/>')
        parts.append(
            f'<rect x="{x}" y="{90 - own - rival}" width="20" height="{rival}" fill="{_RIVAL}"/>'
        )
    return "".join(parts)


def _arc(sample: float, border: float, more: str = "") -> str:
    own, rival = _around(80, 90, 74, 150), _around(80, 90, 74, 30)
    arc = [_around(80, 90, 74, angle) for angle in range(10, 171, 4)]
    x, y = _around(80, 90, 74, sample)
    edge = _around(80, 90, 78, border)
    return (
        _path(arc, _FAINT) + _line(80, 90, *own, _OWN) + _line(80, 90, *rival, _RIVAL)
        + _line(80, 90, *edge, _INK, 'stroke-dasharray="4 5"') + more
        + _dot(x, y, _RIVAL if sample < border else _OWN, 6)
    )  # fmt: skip


def _points_around(count: int) -> str:
    inside = "".join(
        _line(80, 50, *_around(80, 50, 36, 360 * k / count), f"{{class{k}}}") for k in range(count)
    )
    return _circle(80, 50, 38, _FAINT) + inside


def _wrong() -> str:
    parts = [_dot(35 + 9 * (k % 4), 30 + 11 * (k // 4), _OWN, 4) for k in range(16)]
    parts += [_dot(95 + 9 * (k % 4), 30 + 11 * (k // 4), _RIVAL, 4) for k in range(16)]
    parts[5] = _dot(44, 41, _RIVAL, 5.5)
    parts[26] = _dot(113, 52, _OWN, 5.5)
    return "".join(parts)


def _face(x: float, y: float) -> str:
    return (
        f'<ellipse cx="{x}" cy="{y}" rx="20" ry="26" fill="none" stroke="{_INK}" '
        'stroke-width="2"/>' + _dot(x - 7, y - 4, _INK, 2.2) + _dot(x + 7, y - 4, _INK, 2.2)
        + _path([(x - 6, y + 11), (x, y + 13), (x + 6, y + 11)], _INK)
    )  # fmt: skip


def _lengths() -> str:
    rows = ((24, 118), (48, 74), (72, 30))
    return "".join(_line(20, y, 20 + x, y, _OWN) + _dot(20 + x, y, _OWN, 5) for y, x in rows)


_PICTURES = {
    1: ("Ten rays of points", _fan()),
    2: ("Two curves that fall to their floors", _floor()),
    3: ("Three borders in a plane", _plane()),
    4: ("Bars of two colours, whose shares change",
        _bars(((52, 18), (40, 26), (26, 36), (14, 50)))),
    5: ("A sample beyond the border between two arrows", _arc(68, 90)),
    6: ("A border that a margin has moved, and a sample beyond it",
        _arc(100, 112, _line(80, 90, *_around(80, 90, 78, 90), _FAINT))),
    7: ("Two groups of points with a wrong one in each", _wrong()),
    8: ("Nine arrows that share a circle", _points_around(9)),
    9: ("Two faces, and a question between them",
        _face(42, 50) + _face(118, 50) + _line(68, 50, 92, 50, _RIVAL, 'stroke-dasharray="3 6"')),
    10: ("Three arrows of different lengths", _lengths()),
}  # fmt: skip
