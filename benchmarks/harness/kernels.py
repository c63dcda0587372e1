"""Where the time of a piece of GPU work goes: its kernels by kind, and the longest of them."""

from __future__ import annotations

from collections import Counter

import torch
from torch.profiler import ProfilerActivity, profile

from benchmarks.harness.timing import Work

KINDS = {
    "reductions, fused": ("triton_red", "triton_per"),
    "elementwise, fused": ("triton_poi",),
    "other fused": ("triton",),
    "convolutions and products": (
        "cudnn", "cutlass", "xmma", "gemm", "conv", "wgrad", "dgrad", "fprop", "nvjet", "sm90_",
        "sm80_", "nhwc",
    ),
    "norms": ("batch_norm", "batchnorm"),
    "update and gradient norms": ("multi_tensor", "fused"),
    "copies": ("memcpy", "memset", "copy"),
}  # fmt: skip


def kind_of(kernel: str) -> str:
    """The kind of a kernel, by its name."""
    name = kernel.lower()
    return next(
        (kind for kind, words in KINDS.items() if any(word in name for word in words)), "others"
    )


def kernels(work: Work, times: int = 3, longest: int = 14) -> dict[str, object]:
    """Milliseconds of one piece of work by kind, the longest kernels, and how many there are."""
    work()
    torch.cuda.synchronize()
    with profile(activities=[ProfilerActivity.CUDA]) as watched:
        for _ in range(times):
            work()
        torch.cuda.synchronize()
    ms: Counter[str] = Counter()
    calls: Counter[str] = Counter()
    for event in watched.key_averages():
        if event.self_device_time_total > 0:
            ms[event.key] += event.self_device_time_total / 1000 / times
            calls[event.key] += event.count
    kinds: Counter[str] = Counter()
    for name, value in ms.items():
        kinds[kind_of(name)] += value
    return {
        "kernels": sum(calls.values()) // times,
        "ms": sum(ms.values()),
        "kinds": dict(kinds.most_common()),
        "longest": [
            (name[:90], value, calls[name] // times) for name, value in ms.most_common(longest)
        ],
    }
