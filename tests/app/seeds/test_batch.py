"""The five runs: from the store, else trained one at a time; what is finished is never lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.jobs import State
from app.seeds.batch import Batch, key_of
from tests.app.pools import Sleeping
from tests.app.runs import flat, run_of, small_config
from tests.app.seeds.five import config, five
from toy_models.data import Faces


def test_stored_runs_are_taken_and_one_other_is_trained_at_a_time(sleeping: Sleeping) -> None:
    runs = five()
    sleeping.give(runs[0], runs[3])
    batch = Batch(config(0))
    batch.advance(sleeping, "me")
    assert sorted(batch.outcomes) == [0, 3]
    assert batch.job is not None
    assert batch.job.config == config(1)
    job = batch.job
    batch.advance(sleeping, "me")
    assert batch.job is job
    for seed in (1, 2, 4):
        assert batch.job is not None
        assert batch.job.config.seed == seed
        sleeping.end(batch.job, State.FINISHED, result=runs[seed])
        batch.advance(sleeping, "me")
    assert batch.done
    assert [found.seed for found in batch.in_order()] == [0, 1, 2, 3, 4]
    assert batch.job is None


def test_a_batch_goes_on_from_the_store(sleeping: Sleeping) -> None:
    sleeping.give(*five())
    batch = Batch(config(0))
    batch.advance(sleeping, "me")
    assert batch.done


def test_a_seed_that_fails_is_named_and_the_others_go_on(sleeping: Sleeping) -> None:
    sleeping.give(*five()[1:])
    batch = Batch(config(0))
    batch.advance(sleeping, "me")
    assert batch.job is not None
    sleeping.end(batch.job, State.FAILED, why="It diverged.")
    batch.advance(sleeping, "me")
    assert batch.failed == {0: "It diverged."}
    assert batch.done
    assert len(batch.in_order()) == 4


def test_a_run_that_was_stopped_or_changed_is_trained_again(sleeping: Sleeping) -> None:
    sleeping.give(*five()[1:])
    batch = Batch(config(0))
    for spoilt in ({"stopped": True}, {"changes": ((1, "all", "learning_rate", 0.1),)}):
        batch.advance(sleeping, "me")
        assert batch.job is not None
        sleeping.end(batch.job, State.STOPPED, result=replace(five()[0], **spoilt))  # type: ignore[arg-type]
        batch.advance(sleeping, "me")
        assert 0 not in batch.outcomes
        assert batch.job is not None


def test_a_face_run_without_strangers_is_trained_again(sleeping: Sleeping) -> None:
    faces = replace(config(0), data=Faces(identities=4, images=8, size=16), label_noise=0.0)
    sleeping.give(replace(run_of(faces), strangers=None))
    batch = Batch(faces)
    batch.advance(sleeping, "me")
    assert batch.job is not None
    assert batch.job.config == faces
    sleeping.end(batch.job, State.FINISHED, result=run_of(faces))
    batch.advance(sleeping, "me")
    assert batch.outcomes[0].strangers is not None
    assert {"tar_100", "tar_1000"} <= batch.outcomes[0].measures.keys()


def test_leaving_lets_the_job_go(sleeping: Sleeping) -> None:
    batch = Batch(config(0))
    batch.advance(sleeping, "me")
    job = batch.job
    assert job is not None
    assert job.viewers == {"me"}
    batch.leave(sleeping, "me")
    assert job.viewers == set()
    assert batch.job is None


def test_a_full_line_is_said(sleeping: Sleeping) -> None:
    for seed in (90, 91):
        sleeping.submit(small_config(seed, steps=5000), "me")
    batch = Batch(config(0))
    batch.advance(sleeping, "me")
    assert "stop one of them first" in batch.refused
    assert batch.job is None


@pytest.mark.parametrize(
    ("seed", "expected"), [(3, [3, 4, 5, 6, 7]), (9998, [9998, 9999, 0, 1, 2])]
)
def test_seeds_are_those_that_the_control_can_have(seed: int, expected: list[int]) -> None:
    batch = Batch(config(seed))
    assert batch.seeds == expected
    assert key_of(config(seed)) == key_of(config(0)) != key_of(flat().config)
