"""A link that asks for what cannot be opens the page as it is without one, with a sentence."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

import app
from app.controls.link import REFUSED
from tests.app.controls.asking import DEFAULT_TIMEOUT
from tests.app.pools import Sleeping, give_first
from toy_models.first_run import FIRST_RUN

FRAME = Path(app.__file__).with_name("frame.py")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("losses=Nonsense", "losses"),
        ("s=1e9", "s"),
        ("arc_softmax-margin=1e9", "arc_softmax-margin"),
        ("losses=%3Cscript%3Ealert(1)%3C%2Fscript%3E&losses=Softmax&steps=100", "losses"),
        ("seed=-3&steps=nan&hidden=17&optimiser=%27%3B--", "hidden, optimiser, seed, steps"),
        ("losses=" + "x" * 300_000, "losses"),
        ("&".join(f"losses={k}" for k in range(900)), "losses"),
    ],
    ids=["loss", "scale", "margin", "script", "numbers", "long", "many"],
)
def test_a_link_that_asks_for_what_cannot_be_opens_the_default_with_a_sentence(
    query: str, names: str, sleeping: Sleeping
) -> None:
    give_first(sleeping)
    page = AppTest.from_file(FRAME, default_timeout=DEFAULT_TIMEOUT)
    page.query_params = parse_qs(query)
    page.run()
    assert not page.exception
    assert page.session_state.result.config == FIRST_RUN
    assert [warning.value for warning in page.warning] == [REFUSED.format(names=names)]
    page.button(key="train").click().run()
    assert sleeping.asked[-1] == FIRST_RUN
    assert not page.warning  # the reader has gone on
