"""Charts of a run, and of a job so far: the same figures, made once for all who watch."""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import pytest

from app.drawing.files import file_text
from app.figures.kinds import KINDS
from app.jobs import Job, State
from app.look.themes import DARK, LIGHT, Theme
from app.stage.charts import CHARTS, FRESH_SECONDS, chart, chart_so_far, names
from app.toy_runs.changes import Change
from app.toy_runs.comparison import scene_of
from tests.app.runs import SMALL, flat
from tests.app.stage.under_way import opened, part

EVERY = [(name, dark) for name in CHARTS for dark in (False, True)]


def theme_of(dark: bool) -> Theme:
    return DARK if dark else LIGHT


def read(drawn: str | None) -> dict[str, Any]:
    assert drawn
    figure: dict[str, Any] = json.loads(drawn)
    return figure


def grown_to(frames: int) -> Job:
    """A job of which so many frames are known."""
    job = opened()
    job.frames.add(*part(flat(), slice(1, frames)))
    return job


def step_axes(figure: dict[str, Any]) -> list[dict[str, Any]]:
    axes = [axis for name, axis in figure["layout"].items() if name.startswith("xaxis")]
    return [axis for axis in axes if axis.get("title", {}).get("text") == "step"]


@pytest.mark.parametrize(("name", "dark"), EVERY)
def test_a_chart_is_the_figure_in_the_colours_asked_for(name: str, dark: bool) -> None:
    figure = read(chart(scene_of(flat()), name, dark))
    assert figure == json.loads(CHARTS[name](scene_of(flat()), theme_of(dark)).to_json())
    assert figure["layout"]["font"]["color"] == theme_of(dark).ink


@pytest.mark.parametrize(("name", "dark"), EVERY)
def test_a_job_at_its_last_frame_has_the_charts_of_the_run(name: str, dark: bool) -> None:
    figure = read(chart_so_far(grown_to(len(flat().steps_K)), name, dark))
    whole = read(chart(scene_of(flat()), name, dark))
    assert figure["data"] == whole["data"]
    for axis in step_axes(figure):
        assert axis.pop("range") == [0, SMALL.steps]
    for axis in step_axes(whole):
        axis.pop("range", None)
    assert figure["layout"] == whole["layout"]


def test_the_axis_of_steps_has_room_for_those_to_come() -> None:
    figure = read(chart_so_far(grown_to(2), "curves", dark=False))
    assert [axis["range"] for axis in step_axes(figure)] == 3 * [[0, SMALL.steps]]
    assert step_axes(read(chart_so_far(grown_to(2), "pushes", dark=False))) == []


def test_watchers_share_a_figure_for_a_second() -> None:
    now = 100.0
    clock = lambda: now  # noqa: E731
    job = grown_to(2)
    first = chart_so_far(job, "curves", dark=False, clock=clock)
    job.frames.add(*part(flat(), slice(2, 4)))
    assert chart_so_far(job, "curves", dark=False, clock=clock) is first
    assert chart_so_far(job, "curves", dark=True, clock=clock) != first
    now += FRESH_SECONDS
    assert chart_so_far(job, "curves", dark=False, clock=clock) != first


def test_a_paused_job_shows_its_last_frame() -> None:
    clock = lambda: 100.0  # noqa: E731
    job = grown_to(2)
    first = chart_so_far(job, "curves", dark=False, clock=clock)
    job.frames.add(*part(flat(), slice(2, 4)))
    job.state = State.PAUSED
    assert chart_so_far(job, "curves", dark=False, clock=clock) != first


def test_the_legend_of_a_changed_job_has_the_present_values() -> None:
    job = opened()
    job.frames.add(*part(flat(), slice(1, 3)))
    job.changes.append(Change(2, "SV-Softmax", "t", 1.7))
    drawn = json.loads(chart_so_far(job, "curves", dark=False) or "")
    names = [line["name"] for line in drawn["data"] if line.get("showlegend")]
    assert names == ["Softmax", "SV-Softmax, t = 1.7", "SV-Arc-Softmax, m = 0.3 rad (17°), t = 1.1"]


def test_only_data_with_people_have_strangers() -> None:
    assert set(CHARTS) - set(names("digits")) == {"strangers"}
    assert set(names("families")) == set(CHARTS)


def test_every_chart_has_a_caption_and_a_rule_that_shows_it() -> None:
    captions = file_text("stage/browser/captions.js")
    assert re.findall(r"^  (\w+):$", captions, re.MULTILINE) == list(CHARTS)
    for kind in KINDS:
        assert kind in captions.lower()
    rules = file_text("stage/browser/stage.css")
    for name in CHARTS:
        assert f'[data-chart="{name}"][aria-selected="true"]) + .captions' in rules
        assert f'.captions [data-caption="{name}"]' in rules


def test_there_is_no_such_chart_or_no_frame_yet() -> None:
    assert chart(scene_of(flat()), "nothing", dark=False) is None
    assert chart_so_far(grown_to(2), "nothing", dark=False) is None
    assert chart_so_far(Job(SMALL, state=State.WAITING), "curves", dark=False) is None


def test_dimensions_above_three_have_charts_while_they_train() -> None:
    whole = flat(embedding=8)
    job = opened(whole)
    job.frames.add(*part(whole, slice(1, None)))
    figure = read(chart_so_far(job, "angles", dark=False))
    assert figure["data"] == read(chart(scene_of(whole), "angles", dark=False))["data"]
    assert np.isfinite(figure["data"][0]["zmax"])
