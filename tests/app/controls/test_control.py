"""A row of the table: the widget at its key, and the field that it sets."""

from __future__ import annotations

from dataclasses import dataclass

from streamlit.testing.v1 import AppTest

from app.controls.control import Control, fields_of, values_of
from app.controls.widgets import Slider, Toggle
from tests.patience import SECONDS

LENGTH = Control(key="long", label="Length", widget=Slider(1, 9, 1), default=4, sets="length")
SHARE = Control(
    key="percent",
    label="Share",
    widget=Slider(0, 100, 5),
    default=50,
    sets="part",
    to_widget=lambda made: round(100 * made.part / made.length),
    from_widgets=lambda values: values["long"] * values["percent"] / 100,
)
GREEN = Control(
    key="green",
    label="Green",
    widget=Toggle(),
    default=False,
    sets="colour",
    to_widget=lambda made: made.colour == "green" if made.length > 5 else None,
    from_widgets=lambda values: "green" if values.get("green") else "red",
)
ROWS = (LENGTH, SHARE, GREEN)


@dataclass(frozen=True)
class Made:
    length: int
    part: float
    colour: str


def test_widgets_make_fields_and_fields_make_widgets() -> None:
    values = {"long": 8, "percent": 25, "green": True}
    fields = fields_of(ROWS, values)
    assert fields == {"length": 8, "part": 2.0, "colour": "green"}
    assert values_of(ROWS, Made(**fields)) == values


def test_a_control_that_decides_nothing_has_no_value() -> None:
    assert values_of(ROWS, Made(length=4, part=1.0, colour="red")) == {"long": 4, "percent": 25}


def page() -> None:
    import streamlit as st

    from app.controls.control import ask
    from tests.app.controls.test_control import ROWS

    st.session_state.held = ask(ROWS)


def test_the_widget_has_label_default_and_key_and_its_address_sets_it() -> None:
    shown = AppTest.from_function(page, default_timeout=SECONDS)
    shown.query_params["percent"] = "75"
    shown.run()
    assert not shown.exception
    assert shown.slider(key="long").label == "Length"
    assert shown.session_state.held == {"long": 4, "percent": 75, "green": False}


def live() -> None:
    import streamlit as st

    from app.controls.control import LIVE, Control
    from app.controls.widgets import Slider

    st.session_state[LIVE] = st.toggle("live")
    for key in ("m", "steps"):
        Control(
            key=key, label=key, widget=Slider(0, 9, 1), default=4, sets=key, live=key == "m"
        ).ask()


def test_a_control_that_acts_on_a_training_under_way_says_so_and_keeps_its_value() -> None:
    shown = AppTest.from_function(live, default_timeout=SECONDS).run()
    shown.slider(key="m").set_value(7).run()
    assert [slider.label for slider in shown.slider] == ["m", "steps"]
    shown.toggle[0].set_value(True).run()
    assert [slider.label for slider in shown.slider] == ["m · :primary[live]", "steps"]
    assert shown.slider(key="m").value == 7


def lab() -> None:
    import streamlit as st

    from app.controls.control import Control
    from app.controls.widgets import Toggle

    row = Control(key="own", label="Own", widget=Toggle(), default=False, in_address=False)
    st.session_state.held = row.ask()


def test_a_control_that_is_not_in_the_address_is_not_set_by_it() -> None:
    shown = AppTest.from_function(lab, default_timeout=SECONDS)
    shown.query_params["own"] = "true"
    assert shown.run().session_state.held is False


def test_a_switch_in_words_has_its_name_or_nothing() -> None:
    assert LENGTH.in_words(4) == "length 4"
    assert (GREEN.in_words(True), GREEN.in_words(False)) == ("green", "")
