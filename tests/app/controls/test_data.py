"""The data that are asked for: each kind with its options, from end to end, and the noise."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from app.controls.data import data_picker
from tests.patience import SECONDS
from toy_models.data import (
    DATA_SETS,
    Blobs,
    DataConfig,
    Digits,
    Faces,
    Mnist,
)


def script() -> None:
    import streamlit as st

    from app.controls.control import ask, fields_of
    from app.controls.data import NOISE, choose_data

    st.session_state.pop("chosen", None)
    try:
        st.session_state.chosen = choose_data()
    except ValueError as error:
        st.warning(str(error))
    st.session_state.noise_share = fields_of([NOISE], ask([NOISE]))["label_noise"]


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_function(script, default_timeout=SECONDS).run()


def chosen(page: AppTest) -> DataConfig:
    assert not page.exception
    assert not page.warning
    data: DataConfig = page.session_state.chosen
    return data


def test_every_data_set_can_be_picked_by_its_title(page: AppTest) -> None:
    titles = [data.title for data in DATA_SETS.values()]
    assert list(page.selectbox(key="data").options) == titles
    assert all(data_picker().widget.allows(kind) for kind in DATA_SETS)
    assert not data_picker().widget.allows("clouds")


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("digits", Digits()),
        ("blobs", Blobs(per_class=100)),
        ("mnist", Mnist()),
        ("faces", Faces(identities=20, images=40)),
    ],
)
def test_each_kind_gives_its_data(page: AppTest, kind: str, data: DataConfig) -> None:
    page.selectbox(key="data").set_value(kind).run()
    assert chosen(page) == data


def test_the_digits_come_first(page: AppTest) -> None:
    assert chosen(page) == Digits()
    assert page.session_state.noise_share == 0


@pytest.mark.parametrize(
    ("kind", "lowest", "highest"),
    [
        (
            "blobs",
            Blobs(classes=2, per_class=20, spread=0.05),
            Blobs(classes=20, per_class=400, spread=0.8),
        ),
        ("mnist", Mnist(per_class=50), Mnist(per_class=450)),
        (
            "faces",
            Faces(identities=5, images=10, nuisance=0.0),
            Faces(identities=100, images=60, nuisance=2.0),
        ),
    ],
)
def test_every_slider_reaches_the_data_from_end_to_end(
    page: AppTest, kind: str, lowest: DataConfig, highest: DataConfig
) -> None:
    page.selectbox(key="data").set_value(kind).run()
    for data, end in ((lowest, "min"), (highest, "max")):
        for slider in page.slider:
            slider.set_value(getattr(slider, end))
        page.run()
        assert chosen(page) == data


def test_blobs_lie_on_the_circle_or_on_the_sphere(page: AppTest) -> None:
    page.selectbox(key="data").set_value("blobs").run()
    page.toggle(key="blobs_sphere").set_value(True).run()
    assert chosen(page) == Blobs(per_class=100, dimension=3)


def test_wrong_labels_are_asked_in_percent_and_given_as_a_share(page: AppTest) -> None:
    page.slider(key="noise").set_value(35).run()
    assert page.session_state.noise_share == 0.35
    assert page.slider(key="noise").max == 50


def test_the_address_restores_the_data() -> None:
    page = AppTest.from_function(script, default_timeout=SECONDS)
    page.query_params = {
        "data": "Blobs on the circle or sphere",
        "blobs_classes": "7",
        "blobs_sphere": "true",
        "noise": "20",
    }
    page.run()
    assert chosen(page) == Blobs(classes=7, per_class=100, dimension=3)
    assert page.session_state.noise_share == 0.2
