"""The Playground: a figure before any click, the settings of its widgets, and jobs to their end."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app.controls.difference import NOT_YET, OTHER
from app.figures.reading import reading
from app.jobs import Job, Limits, Pool, State, sharing
from app.scene.scene import Scene
from app.stage.addresses import SCENES_URL, scenes
from app.starting_points.table import STARTING_POINTS
from app.toy_runs.comparison import scene_of
from app.toy_runs.store import SHIPPED
from app.toy_runs.words import about
from tests.app.pages import playground_page
from tests.app.pools import Sleeping, give_first, stand_in
from tests.app.runs import assert_same_run, flat, run_of, small_config, wait_until
from tests.patience import SECONDS
from toy_models.data import Blobs, Digits
from toy_models.first_run import FIRST_RUN
from toy_models.gentle import gentle

SMALL_ADDRESS = {
    "data": "Blobs on the circle or sphere",
    "blobs_classes": "3",
    "blobs_samples": "20",
    "losses": ["Softmax", "SV-Softmax"],
    "steps": "50",
    "hidden": "16",
}
OF_SMALL_ADDRESS = replace(
    FIRST_RUN,
    data=Blobs(classes=3, per_class=20),
    losses=(gentle("norm_softmax"), gentle("sv_softmax")),
    steps=50,
    hidden=(16, 16),
    softmax_warmup=15,
    t_warmup=25,
)

Visit = Callable[..., AppTest]


@pytest.fixture
def visit() -> Iterator[Visit]:
    """Open the page with a pool, and with an address and a colour scheme if given."""
    with ExitStack() as shared:

        def open_page(
            pool: Pool, address: dict[str, Any] | None = None, scheme: str | None = None
        ) -> AppTest:
            shared.enter_context(sharing(pool))
            page = playground_page(SECONDS)
            page.query_params = address or {}
            page.context = {"theme": scheme}
            return sound(page.run())

        yield open_page


def sound(page: AppTest) -> AppTest:
    assert not page.exception
    return page


def stages(page: AppTest) -> list[dict[str, Any]]:
    """The data of each stage on the page; there is one stage or none."""
    parts = [json.loads(part.proto.json) for part in page.get("bidi_component")]
    return [data for data in parts if data.get("script", "").endswith("/stage.js")]


def shown(page: AppTest) -> Scene:
    """The scene that the stage on the page fetches."""
    (data,) = stages(page)
    result = scenes.find(data["run"].removeprefix(f"{SCENES_URL}/"))
    assert result is not None
    return result


def infos(page: AppTest) -> list[str]:
    """The sentences about a difference between the picture and the settings."""
    return [info.value for info in page.info if not info.icon]


def captions(page: AppTest) -> list[str]:
    return [caption.value for caption in page.caption]


def mend(page: AppTest, label: str) -> AppTest:
    """Press the button that mends a difference between the picture and the settings."""
    button = page.button(key="mend")
    assert button.label == label
    return sound(button.click().run())


def job_of(page: AppTest) -> Job:
    job: Job = page.session_state.job
    return job


def finished(page: AppTest) -> AppTest:
    """The page after its job is over."""
    assert job_of(page).ended.wait(SECONDS)
    sound(page.run())
    assert "job" not in page.session_state
    return page


@pytest.fixture
def shipping(tmp_path: Path) -> Sleeping:
    """A pool without a worker that has the shipped run."""
    return Sleeping(tmp_path / "runs", SHIPPED)


def test_the_page_opens_on_the_shipped_run_before_any_click(visit: Visit, pool: Pool) -> None:
    page = visit(pool)
    result = page.session_state.result
    assert result.config == FIRST_RUN
    assert shown(page) is scene_of(result)
    assert len(result.steps_K) > 40
    assert captions(page)[-2:] == [reading(2), about(result, result.provenance)]
    assert not page.error
    assert not page.warning
    assert not page.get("progress")
    assert "job" not in page.session_state


def test_the_widgets_hold_the_shipped_run_at_first(visit: Visit, shipping: Sleeping) -> None:
    visit(shipping)
    assert shipping.asked == [FIRST_RUN]


def test_a_rerun_shows_the_same_and_asks_for_nothing(visit: Visit, shipping: Sleeping) -> None:
    page = visit(shipping)
    before = stages(page)
    shipping.asked.clear()
    assert stages(sound(page.run())) == before
    assert shipping.asked == []


def test_the_run_on_the_stage_is_offered_with_five_seeds(visit: Visit, sleeping: Sleeping) -> None:
    give_first(sleeping)
    page = visit(sleeping)
    page.button(key="seeds-start").click().run()
    assert page.session_state["seeds-batches"][replace(FIRST_RUN, seed=0)].job.config.seed == 1
    assert "job" not in page.session_state  # the stage keeps the finished run


def test_a_starting_point_opens_on_its_shipped_run(visit: Visit, shipping: Sleeping) -> None:
    page = visit(shipping, {"start": "gap"})
    (point,) = (point for point in STARTING_POINTS if point.slug == "gap")
    assert page.session_state.result.config == point.config
    assert any(point.watch in note.value for note in page.markdown)
    assert "job" not in page.session_state


def test_without_a_shipped_run_the_first_is_trained(visit: Visit, sleeping: Sleeping) -> None:
    page = visit(sleeping)
    assert job_of(page).config == FIRST_RUN
    (data,) = stages(page)
    assert data["live"].startswith("/stage-live/")
    assert "run" not in data
    sleeping.end(job_of(page), State.FINISHED, result=stand_in(FIRST_RUN))
    assert len(stages(finished(page))) == 1


def test_a_first_run_that_fails_is_not_tried_again_by_itself(
    visit: Visit, sleeping: Sleeping
) -> None:
    page = visit(sleeping)
    sleeping.end(job_of(page), State.FAILED, why="It cannot be.")
    finished(page)
    assert [error.value for error in page.error] == ["It cannot be."]
    sound(page.run())
    assert "job" not in page.session_state
    assert [error.value for error in page.error] == ["It cannot be."]
    mend(page, "Try again")
    assert job_of(page).config == FIRST_RUN
    assert not page.error


def test_what_the_widgets_say_is_what_is_trained(visit: Visit, sleeping: Sleeping) -> None:
    give_first(sleeping)
    page = visit(sleeping)
    page.slider(key="noise").set_value(15)
    page.segmented_control(key="dimension").set_value(8)
    page.slider(key="sv_arc_softmax-t").set_value(1.3)
    page.slider(key="steps").set_value(300)
    page.toggle(key="cnn").set_value(True)
    page.number_input(key="seed").set_value(9)
    sound(page.run())
    parameters = {**dict(gentle("sv_arc_softmax").parameters), "t": 1.3}
    losses = list(FIRST_RUN.losses)
    losses[2] = type(losses[2]).of("sv_arc_softmax", **parameters)
    assert job_of(page).config == replace(
        FIRST_RUN,
        label_noise=0.15,
        embedding=8,
        losses=tuple(losses),
        steps=300,
        softmax_warmup=90,
        t_warmup=150,
        network="cnn",
        hidden=(8, 16, 32),
        seed=9,
    )
    assert page.session_state.result.config == FIRST_RUN  # the old figure stays until then
    assert len(stages(page)) == 1


def test_without_a_loss_there_is_one_sentence_and_the_old_figure(
    visit: Visit, sleeping: Sleeping
) -> None:
    give_first(sleeping)
    page = visit(sleeping)
    sound(page.multiselect(key="losses").set_value([]).run())
    assert [warning.value for warning in page.warning] == ["Choose at least one loss."]
    assert len(stages(page)) == 1
    assert infos(page) == [f"Choose at least one loss. {NOT_YET}"]
    assert page.slider(key="steps").value == FIRST_RUN.steps  # the other widgets stay
    mend(page, "Settings of the picture")
    assert page.multiselect(key="losses").value == [choice.name for choice in FIRST_RUN.losses]
    page.multiselect(key="losses").set_value(["sv_softmax"]).run()
    assert job_of(page).config == replace(FIRST_RUN, losses=(gentle("sv_softmax"),))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "Choose a CSV file to train on it."),
        (
            "x,label\n" + "1,a\n" * 8,
            "Column 'label' has one class only; two or more are needed.",
        ),
        (
            "x,label\n" + "1,a\n2,b\n" * 4 + "two,a\n",
            "Column 'x', line 10 holds 'two', which is not a number.",
        ),
        ("x,label\n" + "1,a\n2,b\n" * 4 + ",a\n", "A value is missing in column 'x', line 10."),
    ],
    ids=["no file", "one class", "text", "a gap"],
)
def test_a_csv_that_cannot_be_used_is_one_sentence_and_the_page_goes_on(
    visit: Visit, sleeping: Sleeping, content: str | None, sentence: str
) -> None:
    give_first(sleeping)
    page = visit(sleeping)
    sound(page.selectbox(key="data").set_value("csv").run())
    if content is not None:
        page.file_uploader(key="csv").upload("own.csv", content.encode())
        sound(page.run())
    assert [warning.value for warning in page.warning] == [sentence]
    assert len(stages(page)) == 1
    assert infos(page) == [f"{sentence} {NOT_YET}"]
    assert len(page.multiselect(key="losses").value) == len(FIRST_RUN.losses)


def test_a_csv_of_ones_own_is_trained(visit: Visit, pool: Pool) -> None:
    page = visit(pool, {"losses": ["SV-Softmax"], "steps": "50", "hidden": "16"})
    page.selectbox(key="data").set_value("csv").run()
    draw = np.random.default_rng(0)
    rows = [f"{a:.3f},{b:.3f},{'ab'[k % 2]}" for k, (a, b) in enumerate(draw.normal(size=(40, 2)))]
    page.file_uploader(key="csv").upload("own.csv", "\n".join(["x,y,fruit", *rows]).encode())
    finished(sound(page.run()))
    result = page.session_state.result
    assert result.config.data.kind == "csv"
    assert result.class_names == ("a", "b")
    assert any(text.startswith("Data: csv, 30 training samples shown.") for text in captions(page))


def test_a_run_is_trained_and_shown(visit: Visit, pool: Pool) -> None:
    page = visit(pool, SMALL_ADDRESS)  # a link to a run that is not stored trains it
    assert job_of(page).config == OF_SMALL_ADDRESS
    finished(page)
    result = page.session_state.result
    assert_same_run(result, run_of(OF_SMALL_ADDRESS))
    assert shown(page) is scene_of(result)
    assert captions(page)[-1] == about(result, result.provenance)
    assert "Data: blobs, 60 training samples shown. 50 of 50 steps" in captions(page)[-1]
    assert not page.error
    assert not page.get("progress")
    # It is stored: the same address opens on it, and the way back to its settings shows it at once.
    assert visit(pool, SMALL_ADDRESS).session_state.result is result
    sound(page.number_input(key="seed").set_value(1).run())
    assert job_of(page).config == replace(OF_SMALL_ADDRESS, seed=1)
    sound(page.number_input(key="seed").set_value(0).run())
    assert "job" not in page.session_state
    assert page.session_state.result is result


def test_a_line_that_is_too_long_is_an_error_in_a_sentence(
    visit: Visit, sleeping: Sleeping
) -> None:
    give_first(sleeping)
    for seed in range(Limits().training_at_once + Limits().waiting_at_most):
        sleeping.submit(small_config(seed))
    page = visit(sleeping)
    sound(page.slider(key="steps").set_value(50).run())
    assert [error.value for error in page.error] == [
        f"{Limits().waiting_at_most} trainings are waiting already; try again in a minute."
    ]
    assert len(stages(page)) == 1


def test_a_stopped_run_shows_what_there_is(visit: Visit, pool: Pool) -> None:
    page = visit(pool, {**SMALL_ADDRESS, "steps": "3000", "seed": "3"})
    job = job_of(page)
    wait_until(lambda: job.step > 20, "some steps")
    pool.stop(job)
    assert job.ended.wait(SECONDS)
    sound(page.run())
    assert job.state is State.STOPPED
    result = page.session_state.result
    assert result is job.result
    assert result.stopped
    assert f"{result.steps_K[-1]:,} of 3,000 steps" in captions(page)[-1]
    assert shown(page) is scene_of(result)
    assert infos(page) == [f"Stopped at step {result.steps_K[-1]:,} of 3,000."]


def test_a_job_that_is_stopped_while_it_waits_leaves_the_old_figure(
    visit: Visit, sleeping: Sleeping
) -> None:
    give_first(sleeping)
    page = visit(sleeping)
    sound(page.slider(key="steps").set_value(50).run())
    sleeping.stop(job_of(page))
    sound(page.run())
    assert "job" not in page.session_state
    assert page.session_state.result.config == FIRST_RUN
    assert not page.error
    assert infos(page) == [OTHER]
    mend(page, "Train these settings")
    assert job_of(page).config.steps == 50


def test_a_job_that_fails_is_an_error_in_a_sentence_until_the_next(
    visit: Visit, sleeping: Sleeping
) -> None:
    give_first(sleeping)
    page = visit(sleeping)
    sound(page.slider(key="steps").set_value(50).run())
    sleeping.end(job_of(page), State.FAILED, why="Training stopped at step 3: so it is.")
    finished(page)
    for _ in range(2):
        assert [error.value for error in page.error] == ["Training stopped at step 3: so it is."]
        assert len(stages(page)) == 1  # the old one
        sound(page.run())
    mend(page, "Try again")
    assert not page.error
    assert job_of(page).state is State.WAITING


@pytest.mark.slow
def test_a_worker_that_dies_is_replaced_and_the_page_says_so(visit: Visit, pool: Pool) -> None:
    page = visit(pool, {**SMALL_ADDRESS, "steps": "1500", "seed": "4"})
    job = job_of(page)
    wait_until(lambda: job.step, "a first step")
    assert pool.worker_pid
    os.kill(pool.worker_pid, signal.SIGKILL)
    wait_until(lambda: job.note, "a note")
    sound(page.run())
    assert job.note in captions(page)
    finished(page)
    assert page.session_state.result.config == replace(
        OF_SMALL_ADDRESS, seed=4, steps=1500, softmax_warmup=450, t_warmup=750
    )
    assert not page.error


def test_features_on_the_sphere_are_shown_with_their_reading(visit: Visit, pool: Pool) -> None:
    page = visit(pool, {**SMALL_ADDRESS, "dimension": "3-D sphere"})
    finished(page)
    result = page.session_state.result
    assert result.config == replace(OF_SMALL_ADDRESS, embedding=3)
    assert shown(page) is scene_of(result)
    assert captions(page)[-2] == reading(3)


def test_more_dimensions_are_said_to_be_a_projection(visit: Visit, sleeping: Sleeping) -> None:
    result = flat(embedding=5)
    give_first(sleeping)
    page = visit(sleeping)
    page.session_state["result"] = result
    sound(page.run())
    assert captions(page)[-2] == reading(5)
    assert "No plane shows 5 dimensions truly" in captions(page)[-2]
    assert shown(page) is scene_of(result)


def test_the_address_is_that_of_a_run(visit: Visit, sleeping: Sleeping) -> None:
    give_first(sleeping)
    sleeping.give(stand_in(OF_SMALL_ADDRESS))
    page = visit(sleeping, SMALL_ADDRESS)
    assert sleeping.asked == [OF_SMALL_ADDRESS]
    assert page.session_state.result.config == OF_SMALL_ADDRESS


@pytest.mark.parametrize(
    ("label", "dimension"), [("2-D circle", 2), ("3-D sphere", 3), ("8-D", 8), ("64-D", 64)]
)
def test_the_address_restores_the_dimension(
    visit: Visit, sleeping: Sleeping, label: str, dimension: int
) -> None:
    give_first(sleeping)
    visit(sleeping, {"dimension": label})
    assert sleeping.asked[0] == replace(FIRST_RUN, embedding=dimension)


def test_a_stopped_run_and_the_whole_one_are_two_figures(visit: Visit, sleeping: Sleeping) -> None:
    give_first(sleeping)
    whole = flat()
    stopped = replace(
        whole,
        stopped=True,
        steps_K=whole.steps_K[:3],
        arrays={name: array[:3] for name, array in whole.arrays.items()},
    )
    page = visit(sleeping)
    for result in (whole, stopped):
        page.session_state["result"] = result
        sound(page.run())
        assert shown(page) is scene_of(result)


def test_two_visitors_of_one_config_share_the_job(visit: Visit, sleeping: Sleeping) -> None:
    give_first(sleeping)
    pages = [visit(sleeping, {"steps": "50"}) for _ in range(2)]
    assert job_of(pages[0]) is job_of(pages[1])
    assert job_of(pages[0]).config.data == Digits()
