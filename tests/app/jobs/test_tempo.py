"""How fast trainings are here: the estimate of a run follows those that are under way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.jobs.job import Job, State
from app.jobs.tempo import MOST, Tempo
from app.toy_runs.cost import seconds_to_train
from toy_models.first_run import FIRST_RUN


def job_at(times_slower: float) -> Job:
    pace = FIRST_RUN.steps / seconds_to_train(FIRST_RUN) / times_slower
    return Job(FIRST_RUN, state=State.TRAINING, pace=pace)


def test_the_first_training_says_how_fast_this_machine_is() -> None:
    tempo = Tempo(lambda: 0)
    other = replace(FIRST_RUN, steps=2 * FIRST_RUN.steps, losses=FIRST_RUN.losses[:2])
    assert tempo.seconds(other) == seconds_to_train(other)
    tempo.note(job_at(3))
    assert tempo.seconds(other) == pytest.approx(3 * seconds_to_train(other))


def test_later_ones_move_it_little_by_little() -> None:
    tempo = Tempo(lambda: 0)
    tempo.note(job_at(1))
    tempo.note(job_at(5))
    assert tempo.factor == pytest.approx(2)
    for _ in range(30):
        tempo.note(job_at(5))
    assert tempo.factor == pytest.approx(5, rel=0.01)


def test_what_stands_still_or_hardly_moves_says_nothing_of_the_machine() -> None:
    tempo = Tempo(lambda: 0)
    paused = job_at(4)
    paused.state = State.PAUSED
    tempo.note(paused)
    tempo.note(Job(FIRST_RUN, state=State.TRAINING))
    assert tempo.factor == 1
    tempo.note(job_at(1e6))
    assert tempo.factor == MOST


def test_trainings_that_take_turns_say_nothing_of_one_that_is_alone() -> None:
    training = 4
    tempo = Tempo(lambda: training)
    tempo.note(job_at(8))  # a quarter of the pace that it would have alone
    assert tempo.factor == pytest.approx(2)
    assert tempo.seconds(FIRST_RUN) == pytest.approx(5 * 2 * seconds_to_train(FIRST_RUN))
    training = 0
    assert tempo.seconds(FIRST_RUN) == pytest.approx(2 * seconds_to_train(FIRST_RUN))
