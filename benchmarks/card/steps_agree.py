"""The compiled and captured step against the plain one: the same training, but for rounding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor

from benchmarks.card.check import Agreement, Check, apart
from face_training import recipes
from face_training.backbones import build
from face_training.ranks import Ranks
from face_training.training.environment import prepare_gpu
from face_training.training.model import Model
from face_training.training.plan import Plan

STEPS = 8
#: Of the way that the weights went.  Rounding grows from step to step.
FLOAT32 = 1e-2
VARIANTS: dict[str, dict[str, Any]] = {
    "captured": {"captured": True},
    "compiled": {"compiled": "network"},
    "compiled and captured": {"compiled": "network", "captured": True},
}


class StepsAgree(Check):
    """Some steps of a small network, from the same weights, in float32 without TF32."""

    def agreements(self) -> Iterator[Agreement]:
        if self.device != "cpu":
            prepare_gpu(False)
            torch.set_float32_matmul_precision("highest")
            torch.backends.cudnn.allow_tf32 = False
            torch.backends.cudnn.benchmark = False
        start, plain, loss = self._trained(Plan(why="this is the plain step"))
        moved = [end - begin for end, begin in zip(plain, start, strict=True)]
        _, again, _ = self._trained(Plan(why="this is the plain step"))
        yield Agreement("plain, twice", self._off(again, start, moved), FLOAT32)
        for words, values in VARIANTS.items():
            _, weights, at = self._trained(self._planned(**values))
            error = self._off(weights, start, moved)
            yield Agreement(f"{words}, and plain: {STEPS} steps, weights", error, FLOAT32)
            yield Agreement(f"{words}, and plain: last loss", abs(at / loss - 1), FLOAT32)

    def _planned(self, **values: Any) -> Plan:
        return Plan(**values) if self.device != "cpu" else Plan(why="there is no GPU")

    def _off(self, weights: list[Tensor], start: list[Tensor], moved: list[Tensor]) -> float:
        now = torch.cat([(a - b).flatten() for a, b in zip(weights, start, strict=True)])
        return apart([now], [torch.cat([way.flatten() for way in moved])])

    def _trained(self, plan: Plan) -> tuple[list[Tensor], list[Tensor], float]:
        """The weights before and after some steps, and the last loss."""
        batch, ids = (4, 50) if self.quick else (32, 1000)
        config = recipes.read(
            "ms1mv3_r50",
            [
                "data.path=none",
                f"training.batch={batch}",
                "training.precision=float32",
                "head.form=chunked",
            ],
        )
        torch.manual_seed(0)
        device = torch.device(self.device)
        model = Model(
            config, Ranks(device=device), build("tiny" if self.quick else "iresnet18"), ids,
            plan=plan,
        )  # fmt: skip
        start = self._weights(model)
        draw = torch.Generator().manual_seed(0)
        for _ in range(STEPS):
            images = torch.randint(256, (batch, 3, 112, 112), generator=draw, dtype=torch.uint8)
            labels = torch.randint(ids, (batch,), generator=draw)
            result = model.advance([(images.to(device), labels.to(device))], 0.02)
        return start, self._weights(model), float(result.loss)

    def _weights(self, model: Model) -> list[Tensor]:
        weights = (*model.backbone.parameters(), model.head.weight)
        return [weight.detach().double().cpu() for weight in weights]


class SameBits(StepsAgree):
    """Whether a compiled step could give the same bits every time: asked, and not required."""

    def agreements(self) -> Iterator[Agreement]:
        if self.device != "cpu":
            prepare_gpu(True)
        compiled = {"compiled": "network", "options": {"deterministic": True}}
        _, first, _ = self._trained(self._planned(**compiled))
        for words, captured in (("twice", False), ("and captured", True)):
            _, again, _ = self._trained(self._planned(**compiled, captured=captured))
            what = f"compiled with deterministic kernels, {words}"
            yield Agreement(what, apart(again, first), float("inf"))
