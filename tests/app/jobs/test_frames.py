"""Watchers see each moment once, in order, and all of it anew when the run begins again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from app.jobs.frames import FramesSoFar
from app.scene.rows import Rows
from tests.app.runs import flat
from toy_models.drawn import CHARTED


def frames(count: int, size: int = 4) -> tuple[Rows, Rows]:
    numbers = np.arange(count * size, dtype=np.int16).reshape(count, size)
    return Rows.of({"x": numbers}), Rows.of({"y": -numbers})


def test_moments_come_once() -> None:
    so_far = FramesSoFar()
    assert so_far.since(0, 0).opening is None
    so_far.open(flat())
    so_far.add([1, 5], *frames(2))
    first = so_far.since(0, 0)
    assert first.opening is flat()
    assert [(one.number, one.step) for one in first.moments] == [(1, 1), (2, 5)]
    np.testing.assert_array_equal(first.moments[1].picture.arrays()["x"], [[4, 5, 6, 7]])
    np.testing.assert_array_equal(first.moments[1].charted.arrays()["y"], [[-4, -5, -6, -7]])
    so_far.add([9], *frames(1))
    again = so_far.since(first.beginning, 2)
    assert [one.step for one in again.moments] == [9]
    assert so_far.since(first.beginning, 3).moments == ()


def test_a_run_that_begins_again_is_shown_anew() -> None:
    so_far = FramesSoFar()
    so_far.open(flat())
    so_far.add([1, 5], *frames(2))
    before = so_far.since(0, 0)
    so_far.open(flat())
    so_far.add([1], *frames(1))
    news = so_far.since(before.beginning, 2)
    assert news.beginning != before.beginning
    assert [one.step for one in news.moments] == [1]


def test_memory_is_bounded_and_the_newest_stays() -> None:
    so_far = FramesSoFar(cap_bytes=100)
    so_far.open(flat())
    for step in range(1, 200):
        so_far.add([step], *frames(1))
        moments = so_far.since(0, 0).moments
        assert sum(one.size for one in moments) <= 100
        assert moments[-1].step == step
        assert [one.step for one in moments] == sorted({one.step for one in moments})
    assert moments[0].step == 1


def test_the_run_so_far_has_what_the_charts_need() -> None:
    job, whole = FramesSoFar(), flat()
    assert job.so_far() is None
    first = {name: array[:1] for name, array in whole.arrays.items()}
    job.open(replace(whole, steps_K=whole.steps_K[:1], arrays=first))
    for k in (1, 3):
        charted = Rows.of({name: whole.arrays[name][k : k + 1] for name in CHARTED})
        job.add([int(whole.steps_K[k])], frames(1)[0], charted)
    so_far = job.so_far()
    assert so_far
    assert so_far.steps_K.tolist() == whole.steps_K[[0, 1, 3]].tolist()
    assert set(so_far.arrays) == set(CHARTED)
    for name in CHARTED:
        np.testing.assert_array_equal(so_far.arrays[name], whole.arrays[name][[0, 1, 3]])


def test_listeners_are_told_until_they_go() -> None:
    so_far, calls = FramesSoFar(), []
    listener = lambda: calls.append(so_far.since(0, 0).version)  # noqa: E731
    assert not so_far.watched
    so_far.listen(listener)
    assert so_far.watched
    so_far.open(flat())
    so_far.add([1], *frames(1))
    so_far.touch()
    assert calls == [1, 2, 3]
    so_far.unlisten(listener)
    so_far.touch()
    assert len(calls) == 3
    assert not so_far.watched
