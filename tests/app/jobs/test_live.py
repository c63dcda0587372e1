"""Watchers see each moment once, in order, and all of it anew when the run begins again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.jobs import live as module
from app.jobs.live import Live
from tests.app.runs import flat
from toy_models.drawn import CHARTED


def frames(count: int, size: int = 4) -> dict[str, np.ndarray]:
    return {"x": np.arange(count * size, dtype=np.int16).reshape(count, size)}


def test_moments_come_once() -> None:
    live = Live()
    assert live.since(0, 0).opening is None
    live.open(flat())
    live.add([1, 5], frames(2))
    first = live.since(0, 0)
    assert first.opening is flat()
    assert [(one.number, one.step) for one in first.moments] == [(1, 1), (2, 5)]
    np.testing.assert_array_equal(first.moments[1].arrays["x"], [4, 5, 6, 7])
    live.add([9], frames(1))
    again = live.since(first.beginning, 2)
    assert [one.step for one in again.moments] == [9]
    assert live.since(first.beginning, 3).moments == ()


def test_a_run_that_begins_again_is_shown_anew() -> None:
    live = Live()
    live.open(flat())
    live.add([1, 5], frames(2))
    before = live.since(0, 0)
    live.open(flat())
    live.add([1], frames(1))
    news = live.since(before.beginning, 2)
    assert news.beginning != before.beginning
    assert [one.step for one in news.moments] == [1]


def test_memory_is_bounded_and_the_newest_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CAP_BYTES", 100)
    live = Live()
    live.open(flat())
    for step in range(1, 200):
        live.add([step], frames(1))
        moments = live.since(0, 0).moments
        assert sum(one.size for one in moments) <= 100
        assert moments[-1].step == step
        assert [one.step for one in moments] == sorted({one.step for one in moments})
    assert moments[0].step == 1


def test_the_run_so_far_has_what_the_charts_need() -> None:
    live, whole = Live(), flat()
    assert live.so_far() is None
    first = {name: array[:1] for name, array in whole.arrays.items()}
    live.open(replace(whole, steps_K=whole.steps_K[:1], arrays=first))
    for k in (1, 3):
        live.add([int(whole.steps_K[k])], {name: whole.arrays[name][k : k + 1] for name in CHARTED})
    so_far = live.so_far()
    assert so_far
    assert so_far.steps_K.tolist() == whole.steps_K[[0, 1, 3]].tolist()
    assert set(so_far.arrays) == set(CHARTED)
    for name in CHARTED:
        np.testing.assert_array_equal(so_far.arrays[name], whole.arrays[name][[0, 1, 3]])


def test_listeners_are_told_until_they_go() -> None:
    live, calls = Live(), []
    listener = lambda: calls.append(live.since(0, 0).version)  # noqa: E731
    assert not live.watched
    live.listen(listener)
    assert live.watched
    live.open(flat())
    live.add([1], frames(1))
    live.touch()
    assert calls == [1, 2, 3]
    live.unlisten(listener)
    live.touch()
    assert len(calls) == 3
    assert not live.watched
