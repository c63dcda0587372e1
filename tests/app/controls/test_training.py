"""Features, network and schedule: the first run's at first, and every setting makes a RunConfig."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from app.controls.control import fields_of
from app.controls.training import CHANNELS_OF, FEATURES, RATES, TRAINING
from app.controls.widgets import Segments
from tests.patience import SECONDS
from toy_models.config import RunConfig
from toy_models.data import Mnist
from toy_models.first_run import FIRST_RUN

assert isinstance(FEATURES.widget, Segments)
DIMENSIONS = FEATURES.widget.titles


def script() -> None:
    import streamlit as st

    from app.controls.control import ask
    from app.controls.training import FEATURES, choose_training
    from toy_models.data import Blobs, Digits

    images = st.session_state.get("images", True)
    data = st.session_state.get("of", Digits() if images else Blobs())
    st.session_state.held = {**ask([FEATURES]), **choose_training(data)}


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_function(script, default_timeout=SECONDS)


def config(page: AppTest) -> RunConfig:
    assert not page.exception
    return replace(FIRST_RUN, **fields_of(TRAINING, page.session_state.held))


def test_the_first_run_has_what_is_chosen_at_first(page: AppTest) -> None:
    assert config(page.run()) == FIRST_RUN


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_dimension_can_be_chosen(page: AppTest, dimension: int) -> None:
    page.run().segmented_control(key="dimension").set_value(dimension).run()
    assert config(page).embedding == dimension


def test_circle_and_sphere_are_named_so(page: AppTest) -> None:
    assert page.run().segmented_control(key="dimension").formatted_values == ["2-D circle"]
    assert DIMENSIONS[3] == "3-D sphere"


def test_every_widget_reaches_the_config(page: AppTest) -> None:
    page.run()
    page.select_slider(key="hidden").set_value(128)
    page.slider(key="steps").set_value(2000)
    page.select_slider(key="rate").set_value(0.02)
    page.select_slider(key="batch").set_value(32)
    page.segmented_control(key="optimiser").set_value("sgd")
    page.slider(key="warmup").set_value(20)
    page.slider(key="t_warmup").set_value(10)
    page.number_input(key="seed").set_value(77).run()
    found = config(page)
    assert found.network == "mlp"
    assert found.hidden == (128, 128)
    assert found.steps == 2000
    assert found.learning_rate == 0.02
    assert found.batch == 32
    assert found.optimiser == "sgd"
    assert found.softmax_warmup == 400
    assert found.t_warmup == 200
    assert found.seed == 77


@pytest.mark.parametrize("end", ["min", "max"])
def test_the_ends_of_all_sliders_make_a_config(page: AppTest, end: str) -> None:
    page.run()
    for slider in page.slider:
        slider.set_value(getattr(slider, end))
    for slider in page.select_slider:
        slider.set_value(slider.options[0 if end == "min" else -1])
    page.number_input(key="seed").set_value(0 if end == "min" else 9999).run()
    found = config(page)
    assert found.steps == (50 if end == "min" else 3000)
    assert found.learning_rate == (RATES[0] if end == "min" else RATES[-1])


def test_t_has_risen_before_the_end(page: AppTest) -> None:
    """Softmax warm-up and the rise of t share the steps; none of them is left over."""
    page.run().slider(key="steps").set_value(50)
    page.slider(key="warmup").set_value(80)
    page.slider(key="t_warmup").set_value(100).run()
    found = config(page)
    assert found.softmax_warmup == 40
    assert found.softmax_warmup + found.t_warmup == found.steps


def test_a_short_run_has_the_same_shares_of_warm_up_as_the_first(page: AppTest) -> None:
    page.run().slider(key="steps").set_value(100).run()
    found = config(page)
    for name in ("softmax_warmup", "t_warmup"):
        share = getattr(FIRST_RUN, name) / FIRST_RUN.steps
        assert getattr(found, name) / found.steps == pytest.approx(share, abs=0.01)


def test_images_can_be_convolved(page: AppTest) -> None:
    page.run().toggle(key="cnn").set_value(True).run()
    found = config(page)
    assert found.network == "cnn"
    assert found.hidden == (8, 16, 32)


def test_the_network_of_mnist_is_smaller(page: AppTest) -> None:
    page.session_state["of"] = Mnist()
    page.run().toggle(key="cnn").set_value(True).run()
    assert config(page).hidden == CHANNELS_OF["mnist"] == (4, 8, 32)
    assert page.session_state.held["data"] == "mnist"


def test_what_is_no_image_cannot_be_convolved(page: AppTest) -> None:
    page.run().toggle(key="cnn").set_value(True).run()
    page.session_state["images"] = False
    page.run()
    assert [toggle.key for toggle in page.toggle] == ["spread"]
    assert config(page).network == "mlp"


def test_the_address_restores_the_settings(page: AppTest) -> None:
    page.query_params = {
        "dimension": "3-D sphere",
        "steps": "150",
        "hidden": "16",
        "rate": "0.1",
        "optimiser": "sgd",
        "seed": "5",
        "cnn": "false",
    }
    found = config(page.run())
    assert found.embedding == 3
    assert found.steps == 150
    assert found.hidden == (16, 16)
    assert found.learning_rate == 0.1
    assert found.optimiser == "sgd"
    assert found.seed == 5


@pytest.mark.parametrize(
    "address",
    [
        {"dimension": "4-D"},
        {"steps": "-1"},
        {"steps": "99999"},
        {"hidden": "17"},
        {"rate": "fast"},
        {"optimiser": "lbfgs"},
        {"seed": "-1"},
        {"cnn": "perhaps"},
    ],
    ids=str,
)
def test_nonsense_in_the_address_is_passed_over(page: AppTest, address: dict[str, str]) -> None:
    page.query_params = address
    assert config(page.run()) == FIRST_RUN
