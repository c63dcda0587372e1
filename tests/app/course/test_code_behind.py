"""The code behind a figure: the numbers at the slider's value, or of the chosen sample."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from app.inspector.formula import formula
from app.jobs import Pool
from lessons.course import open_lesson
from lessons.figure import Chart
from tests.patience import SECONDS


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def of_chart(value: float | None) -> None:
    from app.course.code_behind import code_behind_chart, code_wanted
    from lessons.course import open_lesson
    from lessons.figure import Chart

    figure = open_lesson("sv_softmax").figures["pipeline"]
    assert isinstance(figure, Chart)
    if code_wanted("pipeline"):
        code_behind_chart(figure, value)


def of_run(chosen: list[int], pool: object) -> None:
    from app.course.code_behind import code_behind_run, code_wanted
    from lessons.course import open_lesson
    from lessons.figure import Moving

    figure = open_lesson("sv_softmax").figures["trap"]
    assert isinstance(figure, Moving)
    if code_wanted("trap"):
        code_behind_run(figure, figure.run(), chosen, lambda: pool)


def opened(page: Any, name: str, **arguments: Any) -> AppTest:
    test = AppTest.from_function(page, kwargs=arguments, default_timeout=SECONDS).run()
    assert not test.latex  # nothing is worked out before it is asked for
    test.toggle(key=f"behind-{name}").set_value(True).run()
    assert not test.exception
    return test


@pytest.mark.parametrize("t", [1.0, 1.2, 1.4])
def test_the_formula_is_that_of_the_sliders_value(t: float) -> None:
    figure = open_lesson("sv_softmax").figures["pipeline"]
    assert isinstance(figure, Chart)
    test = opened(of_chart, "pipeline", value=t)
    written = formula(figure.explained(t), figure.class_names)
    assert test.latex[0].value == f"$$\n{written}\n$$"
    assert f"stands at {t:g}" in test.markdown[0].value


def test_the_sample_is_the_chosen_one(pool: Pool) -> None:
    run = open_lesson("sv_softmax").figures["trap"].run()  # type: ignore[union-attr]
    sample = int(run.samples_N[17])
    test = opened(of_run, "trap", chosen=[sample], pool=pool)
    assert f"Sample {sample:,} under SV-Softmax" in test.markdown[0].value
    nobody = opened(of_run, "trap", chosen=[10**6], pool=pool)
    assert f"Sample {int(run.samples_N[0]):,} under" in nobody.markdown[0].value


def test_without_the_trainer_the_code_is_still_there(asleep: Pool) -> None:
    asleep.close()
    test = opened(of_run, "trap", chosen=[], pool=asleep)
    assert len(test.warning) == 1
    assert test.code[0].value.startswith("def sv_softmax(")
