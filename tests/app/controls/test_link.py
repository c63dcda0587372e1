"""A link that asks for what cannot be opens the page as it is without one, with a sentence."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode

import pytest

from app.controls.link import REFUSED
from losses.catalogue import LOSSES
from tests.app.pages import playground_page
from tests.app.pools import Sleeping, give_first
from tests.patience import SECONDS
from toy_models.first_run import FIRST_RUN

SEVEN = list(LOSSES.values())[:7]


@pytest.mark.parametrize(
    ("query", "reasons"),
    [
        ("losses=Nonsense", "losses: `Nonsense` is not in its list"),
        ("losses=Arc-Softmx", "losses: `Arc-Softmx` is not in its list (near: Arc-Softmax)"),
        (urlencode([("losses", spec.title) for spec in SEVEN]), "losses: at most 6, not 7"),
        ("losses=Softmax&losses=Softmax", "losses: none twice"),
        ("s=1e9", "s: a number from 1 to 64, not `1e9`"),
        ("arc_softmax-margin=1e9", "arc_softmax-margin: a number from 0 to 1.5, not `1e9`"),
        (
            "losses=%3Cscript%3Ealert(1)%3C%2Fscript%3E&losses=Softmax&steps=100",
            "losses: `<script>alert(1)</script>` is not in its list",
        ),
        (
            "seed=-3&steps=nan&hidden=17&optimiser=%27%3B--",
            "hidden: one of 16, 32, 64, 128, 256, not `17`; "
            "optimiser: one of adam, sgd, not `';--`; "
            "seed: a whole number from 0 to 9999, not `-3`; "
            "steps: a whole number from 50 to 3000, not `nan`",
        ),
        (
            "losses=Nonsense&scale=-5&s=-5&circle-scale=-5&steps=100&present=false",
            "circle-scale: a number from 0.1 to 512, not `-5`; "
            "losses: `Nonsense` is not in its list; "
            "s: a number from 1 to 64, not `-5`; "
            "`scale`: no setting has this name",
        ),
        (
            "s=-1&" + "&".join(f"k{number}=1" for number in range(9)),
            "s: a number from 1 to 64, not `-1`; "
            + "; ".join(f"`k{number}`: no setting has this name" for number in range(5))
            + "; and 4 more",
        ),
        ("losses=" + "x" * 300_000, f"losses: `{'x' * 30}…` is not in its list"),
        ("&".join(f"losses={k}" for k in range(900)), "losses: `0` is not in its list"),
    ],
    ids=[
        "loss", "near", "seven", "twice", "scale", "margin", "script", "numbers", "beside",
        "unknown", "long", "many",
    ],
)  # fmt: skip
def test_a_link_that_asks_for_what_cannot_be_opens_the_default_with_a_sentence(
    query: str, reasons: str, sleeping: Sleeping
) -> None:
    give_first(sleeping)
    page = playground_page(SECONDS)
    page.query_params = parse_qs(query)
    page.run()
    assert not page.exception
    assert page.session_state.result.config == FIRST_RUN
    assert [warning.value for warning in page.warning] == [REFUSED.format(reasons=reasons)]
    assert set(page.query_params) <= {"present"}  # the address says what the page shows
    page.slider(key="noise").set_value(5).run()
    assert not page.warning  # the reader has gone on
