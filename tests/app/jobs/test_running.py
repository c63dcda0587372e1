"""A job in the worker: pauses, single steps and changes happen between steps; turns are fair."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from app.jobs.running import FRAMES_A_TURN, SHORTEST_TURN, TURN_SECONDS, Running, turn_of
from app.scene.picture import picture
from app.scene.rows import Rows
from app.toy_runs.changes import change_in_words
from tests.app.runs import SMALL, assert_same_run, run_of
from toy_models.config import RunConfig
from toy_models.drawn import CHARTED
from toy_models.gentle import gentle
from toy_models.training import Training

SV = replace(SMALL, losses=(gentle("norm_softmax"), gentle("sv_softmax")), steps=30)


def train(config: RunConfig = SMALL) -> Running:
    return Running(Training(config))


def to_the_end(running: Running) -> Running:
    while not running.done:
        running.advance()
    return running


def test_without_interference_it_is_the_run_of_the_config() -> None:
    result = to_the_end(train()).result()
    assert_same_run(result, run_of(SMALL))
    assert result.provenance == run_of(SMALL).provenance


def test_pauses_and_single_steps_change_no_array() -> None:
    running = train()
    running.advance()
    running.pause()
    running.take_turn()
    assert (running.training.step, running.idle) == (1, True)
    running.request_step()
    assert not running.idle
    running.take_turn()
    assert (running.training.step, running.idle) == (2, True)
    running.resume()
    assert not running.idle
    assert_same_run(to_the_end(running).result(), run_of(SMALL))


def test_a_pause_shows_where_it_stands_once() -> None:
    running = train()
    running.advance()
    assert 1 not in running.steps
    running.news()
    running.pause()
    running.pause()
    assert running.news()[0]["steps"] == [1]
    assert running.steps == [0]
    running.request_step()
    running.take_turn()
    assert running.news()[0]["steps"] == [2]


def test_a_record_reaches_to_where_it_stands_and_changes_nothing() -> None:
    config = replace(SMALL, steps=100, kept=3)
    running = train(config)
    for _ in range(7):
        running.advance()
    assert 7 not in running.kept
    so_far = running.result()
    assert so_far.stopped
    assert so_far.steps_K.tolist() == [*running.steps, 7]
    running.look()
    running.look()
    assert running.news()[0]["steps"][-1] == 7
    running.look()
    assert running.news()[0]["steps"] == []  # it was sent already
    assert_same_run(to_the_end(running).result(), run_of(config))


def test_news_are_the_kept_frames_and_are_sent_once() -> None:
    running = train()
    steps: list[int] = []
    arrays = []
    while not running.done:
        running.advance()
        message, rows = running.news()
        steps += message["steps"]
        if rows:
            arrays.append(
                Rows(message["layouts"]["picture"], rows["picture"]).arrays()
                | Rows(message["layouts"]["charted"], rows["charted"]).arrays()
            )
    whole = run_of(SMALL)
    assert [0, *steps] == whole.steps_K.tolist()
    wanted = picture(whole.arrays, None) | {name: whole.arrays[name] for name in CHARTED}
    for name, array in wanted.items():
        sent = np.concatenate([message[name] for message in arrays])
        np.testing.assert_array_equal(sent, array[1:])
    message, rows = running.news()
    assert (message["steps"], message["changes"], rows) == ([], [], {})


def test_a_message_holds_only_so_many_frames_and_the_record_all() -> None:
    running = to_the_end(train(replace(SMALL, steps=30, kept=31)))
    steps = running.news()[0]["steps"]
    assert len(steps) == FRAMES_A_TURN
    assert steps[-1] == 30
    assert len(running.result().steps_K) == len(running.steps) > FRAMES_A_TURN


def change_rate(training: Training) -> None:
    training.set_learning_rate(0.2)


def change_t(training: Training) -> None:
    training.losses[1].set(t=1.7)


def change_scale(training: Training) -> None:
    for loss in training.losses:
        loss.set(scale=4.0)


@pytest.mark.parametrize(
    ("name", "value", "losses", "by_hand"),
    [
        ("learning_rate", 0.2, [], change_rate),
        ("t", 1.7, [1], change_t),
        ("scale", 4.0, [0, 1], change_scale),
    ],
)
def test_a_change_holds_from_its_step_on_and_equals_one_by_hand(
    name: str, value: float, losses: list[int], by_hand: Callable[[Training], None]
) -> None:
    running = train(SV)
    manual = Training(SV)
    frames = [manual.frame()]
    while manual.step < SV.steps:
        if manual.step == 10:
            running.set(name, value, losses)
            by_hand(manual)
        manual.advance()
        running.advance()
        if manual.step in running.kept:
            frames.append(manual.frame())
    changed = running.result()
    assert_same_run(changed, manual.result(frames))
    untouched = run_of(SV)
    until = int(np.searchsorted(untouched.steps_K, 10, side="right"))
    features = changed.arrays["features_LND"], untouched.arrays["features_LND"]
    np.testing.assert_array_equal(features[0][:until], features[1][:until])
    assert (features[0][-1] != features[1][-1]).any()


def test_a_changed_run_says_so() -> None:
    running = train(SV)
    running.advance()
    running.set("t", 1.5, [1])
    running.set("learning_rate", 0.02, [])
    running.set("scale", 8.0, [0, 1])
    assert [change_in_words(change, SV) for change in running.changes] == [
        "step 1: t of SV-Softmax = 1.5",
        "step 1: learning rate = 0.02",
        "step 1: scale of all losses = 8",
    ]
    assert running.news()[0]["changes"] == [
        [1, "SV-Softmax", "t", 1.5, 1],
        [1, "all", "learning_rate", 0.02],
        [1, "all", "scale", 8.0],
    ]
    result = running.result()
    assert "Changed by hand at step 1: t of SV-Softmax = 1.5; " in result.provenance
    assert result.changes[0] == (1, "SV-Softmax", "t", 1.5, 1)
    assert len(result.changes) == 3


def test_a_change_of_t_outlives_its_slow_rise() -> None:
    running = train(replace(SV, t_warmup=20))
    for _ in range(5):
        running.advance()
    running.set("t", 1.9, [1])
    for _ in range(10):
        running.advance()
        assert running.training.losses[1].values["t"] == 1.9


def test_a_scale_that_is_changed_in_the_softmax_warm_up_counts_at_once() -> None:
    config = replace(SV, softmax_warmup=20)
    changed, untouched = train(config), train(config)
    changed.set("scale", 2.0, [0, 1])
    changed.advance()
    untouched.advance()
    features = [one.training.frame().features_LND for one in (changed, untouched)]
    assert (features[0] != features[1]).any()


class Timed(Running):
    """A job whose steps only take time, on a clock that all jobs share."""

    now = 0.0
    seconds = 0.0
    spent = 0.0

    def advance(self) -> None:
        Timed.now += self.seconds
        self.spent += self.seconds


def test_time_is_shared_fairly_with_steps_longer_than_a_turn() -> None:
    jobs = {}
    for name, seconds in (("quick", TURN_SECONDS / 20), ("slow", 7 * TURN_SECONDS)):
        jobs[name] = Timed(Training(replace(SMALL, steps=10_000)), clock=lambda: Timed.now)
        jobs[name].seconds = seconds
    for _ in range(700):
        for running in jobs.values():
            running.take_turn()
    assert jobs["slow"].spent == pytest.approx(jobs["quick"].spent, rel=0.05)
    assert jobs["quick"].spent > 100 * TURN_SECONDS


@pytest.mark.parametrize(
    ("jobs", "seconds"), [(0, 0.1), (1, 0.1), (5, 0.1), (10, 0.05), (20, 0.025), (24, 0.0208333)]
)
def test_turns_are_shorter_where_many_train(jobs: int, seconds: float) -> None:
    assert turn_of(jobs) == pytest.approx(seconds, rel=1e-4)
    assert turn_of(1000) == SHORTEST_TURN
