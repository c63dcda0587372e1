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


def test_settings_that_are_not_drawn_are_judged_when_the_page_is_refused_anyway() -> None:
    hidden = {"circle-scale": ["-5"], "utm": ["1"], "runs": ["x"]}
    assert reasons(hidden, VALUES) == []
    assert reasons({**hidden, "steps": ["1"]}, VALUES) == [
        "circle-scale: a number from 0.1 to 512, not `-5`",
        "steps: a whole number from 50 to 3000, not `1`",
        "`utm`: no setting has this name",
    ]


def test_what_its_widget_seems_to_allow_is_named_all_the_same() -> None:
    assert reasons({"steps": ["100"]}, VALUES) == ["steps: `100` was not accepted"]
