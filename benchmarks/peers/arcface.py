"""insightface's arcface_torch: its own files, read from a checkout that the user names.

Nothing of it is part of this project.  Its files need a process group, so there is one with a
single process.  They call `.cuda()`; on a CPU that is replaced by a function that does nothing.
"""

from __future__ import annotations

import contextlib
import importlib.util
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor, nn

SCALE, MARGIN = 64.0, 0.5


@dataclass(frozen=True)
class Arcface:
    """A checkout of recognition/arcface_torch."""

    path: Path
    device: str

    @classmethod
    def at(cls, path: str, device: str) -> Arcface:
        """The checkout at this path.

        Raises:
            ValueError: there is no such checkout.
        """
        if not (Path(path) / "partial_fc_v2.py").is_file():
            raise ValueError(
                f"{path} has no partial_fc_v2.py: --arcface takes the folder "
                "recognition/arcface_torch of a checkout of insightface."
            )
        return cls(Path(path), device)

    @contextlib.contextmanager
    def usable(self) -> Iterator[None]:
        """A process group of one process; on a CPU `.cuda()` returns the tensor itself."""
        backend = "gloo" if self.device == "cpu" else "nccl"
        store = dist.HashStore()  # type: ignore[attr-defined]  # it is exported at run time
        dist.init_process_group(backend, store=store, rank=0, world_size=1)
        before = Tensor.cuda
        try:
            if self.device == "cpu":
                Tensor.cuda = lambda self, *_args, **_kwargs: self  # type: ignore[method-assign]
            with warnings.catch_warnings():
                # Written for an older torch.
                warnings.simplefilter("ignore", FutureWarning)
                warnings.filterwarnings("ignore", "You passed find_unused_parameters")
                yield
        finally:
            Tensor.cuda = before  # type: ignore[method-assign]
            dist.destroy_process_group()

    def head(self, classes: int, embedding: int, share: float = 1.0) -> nn.Module:
        """Its PartialFC_V2 with ArcFace, as its train_v2.py makes it."""
        margin = self._module("losses").CombinedMarginLoss(SCALE, 1.0, MARGIN, 0.0)
        made: Any = self._module("partial_fc_v2").PartialFC_V2(margin, embedding, classes, share)
        return made.train().to(self.device)

    def backbone(self, name: str) -> nn.Module:
        """Its IResNet, in half precision on a GPU as its configs have it."""
        network = getattr(self._module("backbones/iresnet"), name)
        made: nn.Module = network(dropout=0.0, fp16=self.device != "cpu", num_features=512)
        return made.train().to(self.device)

    def _module(self, name: str) -> ModuleType:
        """A file of the checkout, under a module name of its own."""
        known = f"arcface_torch_{name.replace('/', '_')}_of_{self.path}"
        if known not in sys.modules:
            spec = importlib.util.spec_from_file_location(known, self.path / f"{name}.py")
            assert spec is not None
            assert spec.loader is not None
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            sys.modules[known] = module
        return sys.modules[known]


def peer(path: str, device: str) -> Arcface | None:
    """The checkout, if the user named one."""
    return Arcface.at(path, device) if path else None


def empty(device: str) -> None:
    """Release the GPU memory that torch keeps in reserve."""
    if device != "cpu":
        torch.cuda.empty_cache()
