"""A step whose launches are captured in a CUDA graph: the GPU gets all of them at once.

A step is thousands of small kernels.  At 128 images the GPU is done with many of them before Python
has launched the next.  A graph has no such gaps, and does the same arithmetic.

The first steps run as they are written: kernels are compiled and chosen in them.  A step that
collects what a run observes has more kernels, so it has a graph of its own; both share their
memory.
"""

from __future__ import annotations

import gc
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import torch
from torch import Tensor

from face_training.head.head import Head, Observed

T = TypeVar("T")
Work = Callable[[Sequence[Tensor], Sequence[Tensor]], Tensor]

PLAIN = 2  # steps of each kind before its capture
SYNCHRONIZES = "called a synchronizing"  # as torch's warning begins


class Recorder(Protocol):
    """What captures and replays."""

    def run(self, work: Callable[[], T]) -> tuple[T, str]:
        """Run it as it is; and where it waits for the device, "" if it does not."""

    def record(self, work: Callable[[], T]) -> tuple[T, Callable[[], object]]:
        """Capture it and run nothing: where its result will be, and what replays it."""


@dataclass(frozen=True)
class _Tape:
    replay: Callable[[], object]
    numbers: Tensor
    observed: Observed | None


class Captured:
    """The work of a step, captured when it has run some times.  Call it as the work itself.

    Attributes:
        hindrance: where the work waits for the device, which cannot be captured; "" if nowhere.
    """

    def __init__(self, work: Work, head: Head, recorder: Recorder) -> None:
        self._work, self._head, self._recorder = work, head, recorder
        self._ran: Counter[bool] = Counter()
        self._tapes: dict[bool, _Tape] = {}
        self._images: list[Tensor] = []
        self._labels: list[Tensor] = []
        self.hindrance = ""

    def __call__(self, images: Sequence[Tensor], labels: Sequence[Tensor]) -> Tensor:
        """What the work gives."""
        head, wanted = self._head, self._head.observing
        # The rarer kind runs first, so that what hinders either is known early.
        head.observing = wanted or self._ran[True] < PLAIN
        try:
            return self._of_kind(head.observing, images, labels)
        finally:
            head.observing = wanted

    def _of_kind(self, kind: bool, images: Sequence[Tensor], labels: Sequence[Tensor]) -> Tensor:
        if self.hindrance or self._ran[kind] < PLAIN:
            numbers, waits = self._recorder.run(lambda: self._work(images, labels))
            self._ran[kind] += 1
            if self._ran[kind] == PLAIN:
                self.hindrance = self.hindrance or waits
            return numbers
        self._take(images, labels)
        tape = self._tapes.get(kind) or self._record(kind)
        tape.replay()
        self._head.observed = tape.observed or self._head.observed
        return tape.numbers.clone()

    def _take(self, images: Sequence[Tensor], labels: Sequence[Tensor]) -> None:
        """Copy the batch to where the graphs read it."""
        if not self._images:
            device = self._head.weight.device
            self._images = [torch.empty_like(one, device=device) for one in images]
            self._labels = [torch.empty_like(one, device=device) for one in labels]
        for place, one in zip((*self._images, *self._labels), (*images, *labels), strict=True):
            place.copy_(one, non_blocking=True)

    def _record(self, kind: bool) -> _Tape:
        self._head.observed = None
        numbers, replay = self._recorder.record(lambda: self._work(self._images, self._labels))
        self._tapes[kind] = _Tape(replay, numbers, self._head.observed)
        return self._tapes[kind]


class GraphRecorder:
    """Captures CUDA graphs; everything runs on a stream of its own."""

    def __init__(self) -> None:
        self._stream = torch.cuda.Stream()
        self._pool = torch.cuda.graph_pool_handle()

    def run(self, work: Callable[[], T]) -> tuple[T, str]:
        """Run it; torch says where it would wait."""
        before = torch.cuda.get_sync_debug_mode()
        self._stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(self._stream), warnings.catch_warnings(record=True) as caught:
            warnings.filterwarnings("always", SYNCHRONIZES)
            torch.cuda.set_sync_debug_mode("warn")
            try:
                result = work()
            finally:
                torch.cuda.set_sync_debug_mode(before)
        torch.cuda.current_stream().wait_stream(self._stream)
        waits = [w for w in caught if str(w.message).startswith(SYNCHRONIZES)]
        return result, f"{waits[0].filename}:{waits[0].lineno}" if waits else ""

    def record(self, work: Callable[[], T]) -> tuple[T, Callable[[], object]]:
        """Capture it.  Other threads, such as that which pins memory, go on meanwhile."""
        graph = torch.cuda.CUDAGraph()
        gc.collect()
        with torch.cuda.graph(
            graph, pool=self._pool, stream=self._stream, capture_error_mode="thread_local"
        ):
            result = work()
        return result, graph.replay
