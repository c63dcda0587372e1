"""How ranks bring numbers together, and how gradients go back."""

import weakref

import pytest
import torch
from torch.nn.parallel import DistributedDataParallel

from face_training.ranks import joined, own_gpu
from tests.face_training.processes import free_port, in_processes


def exchange(ranks, folder):
    own = torch.tensor([1.0, 2.0], dtype=torch.float64) + 10 * ranks.rank
    weights = torch.tensor([1.0, 2, 3, 4], dtype=torch.float64)
    lines = []
    for bring in (ranks.gathered, ranks.gathered_alike):
        own = own.detach().requires_grad_()
        together = bring(own)
        (together * weights).sum().backward()
        lines.append(f"{together.tolist()} {own.grad.tolist()}")
    own = own.detach().requires_grad_()
    total = ranks.add(own)
    (total * weights[:2]).sum().backward()
    lines.append(f"{total.tolist()} {own.grad.tolist()} {ranks.largest(own).tolist()}")
    lines.append(str(ranks.beside(own.view(1, 2)).tolist()))
    lines.append(str(ranks.all_of(ranks.rank)))
    lines.append(ranks.on_first(lambda: f"of rank {ranks.rank}"))
    with pytest.raises(ValueError, match=r"^file: No space left\.$"):
        ranks.on_first(lambda: (_ for _ in ()).throw(OSError(28, "No space left", "file")))
    ranks.wait()
    (folder / f"{ranks.rank}.txt").write_text("\n".join(lines))


def test_two_ranks(tmp_path):
    in_processes(exchange, 2, tmp_path)
    together = "[1.0, 2.0, 11.0, 12.0]"
    for rank, own in enumerate(("[1.0, 2.0]", "[3.0, 4.0]")):
        twice = [2 * float(x) for x in own.strip("[]").split(",")]
        assert (tmp_path / f"{rank}.txt").read_text().split("\n") == [
            f"{together} {twice}",  # both ranks made something of it
            f"{together} {own}",  # both made the same of it: counted once
            "[12.0, 14.0] [1.0, 2.0] [11.0, 12.0]",
            "[[1.0, 2.0, 11.0, 12.0]]",
            "[0, 1]",
            "of rank 0",
        ]


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU here")
def test_a_device_that_is_not_there():
    with pytest.raises(ValueError, match="torch sees no GPU here"), joined("cuda"):
        pass
    with joined("auto") as ranks:
        assert (ranks.device.type, ranks.count) == ("cpu", 1)


def test_each_process_needs_a_gpu_of_its_own(monkeypatch):
    monkeypatch.setenv("LOCAL_RANK", "1")
    assert own_gpu(2) == 1
    with pytest.raises(
        ValueError, match="this machine has 1: start torchrun with --nproc-per-node=1"
    ):
        own_gpu(1)
    monkeypatch.delenv("LOCAL_RANK")
    with pytest.raises(
        ValueError, match="LOCAL_RANK is not set: start the processes with torchrun"
    ):
        own_gpu(1)


def test_processes_that_torchrun_did_not_start(monkeypatch):
    monkeypatch.setenv("RANK", "0")
    with pytest.raises(ValueError, match=r"cannot come together: .* Start them with torchrun"):
        joined("cpu").__enter__()


def test_no_model_outlives_the_group(monkeypatch):
    """Its destructor could wait forever, see `joined`."""
    for name, value in (("RANK", 0), ("WORLD_SIZE", 1), ("MASTER_PORT", free_port())):
        monkeypatch.setenv(name, str(value))
    monkeypatch.setenv("MASTER_ADDR", "localhost")
    with joined("cpu") as ranks:
        assert ranks.mesh is not None
        model = DistributedDataParallel(torch.nn.Linear(2, 2))
        model.itself = [model]
        gone = weakref.ref(model)
        del model
    assert gone() is None
