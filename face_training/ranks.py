"""The processes of a training, and the six operations that combine their tensors.

b: samples of this rank, B: of all ranks.

A tensor goes in as this rank's part, and every rank gets the combined tensor.  torch's DTensor does
it, with the gradient.  Without a mesh there is a single process and nothing to do, so the same code
runs on a laptop.
"""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

import torch
import torch.distributed as dist
from torch import Tensor
from torch.distributed.device_mesh import DeviceMesh, init_device_mesh
from torch.distributed.tensor import DTensor, Partial, Replicate, Shard

from face_training.refusals import sentence_of
from face_training.troubles import what_to_do

T = TypeVar("T")


@dataclass(frozen=True)
class Ranks:
    """This process and how many there are."""

    rank: int = 0
    count: int = 1
    mesh: DeviceMesh | None = None
    device: torch.device = field(default_factory=lambda: torch.device("cpu"))

    def gathered(self, values_b: Tensor) -> Tensor:
        """The samples of all ranks, in their order; gradients are summed over the ranks."""
        return self._placed(values_b, Shard(0), Replicate(), Partial())

    def gathered_alike(self, values_b: Tensor) -> Tensor:
        """The same, if all ranks compute the same from it: the gradient is not summed."""
        return self._placed(values_b, Shard(0), Replicate(), Replicate())

    def add(self, values_B: Tensor) -> Tensor:
        """The sum over the ranks, if all ranks compute the same from it."""
        return self._placed(values_B, Partial("sum"), Replicate(), Replicate())

    def largest(self, values_B: Tensor) -> Tensor:
        """The maximum over the ranks, without gradient."""
        return self._placed(values_B.detach(), Partial("max"), Replicate(), None)

    def alike(self, value: Tensor) -> Tensor:
        """The same tensor of all ranks; its gradient is summed over the ranks."""
        return self._placed(value, Replicate(), Replicate(), Partial())

    def beside(self, values_Bk: Tensor) -> Tensor:
        """The columns of all ranks, which have as many each, without gradient."""
        return self._placed(values_Bk.detach(), Shard(1), Replicate(), None)

    def _placed(self, values: Tensor, here: Any, wanted: Any, gradient: Any) -> Tensor:
        if self.mesh is None:
            return values
        placed = DTensor.from_local(values, self.mesh, [here], run_check=False)
        gradients = None if gradient is None else [gradient]
        return placed.redistribute(placements=[wanted]).to_local(grad_placements=gradients)

    def all_of(self, thing: Any) -> list[Any]:
        """A small Python object of every rank, in their order."""
        if self.mesh is None:
            return [thing]
        found: list[Any] = [None] * self.count
        dist.all_gather_object(found, thing)
        return found

    def on_first(self, action: Callable[[], T]) -> T:
        """Call it on rank 0 and give its result to all ranks.

        Raises:
            ValueError: it failed on rank 0; all ranks raise the same sentence.
        """
        result: Any = None
        problem = ""
        if self.rank == 0:
            try:
                result = action()
            except (ValueError, OSError) as error:
                problem = sentence_of(error)
        result, problem = self.all_of((result, problem))[0]
        if problem:
            raise ValueError(problem)
        return result

    def wait(self) -> None:
        """Wait until all ranks are here."""
        if self.mesh is not None:
            dist.barrier()


@contextlib.contextmanager
def joined(device: str = "auto") -> Iterator[Ranks]:
    """Join the processes that torchrun started; without torchrun, a single process.

    Raises:
        ValueError: there is no such device, or the processes cannot come together.
    """
    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "cpu"
    if device == "cuda" and not torch.cuda.is_available():
        raise ValueError("training.device is cuda, and torch sees no GPU here.")
    if "RANK" not in os.environ:
        yield Ranks(device=torch.device(device))
        return
    place = torch.device(device)
    if device == "cuda":
        place = torch.device("cuda", own_gpu(torch.cuda.device_count()))
        torch.cuda.set_device(place)
    try:
        dist.init_process_group("nccl" if device == "cuda" else "gloo")
    except (RuntimeError, ValueError) as error:
        if known := what_to_do(error):
            raise ValueError(known) from None
        first = str(error).strip().split("\n")[0]
        raise ValueError(
            f"The processes cannot come together: {first}. Start them with torchrun, which sets "
            "RANK, WORLD_SIZE, LOCAL_RANK, MASTER_ADDR and MASTER_PORT."
        ) from None
    try:
        mesh = init_device_mesh(device, (dist.get_world_size(),))
        yield Ranks(dist.get_rank(), dist.get_world_size(), mesh, place)
        dist.barrier()  # no rank leaves while another still communicates
    finally:
        # A DistributedDataParallel in a reference cycle could outlive the group.  Its destructor
        # would then hold the interpreter's lock and wait for a thread that needs this lock.
        gc.collect()
        dist.destroy_process_group()


def own_gpu(gpus: int) -> int:
    """The number of this process's GPU among those of its machine.

    Raises:
        ValueError: the machine has fewer GPUs than processes.
    """
    number = os.environ.get("LOCAL_RANK", "")
    if not number.isdigit():
        raise ValueError("LOCAL_RANK is not set: start the processes with torchrun.")
    if int(number) >= gpus:
        raise ValueError(
            f"Each process needs a GPU of its own, and this machine has {gpus}: start torchrun "
            f"with --nproc-per-node={gpus}."
        )
    return int(number)
