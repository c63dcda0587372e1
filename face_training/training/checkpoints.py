"""Checkpoints: written whole or not at all, checked before they are used, for any number of ranks.

    checkpoints/
      step_00001200/         written under another name, renamed when complete
        *.safetensors        a file for each rank, by torch.distributed.checkpoint
        state.json           the step, the best evaluation, and a checksum of every other file
      .step_00001300.damaged/  could not be read when the run resumed

Each rank writes its own part, and torch combines the parts for any number of ranks that read: a
single GPU can resume a run of eight.  The format is safetensors, so nothing is ever unpickled.
"""

from __future__ import annotations

import json
import os
import shutil
import warnings
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torch import Tensor
from torch.distributed.checkpoint.api import CheckpointException
from torch.distributed.checkpoint.hf_storage import (
    HuggingFaceStorageReader,
    HuggingFaceStorageWriter,
)
from torch.distributed.checkpoint.state_dict_loader import load
from torch.distributed.checkpoint.state_dict_saver import save

from face_training.ranks import Ranks
from face_training.whole_files import write_whole

STATE = "state.json"


class CheckpointError(OSError):
    """A checkpoint could not be written or read; the message is a sentence."""


@dataclass(frozen=True)
class Checkpoints:
    """The checkpoints in a folder; every rank calls the same methods."""

    folder: Path
    ranks: Ranks
    keep: int = 3

    def save(self, step: int, tensors: dict[str, Tensor], state: dict[str, Any]) -> None:
        """Write a checkpoint and delete the oldest; `state` is written as JSON.

        Raises:
            CheckpointError: it could not be written; earlier checkpoints are still there.
        """
        final = self.path(step)
        partial = final.with_name(f".{final.name}.partial")
        where = f"The checkpoint of step {step} could not be written into {self.folder}"
        try:
            self._together(lambda: _empty(partial), only_first=True)
            with _single_process_is_meant():
                writer = HuggingFaceStorageWriter(str(partial), save_distributed=True)
                # A file needs the weights in the usual order, not in channels-last.
                in_order = {name: tensor.contiguous() for name, tensor in tensors.items()}
                save(in_order, storage_writer=writer, no_dist=self.ranks.mesh is None)
            sums: dict[str, Any] = {}
            self._together(lambda: sums.update(self._own_sums(partial)))
            for part in self.ranks.all_of(sums):
                sums.update(part)
            whole = {"step": step, **state, "files": sums}
            self._together(lambda: _finish(partial, final, whole), only_first=True)
        except (CheckpointException, OSError) as error:
            if self.ranks.rank == 0:
                shutil.rmtree(partial, ignore_errors=True)
            kept = self.steps()
            last = f"; the last good one is of step {kept[-1]}" if kept else ""
            raise CheckpointError(f"{where}: {_reason(error)}{last}.") from None
        self._together(self._prune, only_first=True)

    def update(self, step: int, changes: dict[str, Any]) -> None:
        """Change the state of a checkpoint that is there.

        Raises:
            CheckpointError: it could not be written.
        """

        def change() -> None:
            file = self.path(step) / STATE
            state = json.loads(file.read_text())
            write_whole(file, json.dumps(state | changes).encode())

        self._together(change, only_first=True)

    def load(
        self, tensors: dict[str, Tensor], report: Callable[[str], None] = print
    ) -> dict[str, Any] | None:
        """Fill the tensors from the newest good checkpoint; return its state, or None without one.

        A damaged checkpoint is reported and renamed, and the one before it is taken: under its
        own name it would count as the newest, and `save` would delete good ones in its favour.

        Raises:
            CheckpointError: the checkpoint is whole, but of another model; or a damaged one cannot
                be renamed.
        """
        self._together(self._sweep, only_first=True)
        for step in reversed(self.steps()):
            path = self.path(step)
            damage = self._damage(path)
            if damage:
                aside = self._set_aside(path)
                report(
                    f"The checkpoint {path} is damaged: {damage}. It is now {aside.name}, and can "
                    "be deleted. The one before it is taken."
                )
                continue
            try:
                with _single_process_is_meant():
                    reader = HuggingFaceStorageReader(str(path))
                    load(tensors, storage_reader=reader, no_dist=self.ranks.mesh is None)
            except (CheckpointException, RuntimeError, ValueError) as error:
                problem = f"The checkpoint {path} is of another model: {_reason(error)}"
                raise CheckpointError(problem) from None
            state: dict[str, Any] = json.loads((path / STATE).read_text())
            return state
        return None

    def steps(self) -> list[int]:
        """The steps that have a checkpoint, in order; one that `load` found damaged has none."""
        if not self.folder.is_dir():
            return []
        return sorted(
            int(path.name.removeprefix("step_"))
            for path in self.folder.iterdir()
            if path.name.startswith("step_") and path.name.removeprefix("step_").isdigit()
        )

    def path(self, step: int) -> Path:
        """The folder of the checkpoint of this step."""
        return self.folder / f"step_{step:08d}"

    def _damage(self, path: Path) -> str:
        """The reason why a checkpoint cannot be used, or ""; each rank reads a part of it."""
        problem = ""
        try:
            expected = json.loads((path / STATE).read_text())["files"]
            for name in sorted(expected)[self.ranks.rank :: self.ranks.count]:
                file = path / name
                if not file.is_file():
                    problem = f"{name} is missing"
                elif _sum(file) != expected[name]:
                    problem = f"{name} has other bytes than were written"
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            problem = f"{STATE} cannot be read"
        return next((found for found in self.ranks.all_of(problem) if found), "")

    def _own_sums(self, folder: Path) -> dict[str, Any]:
        files = sorted(file.name for file in folder.iterdir())
        return {name: _sum(folder / name) for name in files[self.ranks.rank :: self.ranks.count]}

    def _sweep(self) -> None:
        """Remove checkpoints that a killed run had begun to write."""
        for partial in self.folder.glob(".step_*.partial"):
            shutil.rmtree(partial)

    def _set_aside(self, path: Path) -> Path:
        """Give a damaged checkpoint another name, which is returned."""
        aside = path.with_name(f".{path.name}.damaged")

        def rename() -> None:
            shutil.rmtree(aside, ignore_errors=True)
            path.replace(aside)

        self._together(rename, only_first=True)
        return aside

    def _prune(self) -> None:
        steps = self.steps()
        best = self._best(steps)
        for step in steps[: -self.keep]:
            if step != best:
                shutil.rmtree(self.path(step))

    def _best(self, steps: list[int]) -> int | None:
        """The step of the best evaluation, by the newest checkpoint that can be read."""
        for step in reversed(steps):
            with suppress(OSError, ValueError):
                best = json.loads((self.path(step) / STATE).read_text()).get("best") or {}
                found = best.get("step")
                return found if isinstance(found, int) else None
        return None

    def _together(self, action: Callable[[], object], *, only_first: bool = False) -> None:
        """Call it on rank 0 or on all ranks; if it fails on a rank, all ranks raise its error."""
        problem = ""
        if not only_first or self.ranks.rank == 0:
            try:
                action()
            except (OSError, ValueError) as error:
                problem = _reason(error)
        for found in self.ranks.all_of(problem):
            if found:
                raise CheckpointError(found)


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def _finish(partial: Path, final: Path, state: dict[str, Any]) -> None:
    with (partial / STATE).open("w") as stream:
        json.dump(state, stream)
        stream.flush()
        os.fsync(stream.fileno())
    shutil.rmtree(final, ignore_errors=True)
    partial.replace(final)
    folder = os.open(final.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _sum(file: Path) -> list[int]:
    """Size and CRC-32."""
    crc = 0
    with file.open("rb") as stream:
        while block := stream.read(2**22):
            crc = zlib.crc32(block, crc)
    return [file.stat().st_size, crc]


def _reason(error: BaseException) -> str:
    if isinstance(error, CheckpointError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if isinstance(error, CheckpointException):
        first = next(iter(error.failures.values()))[0]
        return _reason(first)
    return str(error).strip().split("\n")[0]


@contextmanager
def _single_process_is_meant() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="torch.distributed is disabled")
        yield
