"""The table of steps: ratios round by round, and cases that fit the card together."""

from pathlib import Path

import pytest

from benchmarks.card import step_table
from benchmarks.card.step_table import groups, started_steps, steps
from tests.benchmarks.card.small import small_run
from tests.benchmarks.inside import Inside

SECONDS = {"face_training": 0.01, "face_training, plain": 0.02, "arcface_torch": 0.04}


class Told(Inside):
    """Knows the figures already."""

    def ask(self, command, seconds):
        if self.problem:
            return None
        if command == "ready":
            return {"seconds": 1, "gib": 1.0, "reserved": 5.0, "loss": 2.5}
        return {"seconds": SECONDS[self.name.split(": ")[1]]}


def told(tmp_path, **options):
    run = small_run(tmp_path, **options)
    run.make = Told
    return run


def test_ratios_are_to_the_peer(tmp_path):
    run = told(tmp_path, arcface="somewhere")
    *ready, text = steps(run, *started_steps(run, [("iresnet50", 1000, 8)]))
    assert len(ready) == 3
    assert text.startswith("iresnet50, 1,000 identities, 8 images a step")
    ours, plain, theirs = run.results.parts["steps"]
    assert ours["speed"] == pytest.approx(4)
    assert plain["images_per_second"] == pytest.approx(400)
    assert theirs["speed"] == 1
    assert (ours["gib"], ours["gib_allocated"], ours["loss"]) == (5.0, 1.0, 2.5)


def test_a_side_that_is_out_leaves_the_others(tmp_path):
    run = told(tmp_path)
    cases, ready = started_steps(run, [("iresnet50", 1000, 8)])
    ((ours, plain),) = cases.values()
    list(ready)
    ours.end("it broke")
    (text,) = steps(run, cases, iter(()))
    assert "face_training, plain" in text
    assert len(run.results.parts["steps"]) == 1
    plain.end()
    assert [*steps(run, cases, iter(()))] == [
        "iresnet50, 1,000 identities, 8 images a step: nobody is left"
    ]


def test_who_shares_compiled_kernels_starts_later(tmp_path, monkeypatch):
    found = {}
    monkeypatch.setattr(step_table, "get_ready", lambda _, __, after: found.update(after) or [])
    run = told(tmp_path)
    started_steps(run, [("a", 5, 2), ("b", 5, 2), ("a", 9, 2)])
    assert found == {"a, 9: face_training": "a, 5: face_training",
                     "a, 9: face_training, plain": "a, 5: face_training"}  # fmt: skip


@pytest.mark.parametrize(("gib", "expected"), [(78, [2, 1]), (139, [3])])
def test_a_smaller_card_takes_the_large_case_by_itself(gib, expected, monkeypatch):
    monkeypatch.setattr(step_table, "memory_of", lambda _: gib * 2**30)
    run = small_run(Path("nowhere"), device="cuda")
    assert [len(group) for group in groups(run)] == expected
