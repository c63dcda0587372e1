"""The stage in a browser while a job trains: frames are added, the playhead follows, and stays."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from app.drawing.files import PLOTLY_URL, file_routes, file_url
from app.jobs import Job, State
from app.stage.addresses import job_address, scene_address
from app.stage.routes import stage_routes
from app.toy_runs.changes import ALL, Change
from app.toy_runs.comparison import scene_of
from tests.app.proxies import proxy
from tests.app.runs import SMALL, flat, run_of, wait_until
from tests.app.stage.serving import serving
from tests.app.stage.under_way import opened, part
from tests.patience import MILLISECONDS

PAGE = f"""<!doctype html><link rel="stylesheet" href="{file_url("stage/browser/stage.css")}">
<body></body>"""
#: JavaScript: a new stage on the page, under a key of its own, so that it remembers nothing.
ANEW = """() => {
    const root = document.createElement("div");
    root.className = "stage";
    document.body.replaceChildren(root);
    window.key = `stage-${window.keys = (window.keys ?? 0) + 1}`;
    window.stage = new Stage(root);
}"""


async def _page(_: Request) -> HTMLResponse:
    return HTMLResponse(PAGE)


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    with serving([Route("/", _page), *file_routes, *stage_routes]) as host:
        yield host


@contextlib.contextmanager
def opened_at(browser: Any, host: str) -> Iterator[Any]:
    """A page that knows the stage; `page.errors` is what it has met."""
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.goto(f"http://{host}/")
    url = file_url("stage/browser/stage.js")
    page.evaluate("async (url) => { window.Stage = (await import(url)).Stage; }", url)
    yield page
    page.close()


@contextlib.contextmanager
def empty_stage(page: Any) -> Iterator[Any]:
    """The page with a new stage, which must not meet an error."""
    page.evaluate(ANEW)
    yield page
    page.evaluate("stage.followed?.leave()")
    errors, page.errors = page.errors, []
    assert errors == []


@pytest.fixture(scope="module")
def shared(browser: Any, host: str) -> Iterator[Any]:
    with opened_at(browser, host) as page:
        yield page


@pytest.fixture
def page(shared: Any) -> Iterator[Any]:
    with empty_stage(shared) as page:
        yield page


def show(page: Any, tell: str = "() => {}", **source: str) -> None:
    data = {**source, "plotly": PLOTLY_URL}
    page.evaluate(f"(data) => stage.show({{ ...data, key }}, {tell})", data)


def follow(page: Any, job: Job) -> None:
    show(page, live=job_address(job))
    page.wait_for_function("stage.run !== undefined")


def wait_for(page: Any, condition: str) -> None:
    page.wait_for_function(condition, timeout=MILLISECONDS)


def test_frames_are_added_and_the_playhead_follows(page: Any) -> None:
    job, whole = opened(), flat()
    follow(page, job)
    assert page.evaluate("[stage.run.steps, stage.clock.head]") == [[0], 0]
    for k in range(1, len(whole.steps_K)):
        job.frames.add(*part(whole, slice(k, k + 1)))
        wait_for(page, f"stage.run.last === {k} && stage.clock.head === {k}")
        share = whole.steps_K[k] / SMALL.steps  # the slider shows how much is trained
        shown = page.evaluate("(({ value, max }) => value / max)(stage.controls.player.scrubber)")
        assert shown == pytest.approx(share)
    assert page.evaluate("stage.run.steps") == whole.steps_K.tolist()
    assert page.locator(".reading").inner_text() == f"step {SMALL.steps} of {SMALL.steps}"
    last = page.evaluate("[...stage.run.frames[stage.run.last].features]")
    assert last == whole.features_KLND[-1].ravel().tolist()


def test_a_reader_who_looks_back_is_left_in_peace(page: Any) -> None:
    job, whole = opened(), flat()
    follow(page, job)
    job.frames.add(*part(whole, slice(1, 3)))
    wait_for(page, "stage.clock.head === 2")
    page.evaluate("stage.seek(1)")
    job.frames.add(*part(whole, slice(3, 4)))
    wait_for(page, "stage.run.last === 3")
    assert page.evaluate("stage.clock.head") == 1
    page.evaluate("stage.seek(3)")
    job.frames.add(*part(whole, slice(4, 5)))
    wait_for(page, "stage.clock.head === 4")


def test_a_paused_training_goes_on_at_a_press_while_the_picture_catches_up(page: Any) -> None:
    """Frames arrive after the pause: the button must not stop the picture then."""
    job, _ = opened(), flat()
    follow(page, job)
    page.evaluate(
        """() => {
            window.asked = [];
            stage.controls.player.training.ask = (what) => asked.push(what);
        }"""
    )
    job.state = State.PAUSED
    job.frames.touch()
    wait_for(page, "stage.controls.player.training.live?.state === 'paused'")
    page.evaluate("stage.clock.following = stage.clock.playing = true; stage.redraw()")
    wait_for(page, "stage.controls.player.playButton.title === 'Play'")
    page.evaluate("stage.toggle()")
    assert page.evaluate("asked") == ["resume"]
    job.wait()
    job.step, job.place = 1, 1
    job.frames.touch()
    wait_for(page, "stage.controls.player.training.words.textContent === 'next in line'")


def test_the_end_leaves_the_picture_and_the_whole_run_takes_its_place(page: Any) -> None:
    job, whole = opened(), flat()
    follow(page, job)
    job.frames.add(*part(whole, slice(1, 4)))
    wait_for(page, "stage.clock.head === 3")
    job.state = State.FINISHED
    job.frames.touch()
    wait_for(page, "stage.followed.over && !stage.clock.following")
    assert page.evaluate("[stage.run.last, stage.clock.head]") == [3, 3]
    show(page, run=scene_address(scene_of(whole)))
    wait_for(page, "stage.run.last === 4")
    assert page.evaluate("[stage.clock.head, stage.clock.playing]") == [4, False]


def test_what_is_chosen_stays_chosen_when_the_whole_run_comes(page: Any) -> None:
    job, whole = opened(), flat()
    follow(page, job)
    job.frames.add(*part(whole, slice(1, 4)))
    wait_for(page, "stage.clock.head === 3")
    page.evaluate("stage.select([2, 5])")
    job.state = State.FINISHED
    job.frames.touch()
    wait_for(page, "stage.followed.over")
    show(page, run=scene_address(scene_of(whole)))
    wait_for(page, "stage.run.last === 4")
    assert page.evaluate("[...stage.selection]") == [2, 5]


def test_of_what_was_chosen_only_what_is_there_stays_and_python_is_told(page: Any) -> None:
    whole = flat()
    few = replace(
        whole,
        samples_N=whole.samples_N[:3],
        labels_N=whole.labels_N[:3],
        true_labels_N=whole.true_labels_N[:3],
        inputs_N=whole.inputs_N[:3],
        arrays={
            name: array[:, :, :3] if "N" in name.rsplit("_", 1)[1] else array
            for name, array in whole.arrays.items()
        },
    )
    show(page, run=scene_address(scene_of(whole)))
    wait_for(page, "stage.run !== undefined")
    page.evaluate("stage.select([1, 7])")
    page.evaluate("window.told = undefined")
    tell = "(name, ids) => { window.told = ids; }"
    show(page, tell, run=scene_address(scene_of(few)))
    wait_for(page, "stage.run.samples === 3")
    assert page.evaluate("[[...stage.selection], told]") == [[1], [int(whole.samples_N[1])]]


def test_another_run_than_the_one_that_was_followed_plays_from_its_start(page: Any) -> None:
    follow(page, opened())
    show(page, run=scene_address(scene_of(run_of(replace(SMALL, seed=5, losses=SMALL.losses[:2])))))
    wait_for(page, "stage.run.losses === 2")
    wait_for(page, "stage.clock.head > 0")
    assert page.evaluate("stage.clock.growing") is False


def test_changes_are_marked_on_the_scrubber(page: Any) -> None:
    job, whole = opened(), flat()
    follow(page, job)
    job.frames.add(*part(whole, slice(1, 3)))
    wait_for(page, "stage.run.last === 2")
    job.changes.append(Change(int(whole.steps_K[1]), ALL, "t", 1.5))
    job.frames.touch()
    wait_for(page, "document.querySelectorAll('.change').length === 1")
    mark = page.locator(".change")
    assert mark.get_attribute("title") == f"step {whole.steps_K[1]}: t of all losses = 1.5"
    page.evaluate("stage.seek(1)")  # the mark is where the slider has its thumb at this step
    wait_for(page, "stage.controls.player.scrubber.value === '1'")
    shown = page.evaluate("(({ value, max }) => value / max)(stage.controls.player.scrubber)")
    style = float(mark.get_attribute("style").removeprefix("left: ").removesuffix("%;"))
    assert style == pytest.approx(100 * shown, abs=0.01)


def test_titles_tell_the_parameters_of_the_playheads_step(page: Any) -> None:
    job, whole = opened(), flat()
    follow(page, job)
    job.frames.add(*part(whole, slice(1, 4)))
    job.changes.append(Change(int(whole.steps_K[2]), "SV-Softmax", "t", 1.5))
    job.frames.touch()
    wait_for(page, "stage.run.last === 3 && stage.run.changes.length === 1")
    page.evaluate(
        """() => {
            window.said = [];
            const context = stage.canvas.getContext("2d");
            const fill = context.fillText.bind(context);
            context.fillText = (...all) => { said.push(all[0]); fill(...all); };
        }"""
    )
    for k, words in ((1, "t = 1.1"), (2, "t = 1.5"), (3, "t = 1.5")):
        page.evaluate(f"said.length = 0; stage.seek({k})")
        wait_for(page, "said.length > 0 && !stage.waiting")
        assert page.evaluate("said.filter((one) => one.startsWith('t = '))")[0] == words


def test_a_changed_run_that_is_shown_again_keeps_its_marks(page: Any) -> None:
    whole = replace(flat(), changes=((int(flat().steps_K[2]), "all", "t", 1.5),))
    show(page, run=scene_address(scene_of(whole)))
    wait_for(page, "stage.run !== undefined")
    mark = page.locator(".change")
    assert mark.get_attribute("title") == f"step {whole.steps_K[2]}: t of all losses = 1.5"
    assert page.evaluate("[stage.run.parametersAt(1, 1), stage.run.parametersAt(2, 1)]") == [
        "t = 1.1",
        "t = 1.5",
    ]


@pytest.mark.slow
def test_the_charts_grow_with_the_run_under_one_cursor(page: Any) -> None:
    job, whole = opened(), flat()
    follow(page, job)
    job.frames.add(*part(whole, slice(1, 3)))
    points = "stage.charts.place._fullData?.[0]?.x?.length"
    wait_for(page, f"{points} === 3")
    room = page.evaluate("stage.charts.place.layout.xaxis.range")
    assert room == [0, SMALL.steps]
    page.evaluate("stage.seek(1)")
    wait_for(page, f"stage.charts.place.layout.shapes?.[0].x0 === {whole.steps_K[1]}")
    job.frames.add(*part(whole, slice(3, 5)))
    wait_for(page, f"{points} === 5")
    assert page.evaluate("stage.charts.place.layout.shapes[0].x0") == whole.steps_K[1]
    page.locator("[data-chart=budget]").click()
    wait_for(page, "stage.charts.ready === 'budget'")
    assert "/stage-live/" in page.evaluate("stage.charts.requested")
    show(page, run=scene_address(scene_of(whole)))
    wait_for(
        page, "stage.charts.requested.includes('/stage-runs/') && stage.charts.ready === 'budget'"
    )


def test_charts_that_are_drawn_slowly_are_drawn_seldom(page: Any) -> None:
    follow(page, opened())
    waits = page.evaluate(
        """() => {
            const [waits, { setTimeout }] = [[], window];
            window.setTimeout = (_, wait) => waits.push(wait);
            Object.assign(stage.charts, { renewal: undefined, cost: 20 });
            stage.charts.grown();
            Object.assign(stage.charts, { renewal: undefined, cost: 400 });
            stage.charts.grown();
            window.setTimeout = setTimeout;
            return waits;
        }"""
    )
    assert waits == [1000, 4000]


@pytest.mark.slow
def test_a_lost_connection_is_said_and_found_again_as_often_as_it_breaks(
    browser: Any, host: str
) -> None:
    job, whole = opened(), flat()
    with proxy(host) as line, opened_at(browser, line.host) as other, empty_stage(other) as page:
        follow(page, job)
        job.frames.add(*part(whole, slice(1, 3)))
        wait_for(page, "stage.clock.head === 2")
        page.evaluate("stage.seek(1)")
        trouble = page.locator(".trouble")
        for k in (3, 4):
            line.cut()
            wait_for(page, "document.querySelector('.trouble').textContent")
            assert trouble.inner_text() == "no connection; trying again"
            assert page.locator(".training").inner_text() == ""  # how long it takes is old
            job.frames.add(*part(whole, slice(k, k + 1)))
            line.mend()
            wait_for(page, f"stage.run.last === {k}")
            assert trouble.inner_text() == ""
            assert page.evaluate("[stage.clock.head, stage.run.steps.length]") == [1, k + 1]


def test_pauses_between_attempts_grow_and_end_when_the_browser_is_online(page: Any) -> None:
    follow(page, opened())
    waits = page.evaluate(
        """() => {
            const { followed } = stage;
            const [waits, { setTimeout }] = [[], window];
            window.setTimeout = (_, wait) => waits.push(wait);
            followed.connect = () => waits.push("now");
            for (let n = 0; n < 6; n += 1) followed.closed(1006);
            window.dispatchEvent(new Event("online"));
            followed.leave();
            window.dispatchEvent(new Event("online"));
            window.setTimeout = setTimeout;
            return waits;
        }"""
    )
    assert waits == [500, 1000, 2000, 4000, 8000, 8000, "now"]


def test_a_training_that_is_gone_is_said_where_people_look(page: Any) -> None:
    follow(page, opened())
    page.evaluate("stage.followed.closed(4404)")
    assert page.locator(".trouble").inner_text().startswith("This training can no longer be")
    assert page.evaluate("[stage.clock.following, stage.followed.timer]") == [False, None]


def test_a_job_that_begins_again_is_shown_from_its_start(page: Any) -> None:
    job, whole = opened(), flat()
    follow(page, job)
    job.frames.add(*part(whole, slice(1, 5)))
    wait_for(page, "stage.clock.head === 4")
    opening = job.frames.since(0, 0).opening
    assert opening
    job.frames.open(opening)
    wait_for(page, "stage.run.last === 0 && stage.clock.head === 0")
    job.frames.add(*part(whole, slice(1, 2)))
    wait_for(page, "stage.clock.head === 1")


def test_another_job_takes_the_place_of_the_first(page: Any) -> None:
    first, second = opened(), opened(flat(embedding=3))
    follow(page, first)
    waiting = Job(SMALL, state=State.WAITING)
    show(page, live=job_address(waiting))
    frame = "getComputedStyle(document.querySelector('.frame'), '::after').content"
    assert "this is the one before" in page.evaluate(frame)
    show(page, live=job_address(second))
    wait_for(page, "stage.run.dimension === 3")
    assert page.evaluate(frame) == "none"
    wait_until(lambda: not first.frames.watched, "the first socket's end")
