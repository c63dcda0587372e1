"""The losses that are asked for: every one of the catalogue, gentle at first, as it is moved."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import NumberInput, Slider

from app.controls.losses import COMPOSED_TITLE, slot_controls
from losses.catalogue import COMPOSED, LOSSES, MARGINS
from tests.patience import SECONDS
from toy_models.config import LossChoice
from toy_models.first_run import FIRST_RUN
from toy_models.gentle import SCALE, gentle, gentle_value

NAMES = list(LOSSES)


def script() -> None:
    import streamlit as st

    from app.controls.losses import choose_losses, losses_of

    try:
        st.session_state.chosen = losses_of(choose_losses())
    except ValueError as error:
        st.warning(str(error))


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_function(script, default_timeout=SECONDS)


def chosen(page: AppTest) -> tuple[LossChoice, ...]:
    assert not page.exception
    assert not page.warning
    choices: tuple[LossChoice, ...] = page.session_state.chosen
    return choices


def test_the_first_run_has_what_is_chosen_at_first(page: AppTest) -> None:
    assert chosen(page.run()) == FIRST_RUN.losses


@pytest.mark.parametrize("first", range(0, len(NAMES), 6))
def test_every_loss_can_be_chosen_and_starts_gently(page: AppTest, first: int) -> None:
    names = NAMES[first : first + 6]
    page.run().multiselect(key="losses").set_value(names).run()
    assert chosen(page) == tuple(gentle(name) for name in names)


def numbers(page: AppTest) -> dict[tuple[str, str], Slider[float] | NumberInput]:
    """The widgets of numbers, by loss and parameter."""
    named = [(widget.key.partition("-"), widget) for widget in (*page.slider, *page.number_input)]
    return {(name, parameter): widget for (name, _, parameter), widget in named if parameter}


@pytest.mark.parametrize("first", range(0, len(NAMES), 6))
def test_numbers_are_asked_with_the_range_symbol_and_unit_of_the_catalogue(
    page: AppTest, first: int
) -> None:
    names = NAMES[first : first + 6]
    page.run().multiselect(key="losses").set_value(names).run()
    assert numbers(page).keys() == {
        (name, parameter)
        for name in names
        for parameter, allowed in LOSSES[name].parameters.items()
        if not allowed.choices
        and (parameter != "scale" or gentle_value(LOSSES[name], parameter) != SCALE)
    }
    for (name, parameter), widget in numbers(page).items():
        allowed = LOSSES[name].parameters[parameter]
        assert (widget.min, widget.max) == (allowed.low, allowed.high)
        assert f"{allowed.symbol} of {LOSSES[name].title}" in widget.label
        unit = f", in {allowed.unit}" if allowed.unit else ""
        assert f"{allowed.meaning}{unit}.".lower() in widget.help.lower()


def test_an_angle_is_asked_for_in_radians_and_named_in_degrees(page: AppTest) -> None:
    page.query_params["arc_softmax-margin"] = "0.5"
    page.run()
    margin = page.slider(key="arc_softmax-margin")
    assert (margin.label, margin.value) == ("Margin m of Arc-Softmax, 29°", 0.5)
    margin.set_value(1.0).run()
    assert page.slider(key="arc_softmax-margin").label == "Margin m of Arc-Softmax, 57°"


@pytest.mark.parametrize("end", ["low", "high"])
@pytest.mark.parametrize("first", range(0, len(NAMES), 6))
def test_numbers_can_be_moved_to_both_ends(page: AppTest, first: int, end: str) -> None:
    names = NAMES[first : first + 6]
    page.run().multiselect(key="losses").set_value(names).run()
    held = {"low": ("u_a", "u_m"), "high": ("l_a", "l_m")}[end]  # l must stay below u
    moved = {key: widget for key, widget in numbers(page).items() if key[1] not in held}
    for widget in moved.values():
        widget.set_value(widget.min if end == "low" else widget.max)
    page.run()
    values = {choice.name: dict(choice.parameters) for choice in chosen(page)}
    for name, parameter in moved:
        assert values[name][parameter] == getattr(LOSSES[name].parameters[parameter], end)


def test_the_scale_is_that_of_all_losses_that_start_with_it(page: AppTest) -> None:
    names = ["norm_softmax", "softmax", "adacos", "circle", "magface", "curricularface"]
    page.run().multiselect(key="losses").set_value(names).run()
    page.slider(key="s").set_value(32.0).run()
    scales = {choice.name: dict(choice.parameters).get("scale") for choice in chosen(page)}
    assert scales == {
        "norm_softmax": 32.0,
        "softmax": None,
        "adacos": None,
        "circle": 64.0,  # asked for by itself
        "magface": 32.0,
        "curricularface": 32.0,
    }
    page.number_input(key="circle-scale").set_value(100.0).run()
    assert dict(chosen(page)[3].parameters)["scale"] == 100.0
    assert page.slider(key="s").value == 32.0
    assert SCALE != 32.0


def test_a_parameter_moves_in_one_loss_alone(page: AppTest) -> None:
    page.run().slider(key="sv_arc_softmax-t").set_value(1.3).run()
    after = {choice.name: dict(choice.parameters) for choice in chosen(page)}
    before = {choice.name: dict(choice.parameters) for choice in FIRST_RUN.losses}
    assert after["sv_arc_softmax"] == {**before["sv_arc_softmax"], "t": 1.3}
    assert {**after, "sv_arc_softmax": before["sv_arc_softmax"]} == before


def test_words_and_switches_reach_the_loss(page: AppTest) -> None:
    page.run().multiselect(key="losses").set_value(["mv_am_softmax", "elasticface"]).run()
    page.selectbox(key="mv_am_softmax-mode").set_value("fixed")
    page.selectbox(key="elasticface-plus").set_value(True)
    page.selectbox(key="elasticface-kind").set_value("cos").run()
    mv, elastic = (dict(choice.parameters) for choice in chosen(page))
    assert mv["mode"] == "fixed"
    assert elastic["plus"] is True
    assert elastic["kind"] == "cos"


def test_the_order_of_choosing_is_the_order_of_the_panels(page: AppTest) -> None:
    names = ["sv_softmax", "norm_softmax", "am_softmax"]
    page.run().multiselect(key="losses").set_value(names).run()
    assert [choice.name for choice in chosen(page)] == names


def test_no_loss_is_refused_with_a_sentence(page: AppTest) -> None:
    page.run().multiselect(key="losses").set_value([]).run()
    assert [warning.value for warning in page.warning] == ["Choose at least one loss."]
    assert not page.exception


def test_parameters_that_contradict_are_refused_with_a_sentence(page: AppTest) -> None:
    page.run().multiselect(key="losses").set_value(["magface"]).run()
    page.number_input(key="magface-l_a").set_value(50.0).run()
    (warning,) = page.warning
    assert warning.value == "magface l_a must be below u_a, not 50.0 and 20.0."
    page.number_input(key="magface-u_a").set_value(60.0).run()
    assert dict(chosen(page)[0].parameters)["l_a"] == 50.0


def test_at_most_six_stand_side_by_side(page: AppTest) -> None:
    assert page.run().multiselect(key="losses").proto.max_selections == 6


def test_each_loss_has_its_title_and_its_parameters_have_its_notation_as_help(
    page: AppTest,
) -> None:
    page.run()
    titles = [LOSSES[name].title for name in NAMES]
    assert list(page.multiselect(key="losses").options) == [*titles, COMPOSED_TITLE]
    page.multiselect(key="losses").set_value(["sv_softmax"]).run()
    assert page.slider(key="sv_softmax-t").help.endswith(LOSSES["sv_softmax"].notation)
    assert page.slider(key="sv_softmax-t").help.startswith("How much harder support vectors are")


def test_slots_are_filled_freely_and_stand_in_the_address(page: AppTest) -> None:
    page.run().multiselect(key="losses").set_value([COMPOSED]).run()
    assert chosen(page) == (LossChoice.of(COMPOSED, f="none", g="none", h="none", scale=SCALE),)
    page.selectbox(key="composed-f").set_value("am")
    page.selectbox(key="composed-h").set_value("sv").run()
    page.slider(key="composed-margin").set_value(0.25).run()
    expected = LossChoice.of(COMPOSED, f="am", g="none", h="sv", scale=SCALE, margin=0.25, t=1.1)
    assert chosen(page) == (expected,)
    margin, _, guidance = slot_controls(COMPOSED)
    assert MARGINS["am"]
    assert margin.widget.texts("am") == [MARGINS["am"].title]
    assert guidance.widget.texts("none") == ["none"]


def test_the_address_restores_losses_and_parameters(page: AppTest) -> None:
    page.query_params = {
        "losses": ["SV-Softmax", "AM-Softmax"],
        "s": "8",
        "sv_softmax-t": "1.25",
        "am_softmax-margin": "0.4",
    }
    sv, am = chosen(page.run())
    assert sv == LossChoice.of("sv_softmax", scale=8.0, t=1.25)
    assert am == LossChoice.of("am_softmax", scale=8.0, margin=0.4)


@pytest.mark.parametrize(
    "address",
    [
        {"losses": ["No-Such-Loss"]},
        {"s": "many"},
        {"s": "1e9"},
        {"sv_arc_softmax-t": "-3"},
        {"sv_arc_softmax-t": "nan"},
    ],
    ids=str,
)
def test_nonsense_in_the_address_is_passed_over(page: AppTest, address: dict[str, object]) -> None:
    page.query_params = address
    assert chosen(page.run()) == FIRST_RUN.losses
