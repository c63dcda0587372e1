"""A recorded sample is explained with the loss, the cosines and the length that it had then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import streamlit as st

from app.inspector.recorded import explain_recorded
from app.inspector.story import cosines
from app.jobs import Pool
from tests.app.runs import run_of, small_config
from toy_models.config import LossChoice
from toy_models.explanation import Explanation, explain


class Counting(Pool):
    """A pool that explains without a worker, and counts the questions."""

    def __init__(self) -> None:
        self.questions: list[Any] = []

    def explain(self, *question: Any, timeout: float | None = None) -> Explanation:
        self.questions.append(question)
        return explain(*question)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


CONFIG = small_config(41, losses=(LossChoice.of("sv_softmax", t=1.2, scale=16.0),))


def test_it_explains_the_recorded_numbers_once() -> None:
    run, pool = run_of(CONFIG), Counting()
    explanation = explain_recorded(pool, run, 0, -1, 3)
    assert explanation.cosine_C == pytest.approx(cosines(run, 0, 3)[-1])
    assert explanation.label == int(run.labels_N[3])
    assert explain_recorded(pool, run, 0, -1, 3) == explanation
    assert len(pool.questions) == 1


def test_a_change_by_hand_holds_from_its_step_on() -> None:
    run, pool = run_of(CONFIG), Counting()
    title, last = run.titles[0], int(run.steps_K[-1])
    changed = replace(run, changes=((last, title, "t", 1.4),))
    for k in (0, -1):
        explain_recorded(pool, changed, 0, k, 3)
    values = [dict(choice.parameters)["t"] for choice, *_ in pool.questions]
    assert values == [1.2, 1.4]
