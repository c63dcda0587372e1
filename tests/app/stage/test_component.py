"""The stage on a page: what it is told, and what it tells."""

import gc
import json
from dataclasses import replace

from streamlit.testing.v1 import AppTest

from app.drawing.files import PLOTLY_URL, file_url
from app.jobs import Job
from app.stage.addresses import LIVE_URL, SCENES_URL, jobs, scenes
from app.toy_runs.comparison import scene_of
from tests.app.runs import SMALL, flat
from tests.patience import SECONDS
from toy_models.data import Families


def page() -> None:
    import streamlit as st

    from app.stage.component import stage
    from app.toy_runs.comparison import scene_of
    from tests.app.runs import flat

    st.write(stage(scene_of(flat()), key="here"))


def test_the_stage_is_told_where_its_run_and_files_are() -> None:
    shown = AppTest.from_function(page, default_timeout=SECONDS).run()
    assert not shown.exception
    (component,) = shown.get("bidi_component")
    told = json.loads(component.proto.json)
    assert scenes.find(told["run"].removeprefix(f"{SCENES_URL}/")) is scene_of(flat())
    assert told["script"] == file_url("stage/browser/stage.js")
    assert told["plotly"] == PLOTLY_URL
    assert told["key"] == "here"


def page_of_its_own() -> None:
    from dataclasses import replace

    from app.stage.component import stage
    from app.toy_runs.comparison import scene_of
    from tests.app.runs import flat

    stage(replace(scene_of(flat())), key="here")


def test_the_session_keeps_what_it_shows_so_that_the_address_stays_good() -> None:
    shown = AppTest.from_function(page_of_its_own, default_timeout=SECONDS).run()
    address = json.loads(shown.get("bidi_component")[0].proto.json)["run"]
    gc.collect()
    assert scenes.find(address.removeprefix(f"{SCENES_URL}/")) is shown.session_state["here-shown"]


def test_nothing_is_chosen_at_first() -> None:
    shown = AppTest.from_function(page, default_timeout=SECONDS).run()
    assert json.loads(shown.json[0].value) == []


def following() -> None:
    import streamlit as st

    from app.stage.component import stage

    stage(job=st.session_state.get("job"), key="here")


def test_a_job_is_followed_where_its_frames_are_pushed() -> None:
    shown = AppTest.from_function(following, default_timeout=SECONDS)
    job = Job(SMALL)
    shown.session_state.job = job
    shown.run()
    assert not shown.exception
    (component,) = shown.get("bidi_component")
    told = json.loads(component.proto.json)
    assert jobs.find(told["live"].removeprefix(f"{LIVE_URL}/")) is job
    assert "run" not in told


def test_neither_run_nor_job() -> None:
    shown = AppTest.from_function(following, default_timeout=SECONDS).run()
    assert shown.exception[0].message == "The stage needs a scene or a job."


def moved() -> None:
    import streamlit as st

    from app.stage.component import stage
    from app.toy_runs.comparison import scene_of
    from tests.app.runs import flat

    scene = scene_of(flat())
    stage(scene, key="here", at=2, on_rest=lambda place: None, charts=("strip", "angles"))
    st.write("drawn")


def test_the_clock_can_be_told_where_to_stand_and_which_charts_there_are() -> None:
    shown = AppTest.from_function(moved, default_timeout=SECONDS).run()
    assert not shown.exception
    (component,) = shown.get("bidi_component")
    told = json.loads(component.proto.json)
    assert told["at"] == 2
    assert told["charts"] == ["strip", "angles"]


def test_without_being_told_the_clock_is_the_readers_and_the_charts_are_those_of_the_data() -> None:
    shown = AppTest.from_function(page, default_timeout=SECONDS).run()
    (component,) = shown.get("bidi_component")
    told = json.loads(component.proto.json)
    assert "at" not in told
    assert told["charts"] == ["curves", "strip", "angles", "budget", "pushes"]
    shown = AppTest.from_function(following, default_timeout=SECONDS)
    shown.session_state.job = Job(replace(SMALL, data=Families()))
    (component,) = shown.run().get("bidi_component")
    assert json.loads(component.proto.json)["charts"][-1] == "strangers"
