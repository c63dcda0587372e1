"""Heads with many identities, one after another: milliseconds and memory of forward, backward, SGD.

Memory is the peak of a step beyond what stays between steps: weights and momentum, which both sides
have.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from statistics import median

import torch
from torch import nn

from benchmarks.face_head import EMBEDDING, head_of, step
from benchmarks.harness.contestants import Facts
from benchmarks.harness.memory import peak_bytes
from benchmarks.harness.timing import clock_of
from benchmarks.peers.arcface import Arcface, empty
from face_training.head.form import ChunkSettings, dense_bytes, memory_of

PEER = "PartialFC_V2"
SECONDS = 1.0  # of warming up, and of timing a head
MOST = 20  # steps


@dataclass(frozen=True)
class Case:
    """A head with so many identities.

    Attributes:
        loss: of this project, or "" for PartialFC_V2, whose loss is ArcFace.
        compiles: whether only what it compiles is wanted, with fewer classes.
    """

    ids: int
    loss: str = ""
    form: str = ""
    products: str = "auto"
    compiles: bool = False

    @property
    def name(self) -> str:
        """For a table."""
        if not self.loss:
            return PEER
        halves = ", bfloat16" if self.products == "bfloat16" else ""
        return f"{self.loss}, {'in chunks' if self.form == 'chunked' else self.form}{halves}"

    def question(self) -> str:
        """For the process that measures it."""
        return json.dumps(asdict(self))


class Heads:
    """What the process does: a head is made when it is asked for, measured and forgotten."""

    def __init__(self, device: str, *, batch: int, arcface: str = "") -> None:
        self.device, self.batch, self._path = device, batch, arcface
        self._peer: Arcface | None = None
        self._stack = ExitStack()
        torch.set_float32_matmul_precision("high")

    def ready(self) -> Facts:
        """Nothing is made yet."""
        return {}

    def step(self) -> None:
        """Each head is timed when it is asked for."""

    def tell(self, question: str) -> Facts:
        """Milliseconds and MiB of a case, or why there are none."""
        case = Case(**json.loads(question))
        if not self._may_fit(case):
            return {"problem": "does not fit"}
        try:
            return self._measured(case)
        except torch.OutOfMemoryError:
            return {"problem": "does not fit"}
        finally:
            empty(self.device)

    def _measured(self, case: Case) -> Facts:
        ids = case.ids
        width = ChunkSettings().width(self.batch, ids, torch.device(self.device))
        if case.compiles:
            ids = min(ids, 2 * width)
        head = self._head(case, ids, width)
        work = step(head, self.batch, ids, self.device)
        clock = clock_of(self.device, 0)
        begin = clock()
        work()
        first = clock() - begin
        if case.compiles:
            return {"first": first}
        # The first steps of a process are slower, by a third with a million identities.
        begin, count = clock(), 0
        while not count or clock() - begin < SECONDS * (0.05 if self.device == "cpu" else 1):
            work()
            count += 1
        steps = int(min(MOST, max(3, SECONDS * count / (clock() - begin))))
        bytes_ = peak_bytes(work, self.device)
        seconds = []
        for _ in range(steps):
            begin = clock()
            work()
            seconds.append(clock() - begin)
        return {
            "ms": 1000 * median(seconds), "mib": bytes_ / 2**20, "steps": steps, "first": first
        }  # fmt: skip

    def _may_fit(self, case: Case) -> bool:
        weights = 4 * case.ids * EMBEDDING
        needed = 3 * weights  # with gradient and momentum
        if case.form != "chunked":
            needed += dense_bytes(self.batch, case.ids, EMBEDDING, torch.float32)
        return needed < memory_of(torch.device(self.device))

    def _head(self, case: Case, ids: int, width: int) -> nn.Module:
        if not case.loss:
            if self._peer is None:
                self._peer = Arcface.at(self._path, self.device)
                self._stack.enter_context(self._peer.usable())
            return self._peer.head(ids, EMBEDDING)
        return head_of(
            case.loss, ids, self.device, form=case.form, products=case.products, width=width
        )


class Compiling(Heads):
    """Compiles the chunks of a loss, for all numbers of identities, into the cache on disk."""

    def __init__(self, device: str, *, batch: int, loss: str, ids: list[int]) -> None:
        super().__init__(device, batch=batch)
        self._cases = [Case(each, loss, "chunked", compiles=True) for each in ids]

    def ready(self) -> Facts:
        """How long the first step of each took."""
        return {"first": [self.tell(case.question())["first"] for case in self._cases]}
