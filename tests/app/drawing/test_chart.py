"""A chart and handles on a page of their own: what they draw, what is dragged, and their files."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from app.drawing.files import file_text, file_url

DRAWING = file_url("drawing/browser")

#: A chart with a line and one handle, which is dragged over it.
MAKE = f"""async (css) => {{
    const names = ["chart", "handles", "look", "markers", "saving/figure_files"];
    const [{{ Chart }}, {{ Handles }}, {{ Look }}, {{ Marks }}, {{ saveButtons }}] =
        await Promise.all(names.map((name) => import(`{DRAWING}/${{name}}.js`)));
    document.body.innerHTML = `<style>${{css}}</style><div id="page" style="width: 500px"></div>`;
    const page = document.querySelector("#page");
    const look = new Look(page, {{ colours: ["#ff8000"], symbols: ["circle"] }}, new Marks(), 1, 1);
    class Line extends Chart {{
        drawBase() {{
            const ticks = [[0, "0"], [10, "10"]];
            const context = this.drawAxes(look, [0, 10], [-1, 1], ticks, [[0, "0"]]);
            this.line(context, "a line", [[0, -1], [5, NaN], [10, 1]], {{ colour: "#000000" }});
        }}
        drawTop() {{
            this.dot(this.clear(this.top), "the handle", ...window.held, "#ff8000", look);
        }}
    }}
    window.held = [2, 0.5];
    window.ended = 0;
    const chart = new Line({{ name: "line", title: "A line", xWords: "x", yWords: "y, metres" }});
    page.append(chart.element);
    chart.place.style.position = "relative";
    chart.arrange(1);
    const handles = new Handles({{
        drag: (name, x, y) => {{ window.held = chart.axes.at(x, y); place(); }},
        step: (name, steps) => {{ window.held[0] += steps; place(); }},
        ended: () => {{ window.ended += 1; }},
    }}, [0, 10]);
    chart.place.append(handles.element);
    const place = () => {{
        chart.drawTop();
        const [value, y] = window.held;
        handles.place([{{
            name: "held", kind: "round", x: chart.axes.x(value), y: chart.axes.y(y),
            value, words: `${{value}} metres`, label: "The point",
        }}]);
    }};
    chart.drawBase();
    place();
    chart.heading.append(saveButtons(chart, "test", () => look));
    Object.assign(window, {{ chart, handles }});
}}"""


@pytest.fixture
def page(blank: Any) -> Any:
    blank.evaluate(MAKE, file_text("drawing/browser/drawing.css"))
    return blank


def middle(page: Any) -> tuple[float, float]:
    box = page.get_by_role("slider", name="The point").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_place_of_the_axes_is_a_value_and_back(page: Any) -> None:
    found = page.evaluate(
        "[[0, -1], [2, 0.5], [10, 1]].map(([x, y]) =>"
        " chart.axes.at(chart.axes.x(x), chart.axes.y(y)))"
    )
    assert found == [pytest.approx(pair) for pair in ([0, -1], [2, 0.5], [10, 1])]
    assert page.evaluate("chart.axes.x(0) < chart.axes.x(10)")
    assert page.evaluate("chart.axes.y(-1) > chart.axes.y(1)")  # up is up


def test_a_point_of_a_chart_is_dragged(page: Any) -> None:
    x, y = middle(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 100, y + 20)
    assert page.evaluate("ended") == 0
    per_unit = page.evaluate(
        "[chart.axes.x(1) - chart.axes.x(0), chart.axes.y(0) - chart.axes.y(1)]"
    )
    wanted = [2 + 100 / per_unit[0], 0.5 - 20 / per_unit[1]]
    assert page.evaluate("held") == pytest.approx(wanted, abs=0.05)
    assert middle(page) == pytest.approx((x + 100, y + 20), abs=1)
    page.mouse.up()
    assert page.evaluate("ended") == 1


def test_keys_move_the_point_and_say_so(page: Any) -> None:
    handle = page.get_by_role("slider", name="The point")
    handle.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("PageDown")
    assert page.evaluate("held[0]") == 3
    assert handle.get_attribute("aria-valuetext") == "3 metres"
    assert page.evaluate("ended") == 3


def test_what_is_drawn_is_saved_as_a_table(page: Any) -> None:
    with page.expect_download() as waiting:
        page.get_by_label("Save the figure line as CSV").click()
    assert waiting.value.suggested_filename == "test-line.csv"
    rows = list(csv.DictReader(io.StringIO(waiting.value.path().read_text())))
    assert [(row["series"], row["x"], row["y"]) for row in rows] == [
        ("a line", "0", "-1"),
        ("a line", "5", ""),
        ("a line", "10", "1"),
        ("the handle", "2", "0.5"),
    ]
    assert {row["y_axis"] for row in rows} == {"y, metres"}
