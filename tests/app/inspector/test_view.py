"""The inspector as a reader meets it: with the trainer, without, and with wrong labels."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from app.inspector.formula import formula
from app.inspector.neighbours import neighbours
from app.inspector.story import cosines, story
from app.inspector.view import HONEST
from app.jobs import Pool
from app.jobs.pool import AWAY
from app.look.themes import DARK, LIGHT
from app.toy_runs.comparison import scene_of
from tests.app.runs import flat, run_of, small_config
from toy_models.config import LossChoice
from toy_models.data import Digits
from toy_models.explanation import Explanation, explain
from toy_models.gentle import gentle
from toy_models.record import Run
from toy_models.schedule import loss_at

Visit = Callable[..., AppTest]
SECONDS = 60


class Here(Pool):
    """A pool that explains without a worker."""

    def __init__(self) -> None:
        self.asked = 0
        self.choices: list[LossChoice] = []

    def explain(self, *asked: Any, timeout: float = 10) -> Explanation:
        self.asked += 1
        self.choices.append(asked[0])
        return explain(*asked)


def script(pool: object, result: object, sample: int) -> None:
    from app.inspector.view import inspect
    from app.toy_runs.comparison import of_run

    inspect(pool, of_run(result), sample, "one")


@pytest.fixture
def visit() -> Iterator[Visit]:
    """Open the inspector; nothing is remembered from one test to another."""

    def open_page(pool: Pool, result: Run, sample: int, scheme: str | None = None) -> AppTest:
        page = AppTest.from_function(script, args=(pool, result, sample), default_timeout=SECONDS)
        page.context = {"theme": scheme}
        return sound(page.run())

    st.cache_resource.clear()
    yield open_page
    st.cache_resource.clear()


def sound(page: AppTest) -> AppTest:
    assert not page.exception
    return page


def charts(page: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in page.get("plotly_chart")]


def texts(page: AppTest) -> str:
    """All prose, as Markdown shows it."""
    return re.sub(r"\\(.)", r"\1", "\n".join(one.value for one in page.markdown))


def told_of(result: Run, k: int, loss: int, row: int) -> Explanation:
    choice = loss_at(result.config, loss, int(result.steps_K[k]))
    norm = float(result.norms_KLN[k, loss, row])
    return explain(
        choice, cosines(scene_of(result), loss, row)[k].tolist(), int(result.labels_N[row]), norm
    )


def hard_row(result: Run, loss: int) -> int:
    """A sample with a support vector at the last step."""
    return int(np.flatnonzero(result.support_vectors(-1, loss).any(1))[0])


def test_it_opens_at_the_last_step_of_the_first_loss(visit: Visit) -> None:
    result = flat()
    row = hard_row(result, 0)
    page = visit(Here(), result, int(result.samples_N[row]))
    told = told_of(result, -1, 0, row)
    (table,) = page.dataframe
    names = list(table.value["class"])
    assert sorted(names) == sorted(result.class_names)
    for at, name in enumerate(names):
        c = result.class_names.index(name)
        line = table.value.iloc[at]
        assert line["angle (°)"] == pytest.approx(told.angle_C[c], abs=0.005)
        assert line["cosine"] == pytest.approx(told.cosine_C[c], abs=5e-5)
        assert line["logit before"] == pytest.approx(told.logit_before_C[c], abs=5e-4)
        assert line["logit after"] == pytest.approx(told.logit_after_C[c], abs=5e-4)
        assert line["p"] == pytest.approx(told.p_C[c], rel=5e-3)
        assert line["push"] == pytest.approx(told.push_C[c], rel=5e-3)
        role = "target" if c == told.label else "SV" if told.support_C[c] else ""
        assert line["role"] == role
    assert list(table.value["p"]) == sorted(table.value["p"], reverse=True)
    assert "SV" in set(table.value["role"])
    (written,) = page.latex
    assert formula(told, result.class_names) in written.value
    bars, pushes, lines = charts(page)
    assert bars["data"][1]["y"] == pytest.approx(told.logit_after_C)
    assert pushes["data"][0]["y"] == pytest.approx(told.push_C)
    assert len(lines["layout"]["shapes"]) == len(story(scene_of(result), 0, row).spans) + 1
    assert not page.warning
    assert page.caption[-1].value == HONEST


def test_another_loss_and_step_are_shown(visit: Visit) -> None:
    result = flat()
    row = hard_row(result, 2)
    page = visit(Here(), result, int(result.samples_N[row]))
    (losses,) = page.segmented_control
    assert losses.options == [
        "Softmax",
        "SV-Softmax, t = 1.1",
        "SV-Arc-Softmax, m = 0.3, t = 1.1",
    ]
    sound(losses.set_value(2).run())
    (steps,) = page.select_slider
    assert steps.options == [f"{step:,}" for step in result.steps_K]
    sound(steps.set_value(1).run())
    told = told_of(result, 1, 2, row)
    assert formula(told, result.class_names) in page.latex[0].value
    lines = charts(page)[2]
    assert lines["layout"]["shapes"][-1]["x0"] == result.steps_K[1]
    assert len(lines["layout"]["shapes"]) == len(story(scene_of(result), 2, row).spans) + 1


def test_the_story_is_told_for_every_loss_and_the_neighbours_follow(visit: Visit) -> None:
    result = flat()
    page = visit(Here(), result, int(result.samples_N[4]))
    for title in ("Softmax**:", "SV-Softmax, t = 1.1**:", "SV-Arc-Softmax, m = 0.3, t = 1.1**:"):
        assert f"**{title}" in texts(page)
    found = neighbours(scene_of(result), len(result.steps_K) - 1, 0, 4)
    captions = [re.sub(r"\\(.)", r"\1", one.value) for one in page.caption]
    told = [caption for caption in captions if re.match(r"[\d,]+: ", caption)]
    assert [int(caption.split(":")[0].replace(",", "")) for caption in told] == [
        one.sample for one in found
    ]


def test_a_wrong_label_is_told(visit: Visit) -> None:
    result = flat()
    wrong = int(np.flatnonzero(result.labels_N != result.true_labels_N)[0])
    true, label = result.true_labels_N[wrong], result.labels_N[wrong]
    page = visit(Here(), result, int(result.samples_N[wrong]))
    assert f"Truly class **{true}**, but the network was told **{label}**" in texts(page)
    right = int(np.flatnonzero(result.labels_N == result.true_labels_N)[0])
    page = visit(Here(), result, int(result.samples_N[right]))
    assert "Truly" not in texts(page)
    assert f"Class **{result.labels_N[right]}**" in texts(page)


def test_a_neighbour_with_a_wrong_label_is_told(visit: Visit) -> None:
    result = flat()
    last = len(result.steps_K) - 1
    rows = range(len(result.labels_N))
    row = next(
        n for n in rows if any(one.mislabelled for one in neighbours(scene_of(result), last, 0, n))
    )
    page = visit(Here(), result, int(result.samples_N[row]))
    count = sum(one.mislabelled for one in neighbours(scene_of(result), last, 0, row))
    assert f"nearest first; {count} with a wrong label:" in texts(page)
    assert sum("told " in one.value for one in page.caption) == count


def test_numbers_are_shown_as_numbers_and_images_as_images(visit: Visit) -> None:
    result = flat()
    page = visit(Here(), result, int(result.samples_N[0]))
    first = result.inputs_N[0]
    assert f"x = ({first[0]:.3g}, {first[1]:.3g}" in texts(page)
    assert not page.get("image")
    digits = run_of(small_config(0, data=Digits(), recorded=20))
    page = visit(Here(), digits, int(digits.samples_N[3]))
    assert len(page.get("image")) == 1 + 8
    assert "x = (" not in texts(page)


def test_without_the_trainer_the_sentence_and_the_rest_are_shown(
    visit: Visit, asleep: Pool
) -> None:
    result = flat()
    page = visit(asleep, result, int(result.samples_N[2]))
    assert [warning.value for warning in page.warning] == [AWAY]
    (table,) = page.dataframe
    assert list(table.value.columns) == ["class", "angle (°)", "cosine"]
    expected = sorted(cosines(scene_of(result), 0, 2)[-1], reverse=True)
    assert list(table.value["cosine"]) == pytest.approx(expected, abs=5e-5)
    assert not page.latex
    assert len(charts(page)) == 1
    assert "**Softmax**:" in texts(page)
    assert "nearest first" in texts(page)


def test_a_trainer_that_comes_back_is_asked_again(visit: Visit, asleep: Pool) -> None:
    result = flat()
    sample = int(result.samples_N[2])
    assert visit(asleep, result, sample).warning
    assert not visit(Here(), result, sample).warning


def test_a_rerun_does_not_ask_again(visit: Visit) -> None:
    pool, result = Here(), flat()
    page = visit(pool, result, int(result.samples_N[2]))
    sound(page.run())
    assert pool.asked == 1


def test_the_real_trainer_explains(visit: Visit, pool: Pool) -> None:
    pool.explain(gentle("sv_softmax"), [0.1, 0.2], 0, 1.0, timeout=SECONDS)  # it is warm
    result = flat()
    page = visit(pool, result, int(result.samples_N[6]))
    told = told_of(result, -1, 0, 6)
    assert formula(told, result.class_names) in page.latex[0].value


def test_a_sample_that_is_not_in_the_run_is_a_sentence(visit: Visit) -> None:
    page = visit(Here(), flat(), 10_000)
    assert [one.value for one in page.info] == [
        "Sample 10,000 is not among the recorded samples of this run."
    ]
    assert not page.get("plotly_chart")


def test_the_warm_up_and_a_losss_own_note_are_told(visit: Visit) -> None:
    result = flat(losses=(gentle("curricularface"),), softmax_warmup=6)
    page = visit(Here(), result, int(result.samples_N[0]))
    assert "carries something from batch to batch" in page.caption[-1].value
    assert "warm-up" not in page.caption[-1].value
    sound(page.select_slider[0].set_value(0).run())
    assert "in its softmax warm-up" in page.caption[-1].value
    assert "carries" not in page.caption[-1].value


def test_a_run_that_was_changed_by_hand_is_told_and_explained_with_the_values_of_its_step(
    visit: Visit,
) -> None:
    result = replace(flat(), changes=((6, "all", "t", 1.5),))
    here = Here()
    page = visit(here, result, int(result.samples_N[0]))
    assert "This run was changed by hand" in page.caption[-1].value
    sound(page.segmented_control[0].set_value(1).run())
    assert dict(here.choices[-1].parameters)["t"] == 1.5
    sound(page.select_slider[0].set_value(1).run())  # before step 6
    assert dict(here.choices[-1].parameters)["t"] == 1.1


@pytest.mark.parametrize(("scheme", "theme"), [("light", LIGHT), ("dark", DARK)])
def test_the_figures_have_the_colours_of_the_scheme(visit: Visit, scheme: str, theme: Any) -> None:
    result = flat()
    page = visit(Here(), result, int(result.samples_N[0]), scheme)
    assert {chart["layout"]["font"]["color"] for chart in charts(page)} == {theme.ink}


def test_a_name_of_a_class_is_not_read_as_markdown(visit: Visit) -> None:
    result = replace(flat(), class_names=("*a*", "[b](c)", "$d$", "e"))
    page = visit(Here(), result, int(result.samples_N[0]))
    assert not re.search(r"(?<!\\)(\[b\]|\*a)", "".join(one.value for one in page.markdown))
