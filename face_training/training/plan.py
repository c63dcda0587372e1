"""How a step is run: as it is written, compiled, or captured as well.  Decided here alone."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import torch
from torch import nn

from face_training.backbones.blocks import Blocks
from face_training.config import FaceConfig
from face_training.ranks import Ranks
from face_training.training.step import Network
from losses.equation import build

#: Images of a process in a micro-step.  IResNet-50 on an H200, compiled and not captured, is 0.7
#: times as fast as it is written with 128 (its launches take longer), and 1.44 times with 512.
LARGE = 512
CACHE = "TORCHINDUCTOR_CACHE_DIR"  # torch's name for where compiled kernels are kept


@dataclass(frozen=True)
class Plan:
    """What speeds up a step.

    Attributes:
        compiled: what torch.compile is given: "", "network" or each of its "blocks".
        captured: whether the whole step becomes a CUDA graph.
        options: of torch's compiler.
        why: why not, in words.
        joined: the loss that reads the whole batch, so that the network runs twice on each piece of
            it; "" if pieces are independent.
    """

    compiled: str = ""
    captured: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""
    joined: str = ""

    def in_words(self) -> str:
        """For the start of a run."""
        if not self.joined:
            return self._in_words()
        return (
            f"{self._in_words()}; the network runs twice on each piece of a batch, because "
            f"{self.joined} reads the whole batch"
        )

    def _in_words(self) -> str:
        if not self.compiled and not self.captured:
            return f"as it is written: {self.why}"
        done = []
        if self.compiled:
            done.append(f"compiled (a minute or two at first, kept in {cache()})")
        if self.captured:
            done.append("its launches captured in a CUDA graph")
        return " and ".join(done) + (f"; not captured: {self.why}" if self.why else "")


def plan_of(config: FaceConfig, ranks: Ranks) -> Plan:
    """The fastest way to run the steps of a config on these ranks."""
    several = config.training.accumulate > 1
    joins = several and build(config.head.loss, **config.head.parameters).reads_whole_batch
    return replace(_fastest(config, ranks, joins), joined=config.head.loss if joins else "")


def _fastest(config: FaceConfig, ranks: Ranks, joins: bool) -> Plan:
    training = config.training
    if ranks.device.type != "cuda":
        return Plan(why="only a GPU gains by more")
    if training.recompute:
        return Plan(why="training.recompute runs blocks twice, and a compiler would join them")
    if training.deterministic:
        return Plan(
            why="a compiler chooses among kernels by timing them, and they round differently"
        )
    if ranks.count > 1 and training.sync_batch_norm:
        return Plan(why="batch normalisation waits for the other processes")
    if ranks.count > 1 and training.sharding == "fsdp2":
        return Plan(why="fsdp2 gathers weights within the network")
    compiled = "network" if training.compile else ""
    hindrance = "the network runs twice on each piece" if joins else _hindrance(config, ranks)
    if not hindrance:
        return Plan(compiled, captured=True)
    if compiled and training.rank_batch(ranks.count) < LARGE:
        why = f"{hindrance}; without a graph, compiling pays from {LARGE} images a process on"
        return Plan(why=why)
    return Plan(compiled, why=hindrance)


def _hindrance(config: FaceConfig, ranks: Ranks) -> str:
    """Why a step cannot be captured, or ""."""
    if not config.training.capture:
        return "training.capture is off"
    if ranks.count > 1:
        return "several processes exchange gradients within the step"
    if config.optimiser.name == "muon":
        return "Muon takes its learning rate on the processor"
    if config.head.sample < 1:
        return "head.sample draws other classes in every step"
    return ""


def compiled(network: nn.Module, plan: Plan) -> Network:
    """The network as the plan wants it called.  It is compiled when it is first called."""
    if not plan.compiled:
        return network
    os.environ.setdefault(CACHE, str(cache()))
    options = dict(plan.options) or None
    if plan.compiled == "network":
        made: Network = torch.compile(network, dynamic=False, options=options)
        return made
    for blocks in (module for module in network.modules() if isinstance(module, Blocks)):
        for block in blocks:
            block.compile(dynamic=False, options=options)
    return network


def cache() -> Path:
    """Where compiled kernels are kept for the next run."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(os.environ.get(CACHE) or home / "face_training" / "compiled")
