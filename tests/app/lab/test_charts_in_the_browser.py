"""Ticks, terms and the sample among many classes: what the lab's charts are made of."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from app.drawing.files import file_url

LAB = file_url("lab/browser")
PLACING = file_url("drawing/browser/placing.js")


def test_no_two_ticks_have_the_same_words(blank: Any) -> None:
    highs = [0.02, *np.geomspace(0.5, 3000, 200).tolist(), 1.15, 180.0]
    found = blank.evaluate(
        f"""async (highs) => {{
            const {{ ticks }} = await import("{LAB}/charts/ticks.js");
            return highs.map((high) => ticks(high, "°"));
        }}""",
        highs,
    )
    for high, ticks in zip(highs, found, strict=True):
        words = [text for _, text in ticks]
        assert len(set(words)) == len(words), high
        assert all(value <= high + 1e-9 for value, _ in ticks)
        assert all(float(text.removesuffix("°")) == pytest.approx(value) for value, text in ticks)
        assert len(ticks) <= 7
    assert all(len(ticks) >= 3 for high, ticks in zip(highs, found, strict=True) if high > 0.5)


def test_a_sample_among_many_has_the_others_at_right_angles(blank: Any) -> None:
    few, many = blank.evaluate(
        f"""async () => {{
            const {{ Scene }} = await import("{LAB}/scene.js");
            const scene = new Scene({{ sample: 0, label: 1, weights: [0, Math.PI, 1] }});
            return [scene.among(2), scene.among(100)];
        }}"""
    )
    assert few["cosines"] == pytest.approx([1, -1, np.cos(1)])
    assert "many" not in few
    assert many["cosines"] == pytest.approx([1, -1, np.cos(1), 0])
    assert (many["many"], many["label"]) == ([1, 1, 1, 97], 1)


@pytest.mark.parametrize(
    ("touched", "lit", "classes"),
    [
        (None, [], []),
        ("L", ["L"], []),
        ("f", ["f"], [1]),
        ("k:2", ["k:2", "rivals"], [2]),
        ("h", ["h", "k:3"], [3]),
        ("rivals", ["k:0", "k:2", "k:3", "rivals"], [0, 2, 3]),
    ],
)
def test_what_lights_with_a_term(
    blank: Any, touched: str | None, lit: list[str], classes: list[int]
) -> None:
    found = blank.evaluate(
        f"""async (touched) => {{
            const {{ classesOf, litWith }} = await import("{LAB}/terms.js");
            const scene = {{ weights: [0, 1, 2, 3], label: 1 }};
            const terms = {{ support: [0, 0, 0, 1] }};
            const term = touched ?? undefined;
            return [[...litWith(term, scene, terms)].sort(), classesOf(term, scene, terms)];
        }}""",
        touched,
    )
    assert found == [lit, classes]


def test_words_on_the_circle_lie_on_no_arrow_and_on_one_another(blank: Any) -> None:
    found = blank.evaluate(
        f"""async () => {{
            const {{ Scene }} = await import("{LAB}/scene.js");
            const {{ bitsOf, drawAngle, namesOf, writeLabels }} = await import("{LAB}/labels.js");
            const {{ common }} = await import("{PLACING}");
            const look = {{ size: 1, ink: "", font: () => "12px sans-serif" }};
            const context = document.createElement("canvas").getContext("2d");
            const [radius, side] = [115, 358];
            const none = new Set();
            const worst = [];
            for (let turn = 0; turn < 360; turn += 5) {{
                const sample = (turn * Math.PI) / 180;
                const scene = new Scene({{ sample, label: 0, weights: [0, 0.15, 2.2, 4] }});
                const arrows = [sample, ...scene.weights].flatMap((angle) =>
                    [70, 80, 90].flatMap((r) => bitsOf(angle, 0.4, r)));
                const taken = [...arrows];
                const degrees = [0, 1].flatMap((k) =>
                    drawAngle(context, look, scene, radius, k, false));
                const names = namesOf(look, scene, radius, ["0", "1", "2", "3"], none);
                writeLabels(context, look, [...degrees, ...names], taken, side);
                const labels = taken.slice(arrows.length);
                labels.forEach((label, at) => {{
                    const others = [...arrows, ...labels.slice(0, at)];
                    const most = Math.max(...others.map((other) => common(label, other)));
                    worst.push([turn, most, Math.abs(label.x) + label.wide / 2]);
                }});
            }}
            return worst;
        }}"""
    )
    assert len(found) > 72 * 6
    assert [row for row in found if row[1] > 0 or row[2] > 179] == []
