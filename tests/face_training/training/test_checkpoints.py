"""Checkpoints are whole or not there; damage is named and the one before is taken."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import torch

from face_training.head.class_weights import class_weights
from face_training.ranks import Ranks
from face_training.training.checkpoints import CheckpointError, Checkpoints
from tests.face_training.full_disk import no_file_larger_than
from tests.face_training.processes import in_processes


def tensors(value):
    return {
        "weight": torch.full((4, 3, 2, 2), float(value)).to(memory_format=torch.channels_last),
        "count": torch.tensor(value),
    }


@pytest.fixture
def kept(tmp_path):
    kept = Checkpoints(tmp_path / "checkpoints", Ranks(), keep=2)
    for step in (10, 20, 30):
        kept.save(step, tensors(step), {"best": {"step": 10, "value": 0.9}})
    return kept


def loaded(kept):
    found, said = tensors(0), []
    state = kept.load(found, said.append)
    return state["step"] if state else None, int(found["count"]), said


def test_the_last_ones_and_the_best_are_kept(kept):
    assert kept.steps() == [10, 20, 30]  # the best is the oldest here
    kept.save(40, tensors(40), {"best": {"step": 40, "value": 1.0}})
    assert kept.steps() == [30, 40]
    assert loaded(kept) == (40, 40, [])


def test_what_is_loaded_is_what_was_saved(kept):
    found = tensors(0)
    kept.load(found)
    torch.testing.assert_close(found["weight"], tensors(30)["weight"], rtol=0, atol=0)
    assert found["weight"].is_contiguous(memory_format=torch.channels_last)


def test_nothing_there_is_nothing(tmp_path):
    assert loaded(Checkpoints(tmp_path / "none", Ranks())) == (None, 0, [])


def changed_byte(path):
    (file,) = path.glob("*.safetensors")
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)


def cut_off(path):
    (file,) = path.glob("*.safetensors")
    file.write_bytes(file.read_bytes()[:-9])


def gone(path):
    (file,) = path.glob("*.safetensors")
    file.unlink()


def no_state(path):
    (path / "state.json").write_text("{")


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (changed_byte, "has other bytes than were written"),
        (cut_off, "has other bytes than were written"),
        (gone, "is missing"),
        (no_state, r"state\.json cannot be read"),
    ],
)
def test_a_damaged_one_is_named_and_the_one_before_is_taken(kept, damage, words):
    damage(kept.path(30))
    step, count, said = loaded(kept)
    assert (step, count) == (20, 20)
    (sentence,) = said
    assert sentence.startswith(f"The checkpoint {kept.path(30)} is damaged: ")
    assert words.replace("\\", "") in sentence
    assert sentence.endswith("The one before it is taken.")


def test_damaged_ones_that_were_skipped_do_not_push_good_ones_out(kept):
    for step in (20, 30):
        changed_byte(kept.path(step))
    assert loaded(kept)[:2] == (10, 10)
    kept.save(15, tensors(15), {})
    assert kept.steps() == [10, 15]
    assert loaded(kept) == (15, 15, [])
    assert (kept.folder / ".step_00000030.damaged" / "state.json").exists()


def test_a_newest_one_that_cannot_be_read_does_not_end_the_next_save(kept):
    (kept.path(30) / "state.json").write_text("")  # after `load`
    kept.save(15, tensors(15), {})
    assert kept.steps() == [10, 20, 30]  # the best is of step 10, by that of step 20
    with pytest.raises(CheckpointError, match="Expecting value"):
        kept.update(30, {})


@pytest.mark.parametrize(
    ("tensors_40", "state"),
    [
        ({"weight": torch.zeros(10_000)}, {}),  # torch's files do not fit
        (tensors(40), {"note": "x" * 30_000}),  # they do, and state.json does not
    ],
)
def test_a_full_disk_loses_nothing_and_says_so(kept, tensors_40, state):
    with (
        no_file_larger_than(20_000),
        pytest.raises(
            CheckpointError,
            match=r"^The checkpoint of step 40 could not be written into .*: "
            r"File too large; the last good one is of step 30\.$",
        ),
    ):
        kept.save(40, tensors_40, state)
    assert not list(kept.folder.glob(".*partial"))
    assert kept.steps() == [10, 20, 30]
    assert loaded(kept) == (30, 30, [])


@dataclass(frozen=True)
class Spoiling(Ranks):
    """A rank that puts something unreadable into a checkpoint while it is written."""

    folder: Path = Path()

    def all_of(self, thing):
        for partial in self.folder.glob(".step_*.partial"):
            (partial / "unreadable").mkdir(exist_ok=True)
        return super().all_of(thing)


def test_what_cannot_be_read_back_loses_nothing_and_says_so(kept):
    spoilt = replace(kept, ranks=Spoiling(folder=kept.folder))
    with pytest.raises(CheckpointError, match=r"step 40 could not be .*: Is a directory; the last"):
        spoilt.save(40, tensors(40), {})
    assert not list(kept.folder.glob(".*partial"))
    assert loaded(kept) == (30, 30, [])


def test_what_was_only_begun_is_removed(kept):
    begun = kept.folder / ".step_00000040.partial"
    begun.mkdir()
    (begun / "part").write_text("")
    assert loaded(kept) == (30, 30, [])
    assert not begun.exists()


def test_a_directory_that_cannot_be_written(tmp_path):
    (tmp_path / "checkpoints").write_text("a file")
    with pytest.raises(CheckpointError, match=r"step 1 could not .*: (File exists|Not a d)"):
        Checkpoints(tmp_path / "checkpoints", Ranks()).save(1, tensors(1), {})


def test_one_of_another_model(kept):
    other = {**tensors(0), "more": torch.zeros(2)}
    with pytest.raises(CheckpointError, match=r"step_00000030 is of another model: .*more"):
        kept.load(other)
    with pytest.raises(CheckpointError, match="is of another model: "):
        kept.load({"weight": torch.zeros(5, 3, 2, 2), "count": torch.tensor(0)})


def save_and_load(ranks, folder, seed, kind):
    weight = class_weights(5, 3, ranks, seed, torch.float64).detach()
    kept = Checkpoints(folder / "checkpoints", ranks)
    if kind == "save":
        kept.save(7, {"head": weight, "one": torch.tensor(1.5)}, {})
    else:
        kept.load({"head": weight, "one": torch.tensor(0.0)})
        own = weight.to_local() if ranks.mesh else weight
        mine = class_weights(5, 3, ranks, 1, torch.float64).detach()
        expected = mine.to_local() if ranks.mesh else mine
        (folder / f"{kind} {ranks.rank}").write_text(str(torch.equal(own, expected)))


@pytest.mark.slow
def test_four_ranks_write_and_one_and_two_read(tmp_path):
    """Five classes on four ranks: the last rank has none."""
    in_processes(save_and_load, 4, tmp_path, 1, "save")
    in_processes(save_and_load, 1, tmp_path, 2, "one")
    in_processes(save_and_load, 2, tmp_path, 2, "two")
    found = {file.name: file.read_text() for file in tmp_path.iterdir() if file.is_file()}
    assert found == {"one 0": "True", "two 0": "True", "two 1": "True"}
    state = json.loads((tmp_path / "checkpoints" / "step_00000007" / "state.json").read_text())
    assert state["step"] == 7
