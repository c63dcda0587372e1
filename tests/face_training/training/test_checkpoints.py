"""Checkpoints are whole or not there; damage is named and the one before is taken."""

import errno
import json
import resource

import pytest
import torch

from face_training.head.class_weights import class_weights
from face_training.ranks import Ranks
from face_training.training import checkpoints as module
from face_training.training.checkpoints import Checkpoints, Failed
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


def test_a_full_disk_loses_nothing_and_says_so(kept, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    for name in ("save", "_finish", "_sum"):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, full)
            with pytest.raises(
                Failed,
                match=r"^The checkpoint of step 40 could not be written into .*: "
                r"No space left on device; the last good one is of step 30\.$",
            ):
                kept.save(40, tensors(40), {})
        assert not list(kept.folder.glob(".*partial"))
        assert loaded(kept) == (30, 30, [])


def test_a_write_that_fails_within_torch(kept):
    """A limit on the size of a file stands for the disk: the failure is real."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises(Failed, match=r"of step 40 could not be written .*File too large"):
            kept.save(40, {"weight": torch.zeros(10_000)}, {})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert kept.steps() == [10, 20, 30]
    assert loaded(kept) == (30, 30, [])


def test_what_was_only_begun_is_removed(kept):
    begun = kept.folder / ".step_00000040.partial"
    begun.mkdir()
    (begun / "part").write_text("")
    assert loaded(kept) == (30, 30, [])
    assert not begun.exists()


def test_a_directory_that_cannot_be_written(tmp_path):
    (tmp_path / "checkpoints").write_text("a file")
    with pytest.raises(Failed, match=r"step 1 could not be written into .*: (File exists|Not a d)"):
        Checkpoints(tmp_path / "checkpoints", Ranks()).save(1, tensors(1), {})


def test_one_of_another_model(kept):
    other = {**tensors(0), "more": torch.zeros(2)}
    with pytest.raises(Failed, match=r"step_00000030 is of another model: .*more"):
        kept.load(other)
    with pytest.raises(Failed, match="is of another model: "):
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


def test_four_ranks_write_and_one_and_two_read(tmp_path):
    """Five classes on four ranks: the last rank has none."""
    in_processes(save_and_load, 4, tmp_path, 1, "save")
    in_processes(save_and_load, 1, tmp_path, 2, "one")
    in_processes(save_and_load, 2, tmp_path, 2, "two")
    found = {file.name: file.read_text() for file in tmp_path.iterdir() if file.is_file()}
    assert found == {"one 0": "True", "two 0": "True", "two 1": "True"}
    state = json.loads((tmp_path / "checkpoints" / "step_00000007" / "state.json").read_text())
    assert state["step"] == 7
