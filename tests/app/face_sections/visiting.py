"""The page of face runs as tests look at it: its stages, charts, words and pictures."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from streamlit.testing.v1 import AppTest

from app.face_runs.neighbourhood import Neighbourhood
from app.stage.addresses import RUNS_URL, runs

SECONDS = 60
Visit = Callable[..., AppTest]


def page() -> None:
    from app.views.face_run import face_run

    face_run()


def sound(shown: AppTest) -> AppTest:
    assert not shown.exception
    return shown


def stages(shown: AppTest) -> list[dict[str, Any]]:
    """What the stages on the page are told; the take-away menus are components as well."""
    told = [json.loads(component.proto.json) for component in shown.get("bidi_component")]
    return [one for one in told if "run" in one]


def on_stage(shown: AppTest) -> list[Neighbourhood]:
    found = [runs.find(told["run"].removeprefix(f"{RUNS_URL}/")) for told in stages(shown)]
    assert all(isinstance(one, Neighbourhood) for one in found)
    return found  # type: ignore[return-value]


def charts(shown: AppTest) -> dict[str, Any]:
    """The figures on the page, by the alternative text that each must have."""
    found = {}
    for element in shown.get("plotly_chart"):
        assert element.proto.alt
        found[element.proto.alt] = json.loads(element.proto.spec)
    return found


def captions(shown: AppTest) -> str:
    """Without the signs that keep Markdown from reading names."""
    return "\n".join(re.sub(r"\\(.)", r"\1", caption.value) for caption in shown.caption)


def html(shown: AppTest) -> str:
    return "\n".join(element.proto.body for element in shown.get("html"))
