"""Figures that are touched, in a browser without the app: they calculate, play, and wait."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from app.course.chart import chart_message
from app.course.live import message
from app.drawing.files import PLOTLY_URL, file_routes, file_text, file_url
from lessons.ask import Ask
from lessons.course import open_lesson
from lessons.figure import Chart, Code, Live
from lessons.kinds.circle import Border, circle
from lessons.kinds.curves import Axis, Line, curves
from lessons.kinds.dots import Category, dots
from lessons.kinds.pictures import pictures
from lessons.kinds.points import points
from lessons.kinds.rays import Panel, rays
from lessons.one_sample import between, boundary_with_margin, explained
from lessons.room.repelling import repelled
from lessons.variable import MARGIN, Variable
from tests.app.stage.serving import serving
from toy_models.config import LossChoice

CODE = Code(real=("losses.am_softmax:am_margin",), short="lessons.in_six_lines:am_softmax")
LOSSES = (LossChoice.of("norm_softmax"), LossChoice.of("am_softmax", margin=0.35))
CIRCLE = circle(
    losses=LOSSES, borders=[Border(), Border(loss=1)], more=(MARGIN,), code=CODE, reading="",
    tour="angle=20..100", says=(("lead > 0", "near: {angle}"), ("", "far: w_k")),
    asks={"border": Ask(outcome=(60.0,), low=0, high=120, start=20, close=5)},
)  # fmt: skip
CURVE = curves(
    x=Axis(words="x", low=0, high=4), y=Axis(words="y", low=0, high=10), code=CODE, reading="",
    lines=[
        Line(name="rows", key="row", x=[0, 4], y=[[0, 0], [4, 8]], of="K"),
        Line(name="answer", key="answer", x=[0, 4], y=[1, 1], answer=True),
    ],
    marker=Variable(name="at", label="at", low=0, high=4, start=2, step=0.1, digits=1),
    more=[Variable.of_values("K", "K", (1, 3), 1)], tour="", says=(("", "{row}"),),
    asks={
        "line": Ask(outcome=(1.0,) * 5, places=(0, 1, 2, 3, 4), low=0, high=10, start=5, close=1)
    },
)  # fmt: skip
POINTS = points(
    dimension=3, count=6, at_random=True, loss=LossChoice.of("norm_softmax", scale=8.0),
    code=CODE, reading="",
    more=[Variable(name="m", label="m", low=0, high=1, start=0.9, step=0.01)], tour="turn=0..360",
    says=(("crowded = 0", "room"), ("", "{crowded} crowded")),
)  # fmt: skip
RAYS = rays(
    panels=[Panel(weights_KC2=np.array([[[1, 0], [0, 1]]]))], names="01", extent=2, probe=(1, 1),
    code=CODE, reading="", tour="x=0..1", says=(("", "{winner}"),),
)  # fmt: skip
CLOUD = rays(
    panels=[Panel(points_KN2=np.zeros((1, 1, 2)))], names="01", extent=2, code=CODE, reading="",
    labels_N=np.array([0]), tour="", says=(("", "a point"),),
)  # fmt: skip
SHEET = pictures(
    pixels_PHW=np.zeros((4, 2, 2)), wrong_P=np.array([False, True, False, True]), label="Ann",
    steps_K=np.array([0, 50]), crossed_KP=np.array([[1, 1, 1, 1], [1, 1, 0, 0]]), ask="wrong",
    tour="step=0..50", says=(("", "{crossed} crossed, {found} wrong, {false} right"),), code=CODE,
    reading="",
)  # fmt: skip


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    """A page that shows one figure after another."""
    with serving(file_routes) as host:
        page = browser.new_page(viewport={"width": 800, "height": 900})
        page.goto(f"http://{host}{file_url('course/browser/figure.css')}")
        styles = file_text("drawing/browser/drawing.css") + file_text("course/browser/figure.css")
        page.set_content(f"<style>{styles}</style><div id=here style='width: 600px'></div>")
        page.evaluate(
            """async (url) => {
                const { CourseFigure } = await import(url);
                window.Figure = CourseFigure;
            }""",
            file_url("course/browser/figure.js"),
        )
        yield page
        page.close()


def show(page: Any, figure: Live, settings: dict[str, str] | None = None, **given: Any) -> None:
    """A new figure on the page; what it tells is in `window.told`."""
    data = message(
        figure, slot="here", at=f"{id(given)}", settings=settings or {}, alternative="asked",
        file="f", **given,
    )  # fmt: skip
    page.evaluate(
        """async (data) => {
            const place = document.querySelector("#here");
            place.replaceChildren(document.createElement("div"));
            place.firstChild.className = "course-figure";
            window.told = {};
            window.figure = new window.Figure(place.firstChild);
            await window.figure.show(data, (name, value) => { window.told[name] = value; });
        }""",
        data,
    )
    page.wait_for_function("window.figure.timing.pictures > 0")


def test_the_circle_calculates_what_the_losses_do(page: Any) -> None:
    show(page, CIRCLE)
    for angle in (0, 33, 60, 75, 120):
        numbers = page.evaluate(
            "angle => { figure.variables.set('angle', angle); figure.followed();"
            " return figure.read().numbers; }",
            angle,
        )
        for choice in LOSSES:
            sample = explained(choice, between(float(angle)))
            assert numbers[f"loss.{choice.name}"] == pytest.approx(sample.loss, rel=1e-6, abs=1e-9)
            assert numbers[f"p.{choice.name}"] == pytest.approx(sample.p_C[0], rel=1e-6, abs=1e-9)
            assert numbers[f"push.{choice.name}"] == pytest.approx(
                sample.push_C[1], rel=1e-6, abs=1e-9
            )


def test_a_border_lies_where_the_margin_is_met(page: Any) -> None:
    show(page, CIRCLE)
    for margin in (0.0, 0.2, 0.35):
        angle = page.evaluate(
            """async ([url, m]) => {
                const { border } = await import(url);
                figure.variables.set("m", m);
                figure.followed();
                const { weights } = figure.kind;
                return (weights[0] - border(figure.kind.losses[1], weights, 0, 1)) * 180 / Math.PI;
            }""",
            [file_url("course/browser/kinds/forces.js"), margin],
        )
        assert angle == pytest.approx(boundary_with_margin(margin), abs=1e-6)


def test_words_of_lines_across_a_chart_do_not_lie_on_one_another(page: Any) -> None:
    blocks = [(0, 50, 1), (40, 90, 2), (45, 60, 1), (100, 120, 1)]  # from, to, rows
    begins = page.evaluate(
        """async ([url, blocks]) => (await import(url)).rowsOf(
            blocks.map(([from, to, rows]) => ({ from, to, rows })))""",
        [file_url("course/browser/kinds/uprights.js"), blocks],
    )
    assert begins == [0, 1, 3, 0]


def test_it_plays_and_waits_for_a_hand(page: Any) -> None:
    show(page, CIRCLE, {"angle": "20..100"})
    assert page.evaluate("figure.tour.playing")
    page.wait_for_function("figure.variables.now.angle > 22")
    handle = page.locator("[data-handle=angle]")
    handle.focus()
    page.keyboard.press("ArrowLeft")
    assert not page.evaluate("figure.tour.playing")
    held = page.evaluate("figure.variables.now.angle")
    page.wait_for_function("window.told.state")
    assert page.evaluate("window.told.state.angle") == held
    page.keyboard.press("Space")
    assert page.evaluate("figure.tour.playing")
    page.evaluate("figure.seek(1)")
    assert page.evaluate("figure.variables.now.angle") == 100
    page.wait_for_function("document.querySelector('.says').textContent === 'far: wk'")


def test_a_page_that_is_renewed_while_a_figure_comes_takes_no_drawing_back(page: Any) -> None:
    """The page may ask again before the first answer is there: the newest is shown, and once."""
    asked = message(
        CURVE, slot="here", at="1", settings={}, alternative="", file="f", ask="line", answer=None
    )
    answer = page.evaluate(
        """async (asked) => {
            const place = document.querySelector("#here");
            place.replaceChildren(document.createElement("div"));
            const figure = new Figure(place.firstChild);
            const first = figure.show({ ...asked, made: "older" }, () => {});
            const second = figure.show(asked, () => {});
            await Promise.all([first, second]);
            figure.drawing.set(0, 9);
            const third = figure.show({ ...asked, made: "newer" }, () => {});
            await figure.show(asked, () => {});
            await third;
            return [figure.made, figure.drawing.values[0]];
        }""",
        asked,
    )
    assert answer == [asked["made"], 9]


def test_a_chart_that_comes_while_its_page_hides_it_is_drawn_as_wide_as_the_page(page: Any) -> None:
    lesson = open_lesson("sv_softmax")
    chart = lesson.figures["pipeline"]
    assert isinstance(chart, Chart)
    drawn = chart_message(lesson, "pipeline", chart, dark=False, large=False)
    plotly = page.evaluate("location.origin") + PLOTLY_URL
    known = {"plotly": plotly, "alternative": "", "file": "f", "at": "1", "settings": None}
    early = page.evaluate(
        """async ([url, data]) => {
            const { CourseChart } = await import(url);
            const root = document.createElement("div");
            document.querySelector("#here").replaceChildren(root);
            const chart = new CourseChart(root);
            root.style.display = "none";
            await chart.show(data, () => {});
            const { drawn } = chart;
            root.style.display = "";
            window.chart = chart;
            return drawn;
        }""",
        [file_url("course/browser/chart.js"), drawn | known],
    )
    assert early is None
    page.wait_for_function("chart.drawn !== undefined")
    assert page.evaluate("chart.place._fullLayout.width") == 600


def test_a_step_begins_at_its_top_but_not_under_a_hand_that_is_there_before_it(page: Any) -> None:
    tops = page.evaluate(
        """async (url) => {
            const { listen, setOnce } = await import(url);
            const main = document.createElement("main");
            main.className = "stMain";
            main.style = "height: 90px; overflow: auto";
            main.append(document.createElement("p"));
            main.firstChild.style = "height: 900px";
            document.body.append(main);
            listen();
            const steps = [["first", false], ["second", false], ["third", true]];
            const tops = steps.map(([at, pressed]) => {
                history.pushState(null, "", `?at=${at}`);
                main.scrollTo(0, 200);
                if (pressed) main.dispatchEvent(new Event("pointerdown", { bubbles: true }));
                setOnce(at, []);
                return main.scrollTop;
            });
            main.remove();
            return tops;
        }""",
        file_url("stage/browser/remote.js"),
    )
    assert tops == [200, 0, 200]  # the page itself has opened at the first step


def test_sample_is_dragged_and_the_text_follows(page: Any) -> None:
    show(page, CIRCLE, {"angle": "20"})
    page.evaluate(
        "document.querySelector('#here').insertAdjacentHTML('beforeend', "
        "'<p><span data-follows=here.angle>0°</span></p>')"
    )
    start, end = page.evaluate(
        """() => {
            const box = figure.place.getBoundingClientRect();
            return [20, 90].map((angle) => {
                const { x, y } = figure.kind.point(figure.kind.direction(angle));
                return [box.left + x, box.top + y];
            });
        }"""
    )
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=4)
    page.mouse.up()
    assert page.evaluate("figure.variables.now.angle") == pytest.approx(90, abs=0.5)
    page.wait_for_function("document.querySelector('[data-follows]').textContent === '90°'")


def test_a_curve_is_drawn_in_one_stroke_and_stays_as_a_ghost(page: Any) -> None:
    show(page, CURVE, ask="line")
    assert page.locator(".says").text_content() == "asked"
    points = page.evaluate(
        """() => {
            const box = figure.place.getBoundingClientRect();
            return [[0, 2], [4, 6]].map(([x, y]) =>
                [box.left + figure.kind.px(x) + 1, box.top + figure.kind.py(y)]);
        }"""
    )
    page.mouse.move(*points[0])
    page.mouse.down()
    page.mouse.move(*points[1], steps=12)
    page.mouse.up()
    drawn = page.evaluate("window.told.drawn")
    assert drawn["ask"] == "line"
    np.testing.assert_allclose(drawn["values"], [2, 3, 4, 5, 6], atol=0.35)
    show(page, CURVE, ask="line", answer=drawn["values"], ghost=True)
    assert page.locator(".handle.drawn").count() == 0
    assert page.evaluate("figure.drawing.values") == drawn["values"]


def test_a_sentence_that_may_answer_a_question_is_not_shown(page: Any) -> None:
    show(page, CIRCLE, {"angle": "20"}, quiet=True)
    assert page.locator(".says").text_content() == "asked"


def test_a_touched_point_is_let_go_with_the_step(page: Any) -> None:
    show(page, CLOUD)
    touched = "figure.kind.touched?.n ?? -1"
    page.evaluate("figure.kind.hover(figure.kind.middle(0).x, figure.kind.middle(0).y)")
    assert page.evaluate(touched) == 0
    page.evaluate("figure.show({ ...figure.data, at: 'the next step' }, () => {})")
    assert page.evaluate(touched) == -1


def test_what_would_answer_a_question_waits_until_it_is_answered(page: Any) -> None:
    first = "JSON.stringify(figure.kind.points)"
    show(page, POINTS, quiet=True)
    before = page.evaluate(first)
    page.evaluate("figure.kind.move(1, true)")
    assert page.evaluate(first) == before
    show(page, RAYS, quiet=True)
    assert page.evaluate("figure.kind.handles().length") == 0
    show(page, RAYS)
    assert page.evaluate("figure.kind.handles().length") == 1


def pressed(page: Any, place: str) -> None:
    """Press and let go at a place of the figure, `[x, y]` in JavaScript."""
    x, y = page.evaluate(
        f"(() => {{ const box = figure.place.getBoundingClientRect(); const [x, y] = {place};"
        " return [box.left + x, box.top + y]; })()"
    )
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.up()


def test_a_marker_is_taken_from_anywhere_in_the_chart(page: Any) -> None:
    show(page, CURVE)
    pressed(page, "[figure.kind.px(3), figure.kind.py(9)]")
    assert page.evaluate("figure.variables.now.at") == pytest.approx(3, abs=0.05)


def test_a_border_is_drawn_by_a_press_on_its_side(page: Any) -> None:
    show(page, CIRCLE, ask="border")
    pressed(page, "Object.values(figure.kind.point(figure.kind.direction(80), 0.7))")
    assert page.evaluate("window.told.drawn")["values"] == pytest.approx([80], abs=0.5)


DOTS = dots(
    y=Axis(words="y", low=0, high=10), says=(("", ""),), reading="", code=CODE,
    categories=[Category(name=name, key=name, values=[2.0, 3.0]) for name in "ab"],
    asks={"mean": Ask(outcome=(2.5, 2.5), places=(0, 1), low=0, high=10, start=5, close=1)},
)  # fmt: skip


@pytest.mark.parametrize(
    ("figure", "ask", "many"),
    [(CIRCLE, "border", [[30], [90]]), (CURVE, "line", [[1] * 5, [9] * 5]),
     (DOTS, "mean", [[1, 1], [9, 9]]), (SHEET, "wrong", [[0, 1, 0, 0], [0, 1, 0, 1]])],
)  # fmt: skip
def test_the_predictions_of_many_lie_over_one_another(
    page: Any, figure: Live, ask: str, many: list[list[float]]
) -> None:
    """Ink lies where any of them is, and nobody can take hold of it."""
    show(page, figure, ask=ask)
    places = page.evaluate(
        """([ask, many]) => {
            const { kind, drawing, place } = window.figure;
            window.figure.drawing.many = [];
            const lines = () => {
                const found = [];
                const context = new Proxy({}, { get: (_, name) => (...given) => {
                    if (name === "lineTo" || name === "strokeRect") found.push(given);
                    return { width: 0 };
                }, set: () => true });
                kind.drawPrediction(context, window.figure.look(), drawing);
                return found;
            };
            const empty = lines().length;
            drawing.many = many;
            return [empty, lines().length, drawing.handles(kind).length];
        }""",
        [ask, many],
    )
    assert places[0] == 0
    assert places[1] >= len(many)
    assert places[2] == 0


def middle(place: Any) -> dict[str, float]:
    """Of an element, as an event has it."""
    box = place.bounding_box()
    return {"clientX": box["x"] + box["width"] / 2, "clientY": box["y"] + box["height"] / 2}


def test_pictures_are_marked_by_touch_and_by_key(page: Any) -> None:
    show(page, SHEET, ask="wrong")
    assert page.locator(".says").text_content() == "asked"
    assert page.locator(".slider:visible").count() == 0
    handles = page.locator(".handle.mark")
    for touched in (0, 1, 0):
        handles.nth(touched).click()
    handles.nth(3).focus()
    page.keyboard.press("ArrowUp")
    assert page.evaluate("window.told.drawn")["values"] == [0, 1, 0, 1]
    handles.nth(2).dispatch_event("pointerdown", {"bubbles": True, **middle(handles.nth(2))})
    assert page.evaluate("figure.drawing.values") == [0, 1, 1, 1]
    handles.nth(2).dispatch_event("pointercancel", {"bubbles": True})  # the finger has scrolled
    assert page.evaluate("figure.drawing.values") == [0, 1, 0, 1]
    show(page, SHEET, {"step": "50"}, ask="wrong", answer=[0, 1, 0, 1], ghost=True)
    assert page.locator(".says").text_content() == "2 crossed, 1 wrong, 1 right"


def test_a_line_follows_its_variable_between_two_rows(page: Any) -> None:
    show(page, CURVE)
    rows = page.evaluate(
        "[1, 2, 3].map((K) => { figure.variables.set('K', K); return figure.read().numbers.row; })"
    )
    assert rows == pytest.approx([0, 3, 6])
    assert page.evaluate("figure.variables.now.K") == 3


def test_points_repel_as_in_the_lesson_and_six_find_right_angles(page: Any) -> None:
    show(page, POINTS)
    start = np.array(POINTS.content["start"])[:6]
    moved = page.evaluate(
        """async ([url, start]) => {
            const { repel, unit } = await import(url);
            const points = start.map(unit);
            for (let step = 0; step < 30; step += 1) repel(figure.kind.losses[0], points);
            return points;
        }""",
        [file_url("course/browser/kinds/repelling.js"), start.tolist()],
    )
    start /= np.linalg.norm(start, axis=1, keepdims=True)
    np.testing.assert_allclose(moved, repelled(POINTS.losses[0], start[None], 30)[0], atol=1e-9)
    page.evaluate("figure.kind.move(0, true)")
    numbers = page.evaluate("figure.read().numbers")
    assert numbers["nearest"] == pytest.approx(90, abs=0.01)
    assert numbers["widest"] == pytest.approx(90, abs=0.01)
    assert numbers["room"] == pytest.approx(1, abs=1e-3)
    assert numbers["crowded"] == 0  # 0.9 asks for 84 degrees


def test_others_make_way_for_a_point_in_a_hand(page: Any) -> None:
    show(page, POINTS, {"turn": "0"})
    page.evaluate("figure.kind.move(0, true)")
    begin, end = page.evaluate(
        """() => {
            const box = figure.place.getBoundingClientRect();
            const front = figure.kind.handles()[0];
            window.held = Number(front.name.slice(1));
            const { middle, radius } = figure.kind;
            return [[front.x, front.y], [middle.x + radius / 3, middle.y - radius / 3]]
                .map(([x, y]) => [box.left + x, box.top + y]);
        }"""
    )
    page.wait_for_function(  # the next picture brings the handle there
        "() => Math.abs(parseFloat(figure.handles.buttons.get(`p${held}`).style.left)"
        " - figure.kind.handles().find(({ name }) => name === `p${held}`).x) < 0.5"
    )
    page.mouse.move(*begin)
    page.mouse.down()
    page.mouse.move(*end, steps=3)
    page.wait_for_function(  # drawn with the next picture
        "() => Math.abs(figure.kind.seen(figure.kind.points[held])[0] - 1 / 3) < 0.01"
    )
    page.evaluate("figure.kind.move(0, true)")
    x, y, z = page.evaluate("figure.kind.seen(figure.kind.points[held])")
    assert (x, y) == pytest.approx((1 / 3, 1 / 3), abs=0.01)
    assert z > 0
    assert page.evaluate("figure.read().numbers.nearest") == pytest.approx(90, abs=0.01)
    page.mouse.up()
    assert page.evaluate("figure.kind.inHand") == -1


def test_a_hand_on_the_ground_turns_the_sphere_until_it_lets_go(page: Any) -> None:
    show(page, POINTS, {"turn": "10"})
    left, top, radius = page.evaluate(
        """() => {
            const { left, top } = figure.place.getBoundingClientRect();
            const { middle, radius } = figure.kind;
            return [left + middle.x + 1.1 * radius, top + middle.y + 1.1 * radius, radius];
        }"""
    )
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(left - radius, top, steps=2)
    page.mouse.up()
    page.mouse.move(left, top)
    turned = np.degrees(-1) + 10 + 360
    assert page.evaluate("figure.variables.now.turn") == pytest.approx(turned, abs=0.5)


def test_legs_of_a_tour_play_together(page: Any) -> None:
    show(page, CIRCLE, {"angle": "20..100..100", "m": "0..0..0.7"})
    at = (
        "share => { figure.seek(share);"
        " const { now } = figure.variables; return [now.angle, now.m]; }"
    )
    assert page.evaluate(at, 0) == [20, 0]
    assert page.evaluate(at, 1) == [100, 0.7]
    angle, margin = page.evaluate(at, 0.4)
    assert 20 < angle <= 100
    assert margin == 0


def test_every_kind_moves_thirty_times_a_second(page: Any) -> None:
    """The time that a picture takes; the screen's own rate is not measured here."""
    for figure in (CIRCLE, CURVE, POINTS):
        show(page, figure)
        milliseconds = page.evaluate(
            """() => {
                const { timing } = figure;
                const [pictures, spent] = [timing.pictures, timing.draw];
                for (let i = 0; i < 20; i += 1) figure.draw(performance.now());
                return (timing.draw - spent) / (timing.pictures - pictures);
            }"""
        )
        assert milliseconds < 33


def test_what_the_next_step_needs_is_fetched_once(page: Any) -> None:
    """Addresses lie beside this page's own; the library is there already."""
    page.evaluate(
        """async (url) => {
            const { fetchAhead } = await import(url);
            window.Plotly ??= {};
            window.fetched = (name) => performance.getEntriesByType("resource").filter(
                (entry) => entry.name.endsWith(name)).length;
            const ahead = { scripts: ["/kinds/portraits.js"], runs: ["/chart.css"] };
            fetchAhead("/library", null);
            for (let i = 0; i < 3; i += 1) fetchAhead("/library", ahead);
        }""",
        file_url("course/browser/ahead.js"),
    )
    page.wait_for_function("fetched('kinds/portraits.js') && fetched('chart.css')")
    page.evaluate("() => new Promise((resolve) => requestAnimationFrame(resolve))")
    counts = page.evaluate("['portraits.js', 'chart.css', 'library'].map(fetched)")
    assert counts == [1, 1, 0]
