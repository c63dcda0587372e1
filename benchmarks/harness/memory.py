"""The most memory that a piece of work holds at once, beyond what was in use before.

On the CPU torch's profiler reports every allocation and release, also those inside a kernel.
On a GPU torch's allocator keeps the peak itself.
"""

from __future__ import annotations

import os
from itertools import accumulate

import torch
from torch.profiler import ProfilerActivity, profile

from benchmarks.harness.timing import Work

os.environ.setdefault("KINETO_LOG_LEVEL", "6")  # else the profiler prints a line on stderr


def peak_bytes(work: Work, device: str) -> int:
    """Bytes at the peak, less the bytes at the start."""
    if device != "cpu":
        torch.cuda.synchronize(device)
        before = torch.cuda.memory_allocated(device)
        torch.cuda.reset_peak_memory_stats(device)
        work()
        torch.cuda.synchronize(device)
        return torch.cuda.max_memory_allocated(device) - before
    activities = [ProfilerActivity.CPU]
    with profile(activities=activities, profile_memory=True, acc_events=True) as watched:
        work()
    assert watched.profiler is not None
    events = watched.profiler.kineto_results.events()
    changes: list[int] = [event.nbytes() for event in events if event.name() == "[memory]"]
    return max(accumulate(changes, initial=0))


def peak_tensors(work: Work, like: torch.Tensor) -> float:
    """The peak counted in tensors of this shape and dtype."""
    return peak_bytes(work, str(like.device)) / (like.numel() * like.element_size())
