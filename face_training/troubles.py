"""Errors of other software and of the machine that a person can mend: what is wrong, what to do.

torch, onnxruntime and the system say them in their own words, with a traceback that helps nobody.
They are known by these words, for most have no class of their own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable

SHARED = "/dev/shm"  # where the processes that read images put them
ONNX = re.compile(r"\[ONNXRuntimeError\] : \d+ : \w+ : ")

#: What an error says, after its module and its class; and what to do about it.  {0} is the first
#: line of what it says, {1} what the pattern's group found.
TROUBLES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), " ".join(sentence.split()))
    for pattern, sentence in (
        (
            r"[Ss]hared memory|for file </torch_|to file </torch_|Bus error"
            r"|No space left on device: '/dev/shm",
            """The shared memory, in which processes that read images hand them over, is full
            ({shared}). Give a container more (docker run --shm-size=8g, or --ipc=host), or let
            fewer processes read: data.workers=1, or 0 for none (--workers in other commands).""",
        ),
        (
            r"Too many open files|received \d+ items of ancdata",
            """Too many files are open: raise the limit with `ulimit -n 65536` before the command,
            or let fewer processes read images (data.workers, --workers).""",
        ),
        (
            r"DataLoader worker \(pid.*\) (?:exited unexpectedly|is killed by signal)",
            """A process that reads images was ended from outside ({0}), most often because the
            memory of the machine is full. Let fewer of them read (data.workers, --workers), or
            take smaller batches.""",
        ),
        (
            r"OutOfMemoryError|CUDA out of memory|CUDNN_STATUS_ALLOC_FAILED",
            """The memory of the GPU is full ({0}). A training needs less with
            training.accumulate=2 or more, training.recompute=true, head.form=chunked, or a smaller
            training.batch; see too what else runs on the GPU (nvidia-smi). What the class weights
            take stands in the first lines of the run: only more processes, which share them, or a
            smaller backbone.embedding make that less.""",
        ),
        (
            r"^\w+\.(?:\w+\.)*\w*MemoryError|DefaultCPUAllocator|Cannot allocate memory",
            """The memory of this machine is full ({0}). A training needs less with
            training.accumulate=2 or more, training.recompute=true, head.form=chunked, a smaller
            training.batch or fewer data.workers. What the class weights take stands in the first
            lines of the run: only more processes, which share them, or a smaller backbone.embedding
            make that less.""",
        ),
        (
            r"^onnxruntime",
            """onnxruntime cannot run the model on these images: {0}. It may want images of another
            size, layout or type than it is given.""",
        ),
        (
            r"shapes cannot be multiplied|stack expects each tensor to be equal size"
            r"|Sizes of tensors must match|to have \d+ channels, but got",
            """Sizes do not fit: {0}. Images must have the size that the network is built for
            (backbone.image_size), and all of them the same.""",
        ),
        (
            r"EADDRINUSE|[Aa]ddress already in use",
            """Another training on this machine uses the port by which the processes find one
            another: give torchrun a free one, --master-port=29501.""",
        ),
        (
            r"[Tt]imed out after .* waiting for clients|client socket has timed out",
            """Not all processes came together in time ({0}). Look at what the missing ones say, and
            whether all machines reach the address and the port of the first.""",
        ),
        (
            r"Connection (?:closed|reset) by peer|remote process (?:has )?exited",
            """Another process of this training has ended; what it says itself is the reason.""",
        ),
        (
            r"no kernel image is available|driver version is insufficient",
            """torch cannot use this GPU: {0}. Install the build of torch that is for it and its
            driver, or take training.device=cpu.""",
        ),
    )
)


def what_to_do(error: BaseException) -> str:
    """What is wrong and what helps, in a sentence or two; "" for an error that is not known here.

    A ValueError has a sentence of its own.
    """
    if isinstance(error, ValueError):
        return ""
    words = str(error).strip()
    full = f"{type(error).__module__}.{type(error).__name__}: {words}"
    for pattern, sentence in TROUBLES:
        if pattern.search(full):
            first = ONNX.sub("", _told(words)).rstrip(".")
            return sentence.format(first or type(error).__name__, shared=_shared())
    return ""


def _told(words: str) -> str:
    """The first line; of an error that a process for reading passed on, the last."""
    lines = words.split("\n")
    return lines[-1].split(": ", 1)[-1] if words.startswith("Caught ") else lines[0]


def _shared() -> str:
    """How large the shared memory is."""
    found: Callable[[str], os.statvfs_result] | None = getattr(os, "statvfs", None)
    if found is None or not os.path.isdir(SHARED):
        return f"there is no {SHARED}"
    size = found(SHARED)
    return f"{SHARED} has {size.f_blocks * size.f_frsize / 2**20:,.0f} MiB"
