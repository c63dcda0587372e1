"""The table of controls as a whole: there and back between widgets and config."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app.controls.settings import ELSEWHERE, config_of, controls, widgets_of
from losses.catalogue import COMPOSED, LOSSES
from tests.patience import SECONDS
from toy_models.config import LossChoice
from toy_models.data import DATA_SETS, Blobs, Faces, Mnist, Table
from toy_models.first_run import FIRST_RUN
from toy_models.gentle import gentle

EVERYTHING = [{"data": kind, "losses": [*LOSSES, COMPOSED]} for kind in DATA_SETS]


@pytest.mark.parametrize("values", EVERYTHING, ids=list(DATA_SETS))
def test_every_row_can_have_its_first_value_and_write_it(values: dict[str, Any]) -> None:
    for row in controls(values):
        assert row.widget.allows(row.default), row.key
        assert all(isinstance(text, str) for text in row.widget.texts(row.default))
        assert row.label


@pytest.mark.parametrize("values", EVERYTHING, ids=list(DATA_SETS))
def test_no_two_rows_share_a_key(values: dict[str, Any]) -> None:
    twice = [
        key for key, count in Counter(row.key for row in controls(values)).items() if count > 1
    ]
    assert twice == []


def test_the_first_values_are_the_first_run() -> None:
    first = {row.key: row.default for row in controls(widgets_of(FIRST_RUN))}
    assert widgets_of(FIRST_RUN) == first
    assert config_of(first, FIRST_RUN.data) == FIRST_RUN


def script() -> None:
    import streamlit as st

    from app.controls.settings import choose

    st.session_state.settings = choose()


def test_the_settings_are_what_the_widgets_hold_and_the_config_that_they_make() -> None:
    page = AppTest.from_function(script, default_timeout=SECONDS).run()
    assert not page.exception
    assert page.session_state.settings.config == FIRST_RUN
    assert page.session_state.settings.values == widgets_of(FIRST_RUN)
    page.slider(key="steps").set_value(500).run()
    settings = page.session_state.settings
    assert settings.config == replace(FIRST_RUN, steps=500, softmax_warmup=150, t_warmup=250)
    assert settings.values == {**widgets_of(FIRST_RUN), "steps": 500}


def test_people_get_the_dimensions_that_they_need_and_a_narrow_circle_is_said() -> None:
    page = AppTest.from_function(script, default_timeout=SECONDS).run()
    page.selectbox(key="data").set_value("faces").run()
    assert page.session_state.settings.config.embedding == 64
    assert not any("too narrow" in caption.value for caption in page.caption)
    page.session_state["dimension"] = 2
    page.run()
    (said,) = (caption.value for caption in page.caption if "too narrow" in caption.value)
    assert "20 classes" in said
    page.selectbox(key="data").set_value("digits").run()
    assert page.session_state.settings.config.embedding == 2
    page.session_state["dimension"] = 3  # chosen by the reader: it stays
    page.selectbox(key="data").set_value("families").run()
    assert page.session_state.settings.config.embedding == 3


def test_without_a_config_there_are_no_settings_and_a_sentence() -> None:
    page = AppTest.from_function(script, default_timeout=SECONDS).run()
    page.multiselect(key="losses").set_value([]).run()
    assert page.session_state.settings.config is None
    assert page.session_state.settings.values == {}
    assert [warning.value for warning in page.warning] == ["Choose at least one loss."]


def test_a_table_has_no_value_but_its_kind() -> None:
    table = Table(text="x,label\n" + "1,a\n2,b\n" * 4)
    values = widgets_of(replace(FIRST_RUN, data=table))
    assert values["data"] == "csv"
    assert config_of(values, table).data == table


@pytest.mark.parametrize(
    "change",
    [
        {"hidden": (64,)},
        {"hidden": (48, 48)},
        {"data": Faces(size=48)},
        {"data": Faces(identities=400)},
        {"data": Blobs(classes=50)},
        {"data": Mnist(per_class=20)},
        {"steps": 5000},
        {"learning_rate": 0.003},
        {"batch": 100},
        {"seed": 10_000},
        {"losses": tuple(gentle(name) for name in list(LOSSES)[:7])},
        {"losses": (LossChoice.of("sv_softmax", scale=100.0, t=1.1),)},
        {"hidden": (64, 32)},
        {"embedding": 5},
        {"kept": 7},
        {"label_noise": 0.333},
        {"losses": (LossChoice.of("composed", f="am", g="none", h="none", margin=0.1),)},
        {"losses": (LossChoice("sv_softmax"),)},
        {"losses": (gentle("norm_softmax"), LossChoice.of("sv_softmax", scale=30.0, t=1.1))},
        {"losses": (gentle("sv_softmax"), gentle("sv_softmax"))},
    ],
)
def test_what_the_widgets_cannot_say_has_no_address(change: dict[str, Any]) -> None:
    try:
        config = replace(FIRST_RUN, **change)
    except ValueError as error:
        pytest.fail(str(error))
    with pytest.raises(ValueError, match="no controls") as raised:
        widgets_of(config)
    assert str(raised.value) == ELSEWHERE


def test_a_margin_that_cannot_be_met_is_said_beside_the_sliders() -> None:
    page = AppTest.from_function(script, default_timeout=SECONDS).run()
    said = [caption.value for caption in page.caption if "cannot be met" in caption.value]
    assert said == []
    page.slider(key="arc_softmax-margin").set_value(0.8).run()
    said = [caption.value for caption in page.caption if "cannot be met" in caption.value]
    assert [words.partition(" ")[2] for words in said] == [
        "Arc-Softmax: m = 0.8 rad (46°) cannot be met; 10 classes on a circle allow 0.63 rad (36°) "
        "at most."
    ]
