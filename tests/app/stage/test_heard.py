"""What a browser says of the stage, and what somebody says in its place."""

from __future__ import annotations

from typing import Any

import pytest

from app.stage.heard import SAMPLES_AT_MOST, command_of, place_of, samples_of

FORGED: list[Any] = [
    None, "", "12", "<script>", 1.5, True, -1, 10**400, float("nan"), {}, {"do": {}}, [[]], [{}],
    {"do": ["stop"], "to": "/live/one"}, {"do": "stop", "to": ["/live/one"]},
    {"do": "stop", "to": "/live/another"}, [None, "3", -1, 2.5, 10**30, [7]],
]  # fmt: skip


def test_what_the_stage_says_is_taken() -> None:
    assert samples_of([3, 17, 3]) == [3, 17]
    assert place_of(12) == 12
    assert command_of({"do": "pause", "to": "/live/one", "at": 1.5}, "/live/one") == "pause"


@pytest.mark.parametrize("forged", FORGED, ids=repr)
def test_anything_else_is_nothing(forged: Any) -> None:
    assert samples_of(forged) == []
    assert place_of(forged) is None
    assert command_of(forged, "/live/one") == ""


def test_very_many_samples_are_cut() -> None:
    assert samples_of(list(range(10**5))) == list(range(SAMPLES_AT_MOST))
