"""Where and how to measure, in one line that makes every printed figure describe itself."""

from __future__ import annotations

import platform
from dataclasses import dataclass

import torch


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What all benchmarks are told."""

    device: str = "cpu"
    threads: int = 1
    quick: bool = False  # small sizes and few rounds
    arcface: str = ""  # path of a checkout of insightface's recognition/arcface_torch
    mxnet: str = ""  # path of a Python that has mxnet

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
