"""A figure that can be touched, as the browser takes it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from app.course.live import message
from tests.app.course.small import figure

KNOWN: dict[str, Any] = {
    "slot": "circle",
    "at": "a",
    "settings": None,
    "alternative": "",
    "file": "f",
}


def test_it_is_made_anew_only_when_it_is_another() -> None:
    first = message(figure(), **KNOWN)
    assert first["made"] == message(figure(), **(KNOWN | {"at": "b"}))["made"]
    other = replace(figure(), content={**figure().content, "half": False})
    assert first["made"] != message(other, **KNOWN)["made"]
    json.dumps(first)


def test_what_is_asked_for_has_no_outcome() -> None:
    sent = message(figure(), **KNOWN, ask="border", answer=(50.0,), ghost=True)
    assert sent["ask"]["name"] == "border"
    assert "outcome" not in sent["ask"]
    assert 60.0 not in sent["ask"].values()
    assert sent["answer"] == [50.0]
    assert sent["ghost"]
    assert message(figure(), **KNOWN)["ask"] is None
