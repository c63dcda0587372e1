"""The page of face runs as tests look at it: its stages, charts, words and pictures."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from streamlit.testing.v1 import AppTest

from app.scene.scene import Scene
from app.stage.addresses import SCENES_URL, scenes

Visit = Callable[..., AppTest]


def page(shipped: object) -> None:
    from app.views.face_run import face_run

    face_run(shipped)  # type: ignore[arg-type]


def sound(shown: AppTest) -> AppTest:
    assert not shown.exception
    return shown


def stages(shown: AppTest) -> list[dict[str, Any]]:
    """The data of the stages on the page; the take-away menus are components as well."""
    components = [json.loads(component.proto.json) for component in shown.get("bidi_component")]
    return [data for data in components if "run" in data]


def on_stage(shown: AppTest) -> list[Scene]:
    found = [scenes.find(data["run"].removeprefix(f"{SCENES_URL}/")) for data in stages(shown)]
    assert all(found)
    return found  # type: ignore[return-value]


def charts(shown: AppTest) -> dict[str, Any]:
    """The figures on the page, by the alternative text that each must have."""
    components = [json.loads(component.proto.json) for component in shown.get("bidi_component")]
    found = {data["alternative"]: data["figure"] for data in components if "figure" in data}
    assert all(found)
    return {alternative: json.loads(figure) for alternative, figure in found.items()}


def captions(shown: AppTest) -> str:
    """Without the signs that keep Markdown from reading names."""
    return "\n".join(re.sub(r"\\(.)", r"\1", caption.value) for caption in shown.caption)


def html(shown: AppTest) -> str:
    return "\n".join(element.proto.body for element in shown.get("html"))
