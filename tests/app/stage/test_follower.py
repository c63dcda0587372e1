"""What a client is sent next: what it has not seen, thinned out if that is too much."""

from __future__ import annotations

import itertools

from app.stage.follower import Follower, fitting
from tests.app.runs import flat
from tests.app.stage.under_way import opened, part


def test_nothing_new_is_nothing_to_send() -> None:
    follower = Follower(opened())
    assert follower.next()
    assert follower.next() is None


def test_all_who_have_seen_as_much_get_the_same_bytes() -> None:
    job = opened()
    followers = [Follower(job), Follower(job)]
    for follower in followers:
        assert follower.next()
    job.frames.add(*part(flat(), slice(1, 3)))
    first, second = (follower.next() for follower in followers)
    assert first
    assert second is first


def test_too_much_for_one_message_is_thinned_and_ends_with_the_newest() -> None:
    job, whole = opened(), flat()
    for _ in range(10):
        job.frames.add(*part(whole, slice(1, None)))
    moments = job.frames.since(0, 0).moments
    assert len(moments) == 40
    assert fitting(moments) == list(moments)
    assert fitting([]) == []
    few = fitting(moments, frames_at_once=10)
    assert len(few) == 10
    assert few[-1] is moments[-1]
    assert {b.number - a.number for a, b in itertools.pairwise(few)} <= {4, 5}
    assert len(fitting(moments, bytes_at_once=3 * moments[0].size)) == 3
    assert fitting(moments, bytes_at_once=1) == [moments[-1]]
