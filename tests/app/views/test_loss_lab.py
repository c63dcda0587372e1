"""The loss lab's page: losses by widgets, compositions, links, and what the browser tells."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import app
from app.controls.settings import widgets_of
from app.lab.loss_key import key_of
from app.lab.scenes import SCENES
from app.lab.session import LINE
from app.lab.setting import Setting
from app.views import loss_lab
from losses.catalogue import COMPOSED
from tests.app.pools import Sleeping, give_first
from tests.patience import SECONDS
from toy_models.config import LossChoice

FRAME = Path(app.__file__).with_name("frame.py")


def script() -> None:
    from app.views.loss_lab import loss_lab

    loss_lab()


@pytest.fixture
def page(sleeping: Sleeping) -> AppTest:
    give_first(sleeping)
    return AppTest.from_function(script, default_timeout=SECONDS)


def setting(page: AppTest) -> Setting:
    assert not page.exception
    found: Setting = page.session_state["lab-setting"]
    return found


def losses_of(page: AppTest) -> Any:
    return page.multiselect[0]


def test_it_says_at_once_what_to_do(page: AppTest) -> None:
    page.run()
    assert page.main.markdown[0].value == loss_lab.LEAD


def test_it_opens_on_the_papers_values_and_a_trained_run(page: AppTest) -> None:
    page.run()
    assert setting(page) == loss_lab.FIRST
    assert not page.warning
    assert page.query_params[LINE] in (loss_lab.FIRST.line(), [loss_lab.FIRST.line()])
    assert [title.value for title in page.title] == ["What does a loss do with one sample?"]
    assert [header.value for header in page.header] == ["A trained run in the same plane"]
    assert "CurricularFace" in page.main.caption[-1].value  # the small print is last


def arrangement(page: AppTest) -> str:
    """The classes that the verdict is about."""
    assert not page.exception
    found: str = json.loads(page.get("bidi_component")[0].proto.json)["arrangement"]["words"]
    return found


def test_the_verdict_is_about_the_classes_on_the_circle_until_others_are_asked_for(
    page: AppTest,
) -> None:
    page.run()
    assert arrangement(page) == "4 classes on a circle"
    page.slider[0].set_value(7).run()
    assert arrangement(page) == "7 classes on a circle"
    page.slider(key="lab-classes-7").set_value(12).run()
    assert arrangement(page) == "12 classes on a circle"
    page.slider[0].set_value(3).run()
    assert arrangement(page) == "3 classes on a circle"


def test_losses_come_and_go_and_keep_their_numbers(page: AppTest) -> None:
    losses = (LossChoice.of("sv_softmax", t=1.35), LossChoice.of("am_softmax"))
    given = replace(loss_lab.FIRST, losses=losses, focus=0)
    page.query_params[LINE] = given.line()
    page.run()
    losses_of(page).set_value(["am_softmax", "sv_softmax", "arc_softmax"]).run()
    assert [key_of(choice) for choice in setting(page).losses] == [
        "am_softmax", "sv_softmax", "arc_softmax",
    ]  # fmt: skip
    assert setting(page).losses[1] == LossChoice.of("sv_softmax", t=1.35)
    assert setting(page).focus == 1
    losses_of(page).set_value([]).run()
    assert [warning.value for warning in page.warning] == ["Choose at least one loss."]
    assert len(setting(page).losses) == 3


def test_a_scene_sets_everything_and_says_what_to_watch(page: AppTest) -> None:
    page.run()
    losses_of(page).set_value(["arc_softmax"]).run()
    scene = SCENES[3]
    next(button for button in page.button if button.label == scene.title).click().run()
    assert setting(page) == scene.setting
    assert losses_of(page).value == ["norm_softmax", "sv_softmax"]
    assert scene.watch in [words.value for words in page.main.markdown]
    assert loss_lab.LEAD not in [words.value for words in page.main.markdown]
    losses_of(page).set_value(["norm_softmax", "sv_softmax", "am_softmax"]).run()
    assert len(setting(page).losses) == 3


def test_other_class_weights(page: AppTest) -> None:
    page.run()
    page.slider[0].set_value(7).run()
    assert len(setting(page).weights_C) == 7
    page.slider[0].set_value(2).run()
    assert setting(page).label < 2


def test_a_composition_joins_the_lab(page: AppTest) -> None:
    page.run()
    page.selectbox(key="compose-f").set_value("arc")
    page.selectbox(key="compose-g").set_value("focal")
    page.selectbox(key="compose-h").set_value("sv").run()
    add = next(button for button in page.button if button.label == "Add it to the lab")
    add.click().run()
    assert key_of(setting(page).losses[-1]) == f"{COMPOSED}:arc:focal:sv"
    assert setting(page).focus == len(setting(page).losses) - 1
    again = next(button for button in page.button if button.label == "Add it to the lab")
    assert again.disabled
    assert f"{COMPOSED}:arc:focal:sv" in losses_of(page).value


def test_a_composition_can_be_set_in_the_playground() -> None:
    """What the button hands over is what the Playground's widgets make of it."""
    run = loss_lab.composed_run("arc", "focal", "sv")
    softmax, composed = run.losses
    assert softmax.name == "norm_softmax"
    assert composed == LossChoice.of(
        COMPOSED, f="arc", g="focal", h="sv", scale=16.0, margin=0.3, gamma=2.0, t=1.1
    )
    values = widgets_of(run)  # refuses a run that the widgets cannot make
    assert values["losses"] == ["norm_softmax", COMPOSED]


@pytest.mark.parametrize(
    "line", ["<script>alert(1)</script>", "x" * 100_000, '{"l":[["arc_softmax",{"margin":1e9}]]}']
)
def test_a_hostile_link_opens_the_default_with_one_sentence(page: AppTest, line: str) -> None:
    page.query_params[LINE] = line
    page.run()
    assert setting(page) == loss_lab.FIRST
    (warning,) = page.warning
    assert warning.value.startswith("This link describes no lab that there can be (it is ")
    assert "alert" not in warning.value
    page.slider[0].set_value(5).run()
    assert not page.warning


def test_without_a_stored_run_the_lab_stands_alone(sleeping: Sleeping) -> None:
    page = AppTest.from_function(script, default_timeout=SECONDS).run()
    assert setting(page) == loss_lab.FIRST
    assert not page.header
