"""The options of the command, and the line that says how a figure was measured."""

from __future__ import annotations

import platform
from dataclasses import dataclass

import torch


@dataclass(frozen=True, kw_only=True)
class Options:
    """How to measure, for all benchmarks."""

    device: str = "cpu"
    threads: int = 1
    quick: bool = False  # small sizes and few rounds
    arcface: str = ""  # path of a checkout of insightface's recognition/arcface_torch
    mxnet: str = ""  # path of a Python that has mxnet
    only: tuple[str, ...] = ()  # parts of a benchmark that has parts; all by default
    seconds: float = 0  # after which a benchmark that watches the clock leaves out the rest
    json: str = ""  # file for the results of a benchmark that stores them

    @property
    def device_type(self) -> str:
        """The device without its number: cpu or cuda."""
        return self.device.split(":")[0]

    def header(self) -> str:
        """Versions, device and threads."""
        if self.device == "cpu":
            device = f"CPU ({torch.backends.cpu.get_cpu_capability()})"
        else:
            device = torch.cuda.get_device_name(self.device)
        return (
            f"torch {torch.__version__}, Python {platform.python_version()}, {device}, "
            f"threads: {self.threads}" + (", quick" if self.quick else "")
        )
