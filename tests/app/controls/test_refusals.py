"""Every setting of the page can say what it allows; a page that is not refused says nothing."""

from __future__ import annotations

from app.controls.address import texts
from app.controls.refusals import all_controls, reasons
from app.controls.settings import widgets_of
from toy_models.first_run import FIRST_RUN

VALUES = widgets_of(FIRST_RUN)


def test_what_a_page_holds_no_widget_refuses() -> None:
    known = all_controls(VALUES)
    for key, words in texts(VALUES).items():
        assert known[key].widget.refuses(words) == ""
    assert reasons(texts(VALUES), VALUES) == []


def test_every_setting_says_what_it_allows() -> None:
    for row in all_controls(VALUES).values():
        assert "`strange`" in row.widget.refuses(["strange"])


def test_a_strange_name_alone_is_no_reason_to_refuse_a_page() -> None:
    assert reasons({"utm": ["1"], "runs": ["x"]}, VALUES) == []


def test_half_a_name_is_a_reason() -> None:
    assert reasons({"scale": ["abc"]}, VALUES) == ["`scale`: no setting has this name"]


def test_settings_that_are_not_drawn_are_judged() -> None:
    hidden = {"circle-scale": ["-5"]}
    refusal = "circle-scale: a number from 0.1 to 512, not `-5`"
    assert reasons(hidden, VALUES) == [refusal]
    assert reasons({**hidden, "utm": ["1"], "steps": ["1"]}, VALUES) == [
        refusal,
        "steps: a whole number from 50 to 3000, not `1`",
        "`utm`: no setting has this name",
    ]


def test_what_its_widget_seems_to_allow_is_named_all_the_same() -> None:
    assert reasons({"steps": ["100"]}, VALUES) == ["steps: `100` was not accepted"]
