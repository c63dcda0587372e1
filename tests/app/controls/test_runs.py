"""The run table on the page: open, pin, compare, delete, through reruns and a reload."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from app.controls.runs import SHELF, described, measured
from app.toy_runs.history import Entry
from tests.app.pages import playground_page
from tests.app.pools import Sleeping, stand_in
from tests.app.runs import flat
from tests.patience import SECONDS
from toy_models.config import LossChoice
from toy_models.first_run import FIRST_RUN
from toy_models.gentle import gentle

OTHER = replace(FIRST_RUN, losses=(gentle("circle"),))
SLOW = replace(FIRST_RUN, losses=(gentle("adaface"),), learning_rate=0.002)
NOISY = replace(OTHER, label_noise=0.1)


@pytest.fixture
def page(sleeping: Sleeping) -> AppTest:
    """A page with three runs in its table; the stand-ins are in the pool."""
    sleeping.give(*map(stand_in, (FIRST_RUN, OTHER, SLOW, NOISY)))
    page = opened({})
    for config in (OTHER, SLOW):
        page.session_state["result"] = sleeping.result(config)
        page.run()
    assert not page.exception
    return page


def opened(address: dict[str, str]) -> AppTest:
    page = playground_page(SECONDS)
    page.query_params = address
    page.session_state[SHELF] = True
    page.run()
    assert not page.exception
    return page


def numbers(page: AppTest) -> list[int]:
    return [entry.number for entry in page.session_state.history.entries]


def test_a_row_says_what_was_run_and_what_came_of_it() -> None:
    entry = Entry(flat(), 1, seconds=2.34)
    assert described(entry) == "blobs · 2-D · step 12 · seed 0 · 10% wrong labels · 2.3 s"
    accuracy = flat().arrays["test_accuracy_L"][-1, 0]
    assert measured(flat()).startswith(f"Softmax {accuracy:.0%} (SV ")


def test_rows_are_made_where_somebody_looks(page: AppTest) -> None:
    open_keys = {f"runs-open-{number}" for number in numbers(page)}
    assert open_keys < {button.key for button in page.button}
    page.session_state[SHELF] = False
    page.run()
    assert not open_keys & {button.key for button in page.button}
    assert numbers(page) == [1, 2, 3]


def test_runs_that_differ_in_m_say_so(page: AppTest, sleeping: Sleeping) -> None:
    arc = dict(gentle("arc_softmax").parameters)
    for margin in (0.3, 0.5):
        loss = LossChoice.of("arc_softmax", **{**arc, "margin": margin})
        sleeping.give(stand_in(replace(FIRST_RUN, losses=(loss,))))
        page.session_state["result"] = sleeping.result(replace(FIRST_RUN, losses=(loss,)))
        page.run()
    captions = [note.value for note in page.caption]
    assert any("Arc-Softmax m = 0.3 rad (17°)" in words for words in captions)
    assert any("Arc-Softmax m = 0.5 rad (29°)" in words for words in captions)


def test_opening_shows_the_run_and_sets_the_widgets(page: AppTest) -> None:
    assert numbers(page) == [1, 2, 3]
    page.button(key="runs-open-2").click().run()
    assert not page.exception
    assert page.session_state.result.config == OTHER
    assert page.multiselect(key="losses").value == ["circle"]
    page.button(key="runs-open-3").click().run()
    assert page.select_slider(key="rate").value == 0.002
    assert not page.warning


def test_pinned_runs_stand_side_by_side(page: AppTest) -> None:
    assert page.button(key="runs-compare").disabled
    for number in (2, 3):
        page.checkbox(key=f"runs-pin-{number}").check().run()
    page.button(key="runs-compare").click().run()
    assert not page.exception
    assert page.session_state.side.scene.titles == (
        "Circle loss · learning rate 0.005",
        "AdaFace · learning rate 0.002",
    )
    assert numbers(page) == [1, 2, 3]  # a comparison is no run


def test_runs_that_cannot_stand_side_by_side_say_why(page: AppTest, sleeping: Sleeping) -> None:
    page.session_state["result"] = sleeping.result(NOISY)
    page.run()
    for number in (2, 4):
        page.checkbox(key=f"runs-pin-{number}").check().run()
    page.button(key="runs-compare").click().run()
    assert [warning.value for warning in page.warning] == [
        "These runs cannot share a stage: their shares of wrong labels differ."
    ]
    assert page.session_state.result.config == NOISY


def test_deleting_takes_a_run_out_and_leaves_the_stage(page: AppTest) -> None:
    page.button(key="runs-delete-2").click().run()
    page.run()
    assert numbers(page) == [1, 3]
    assert page.session_state.result.config == SLOW


def test_a_reload_finds_the_table_again(page: AppTest) -> None:
    page.checkbox(key="runs-pin-2").check().run()
    kept = {name: page.query_params[name] for name in ("runs", "pinned")}
    again = opened({name: "".join(value) for name, value in kept.items()})
    configs = [entry.result.config for entry in again.session_state.history.entries]
    assert configs == [FIRST_RUN, OTHER, SLOW]
    assert [entry.pinned for entry in again.session_state.history.entries] == [False, True, False]
    assert again.checkbox(key="runs-pin-2").value is True


def test_an_address_of_nonsense_opens_an_empty_table(page: AppTest) -> None:
    again = opened({"runs": "<script>,../../x", "pinned": "1e9"})
    assert numbers(again) == [1]
    assert not again.exception


def test_a_run_of_the_address_that_is_not_stored_is_named_until_something_is_trained(
    page: AppTest,
) -> None:
    gone = "deadbeefdeadbeef"
    again = opened({"runs": f"{OTHER.digest},{gone}"})
    assert [warning.value for warning in again.warning] == [
        f"The run {gone} of this link is not stored here, so the table is without it."
    ]
    assert numbers(again) == [1, 2]
    assert gone not in "".join(again.query_params["runs"])
    again.run()
    assert len(again.warning) == 1
    again.slider(key="noise").set_value(20).run()
    assert not again.warning


def test_an_address_of_one_run_that_is_not_stored_does_not_keep_it(page: AppTest) -> None:
    again = opened({"runs": "deadbeefdeadbeef"})
    assert len(again.warning) == 1
    assert "runs" not in again.query_params
