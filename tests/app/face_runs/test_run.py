"""A face run: its moments, and names that are safe to show."""

from __future__ import annotations

import pytest

from app.face_runs.evaluated import Evaluated
from app.face_runs.run import FaceRun, shown
from tests.app.face_runs.made import run


def test_the_moment_at_a_step_is_the_nearest() -> None:
    found = run(steps=4)
    for step, nearest in ((0, 0), (49, 0), (50, 0), (51, 100), (299, 300), (10_000, 300)):
        assert found.moment_at(step) is found.moments[nearest // 100]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Ann Smith", "Ann Smith"),
        ("<b>x</b> & y", "‹b›x‹/b› + y"),
        ("a\tb\x00c\n", "a b c"),
        ("x" * 80, "x" * 59 + "…"),
    ],
)
def test_names_have_no_markup_and_are_short(name: str, safe: str) -> None:
    assert shown(name) == safe


def test_a_run_of_nothing_has_no_moment() -> None:
    empty = FaceRun(
        name="",
        token="",
        config={},
        loss=None,
        training={},
        evaluations={},
        evaluated=Evaluated(),
        names=(),
        samples=None,
        moments=(),
        problems=(),
    )
    assert empty.moment_at(3) is None
    assert empty.last_step == 0
