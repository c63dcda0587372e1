"""The one equation that every loss of the catalogue is.

SV-Softmax paper, arXiv:1812.11317: Eq. 12 with the weight of Eq. 4.

    L = - g(p_y) log( e^{s f(theta_y)} / ( e^{s f(theta_y)} + sum_{k != y} h_k e^{s cos theta_k} ) )

B: batch, C: classes.  A loss fills some of the slots f (margin), g (mining) and h (guidance),
and leaves the others as they are.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from losses.batch import Batch, wide
from losses.catalogue import checked_values, composed_spec, spec_and_values
from losses.in_pieces import WORTH_SPLITTING, log_sum_exp, log_sum_exp_in_pieces
from losses.parameters import Value
from losses.slots import LossSpec, Slot
from losses.straight_through import straight_through
from losses.sv_softmax import beats


def assemble(h_BC: Tensor, labels_B: Tensor, f_B: Tensor, scale: float | Tensor) -> Tensor:
    """The logits: s h_k for the rivals and s f for the true class.  Shape (B, C)."""
    return scale * h_BC.scatter(-1, labels_B.unsqueeze(-1), f_B.unsqueeze(-1))


class Loss(nn.Module):
    """One loss: a row of the catalogue with its parameters' values, and its state if it has any.

    Attributes:
        spec: the row.
        values: the value of each parameter by name.
        straight_through: whether the margin has the gradient of no margin (see that file).
    """

    def __init__(self, spec: LossSpec, values: Mapping[str, Value]) -> None:
        super().__init__()
        self.spec = spec
        self.values = dict(values)
        self.straight_through = False
        self._margin = _filled(spec.margin)
        self._mining = _filled(spec.mining)
        self._guidance = _filled(spec.guidance)
        self._boundary = _filled(spec.guidance.boundary if spec.guidance else None)
        self._penalty = _filled(spec.penalty)
        self._scale = _filled(spec.adaptive_scale)

    def forward(self, cos_BC: Tensor, labels_B: Tensor, *, norms_B: Tensor | None = None) -> Tensor:
        """The loss of each sample, unreduced.  Shape (B,).

        Args:
            cos_BC: cosines between features and class weights (for `softmax`, inner products).
            labels_B: true classes, 0 to C - 1.
            norms_B: lengths of the features, for the losses that read them.

        Returns:
            float64 for float64 cosines, else float32: half precision is computed in float32.

        Raises:
            ValueError: an empty batch, a label outside the classes, or missing norms.
        """
        return self.of(self._batch(cos_BC, labels_B, norms_B))

    def of(self, batch: Batch) -> Tensor:
        """The loss of each sample of a batch, or of a shard of its classes.  Shape (B,)."""
        if self.training:
            self.observe(batch)
        nll_B = self.negative_log_likelihood(batch)
        return self.weighted(nll_B, batch)

    def logits(self, cos_BC: Tensor, labels_B: Tensor, *, norms_B: Tensor | None = None) -> Tensor:
        """What goes into cross-entropy.  Shape (B, C).  Raises as `forward`."""
        batch = self._batch(cos_BC, labels_B, norms_B)
        f_B = self.margin(batch)
        h_BC = self.guidance(wide(cos_BC), self.boundary(batch, f_B))
        return assemble(h_BC, labels_B, f_B, self.scale(batch.classes))

    def support_vectors(
        self, cos_BC: Tensor, labels_B: Tensor, *, norms_B: Tensor | None = None
    ) -> Tensor:
        """Eq. 13, I_k at this loss's own boundary; never the true class.  Bool, shape (B, C)."""
        return self.indicator(self._batch(cos_BC, labels_B, norms_B))

    # The slots, for whoever assembles the equation in another way (stacked, or on a shard).

    def margin(self, batch: Batch) -> Tensor:
        """f, the target's cosine after the margin.  Shape (B,)."""
        if self._margin is None:
            return batch.cos_y_B
        f_B = self._call(self._margin, self.spec.margin, batch, batch.cos_y_B)
        return straight_through(f_B, batch.cos_y_B) if self.straight_through else f_B

    def margin_curve(self, cos_T: Tensor) -> Tensor | None:
        """f as a function of the target's cosine alone, shape (T,).

        None where f reads more than the cosine, or is drawn.
        """
        slot = self.spec.margin
        if slot is None:
            return cos_T
        if slot.reads_batch or isinstance(self._margin, nn.Module):
            return None
        return self._call(self._margin, slot, None, cos_T)

    def boundary(self, batch: Batch, f_B: Tensor) -> Tensor:
        """The cosine that a rival must exceed to be a support vector.  Shape (B,), no gradient."""
        if self._boundary is None:
            return f_B.detach()
        slot = self.spec.guidance.boundary if self.spec.guidance else None
        return self._call(self._boundary, slot, batch, batch.cos_y_B, f_B).detach()

    def indicator(self, batch: Batch) -> Tensor:
        """Eq. 13, I_k, of a batch or of a shard of its classes.  Bool, shape (B, C)."""
        boundary_B = self.boundary(batch, self.margin(batch))
        return beats(wide(batch.cos_BC), boundary_B) & batch.rivals_BC()

    def guidance(self, cos_BC: Tensor, boundary_B: Tensor) -> Tensor:
        """cos_k + ln(h_k) / s, the guided cosines; the true class has no meaning.  (B, C)."""
        if self._guidance is None:
            return cos_BC
        return self._call(self._guidance, self.spec.guidance, None, cos_BC, boundary_B)

    def scale(self, classes: int) -> float | Tensor:
        """s."""
        if self._scale is not None:
            return self._scale(classes)
        return float(self.values.get("scale", 1.0))

    def weighted(self, nll_B: Tensor, batch: Batch) -> Tensor:
        """g(p_y) times the negative log-likelihood, and the penalty if there is one.  (B,)."""
        if self._mining is not None:
            nll_B = self._call(self._mining, self.spec.mining, None, -nll_B) * nll_B
        if self._penalty is not None:
            nll_B = nll_B + self._call(self._penalty, self.spec.penalty, None, batch)
        return nll_B

    def mining_weights(self, nll_B: Tensor) -> Tensor:
        """g alone.  Shape (B,)."""
        if self._mining is None:
            return torch.ones_like(nll_B)
        return self._call(self._mining, self.spec.mining, None, -nll_B)

    def observe(self, batch: Batch) -> None:
        """Let the slots with state take notice of a training batch."""
        for module, slot in (
            (self._margin, self.spec.margin),
            (self._guidance, self.spec.guidance),
            (self._scale, self.spec.adaptive_scale),
        ):
            if slot is not None and isinstance(module, nn.Module):
                observe: Any = module.observe
                observe(batch, **self.spec.arguments(slot, self.values))

    def negative_log_likelihood(self, batch: Batch) -> Tensor:
        """-log p_y, with margin and guidance: p_y is the sigmoid of s f - ln sum.  Shape (B,)."""
        f_B = self.margin(batch)
        rivals_B = self.log_sum_of_rivals(batch, self.boundary(batch, f_B))
        return -F.logsigmoid(self.scale(batch.classes) * f_B - rivals_B)

    def log_sum_of_rivals(self, batch: Batch, boundary_B: Tensor) -> Tensor:
        """ln sum_{k != y} h_k e^{s cos theta_k}, over the classes of all shards.  Shape (B,)."""
        scale = self.scale(batch.classes)
        if batch.cos_BC.numel() >= WORTH_SPLITTING:
            guide = self.guidance if self._guidance is not None else None
            here_B = batch.shard.here_B if batch.shard else None
            sum_B = log_sum_exp_in_pieces(
                batch.cos_BC, batch.labels_B, here_B, boundary_B, guide, scale
            )
        else:
            logits_BC = scale * self.guidance(wide(batch.cos_BC), boundary_B)
            lowest = torch.finfo(logits_BC.dtype).min
            sum_B = log_sum_exp(batch.without_target(logits_BC, lowest))
        return batch.shard.log_sum_exp(sum_B) if batch.shard else sum_B

    def set(self, **parameters: Value) -> None:
        """Change parameters of a living loss; its state stays.  Raises ValueError as `build`."""
        self.values = checked_values(self.spec, {**self.values, **parameters})

    def extra_repr(self) -> str:
        """The name and the values."""
        return ", ".join((self.spec.name, *(f"{k}={v}" for k, v in self.values.items())))

    def _call(self, function: Any, slot: Slot | None, batch: Batch | None, *args: Any) -> Tensor:
        assert slot is not None
        arguments = self.spec.arguments(slot, self.values)
        if slot.reads_batch:
            arguments["batch"] = batch
        result: Tensor = function(*args, **arguments)
        return result

    @staticmethod
    def _batch(cos_BC: Tensor, labels_B: Tensor, norms_B: Tensor | None) -> Batch:
        if cos_BC.ndim != 2 or labels_B.shape != cos_BC.shape[:1]:
            raise ValueError(
                "A loss takes cosines of shape (B, C) and labels of shape (B,), not "
                f"{tuple(cos_BC.shape)} and {tuple(labels_B.shape)}."
            )
        if len(labels_B) == 0:
            raise ValueError("The batch is empty: a loss needs at least one sample.")
        # On a GPU the look would stop the queue; there the gather itself refuses.
        if labels_B.device.type == "cpu":
            low, high = int(labels_B.min()), int(labels_B.max())
            if low < 0 or high >= cos_BC.shape[1]:
                raise ValueError(
                    f"Labels must be 0 to {cos_BC.shape[1] - 1} for {cos_BC.shape[1]} classes, "
                    f"not {low if low < 0 else high}."
                )
        return Batch(cos_BC, labels_B, None if norms_B is None else wide(norms_B))


def build(name: str, **parameters: Value) -> Loss:
    """A loss of the catalogue; parameters that are not given have its defaults.

    Raises:
        ValueError: an unknown name or parameter, or a value out of range; the message lists what
            is allowed.
    """
    return Loss(*spec_and_values(name, parameters))


def compose(f: str = "none", g: str = "none", h: str = "none", **parameters: Value) -> Loss:
    """Any margin `f` with any mining `g` and any guidance `h`.  Raises as `build`."""
    spec = composed_spec(f, g, h)
    return Loss(spec, checked_values(spec, parameters))


def _filled(slot: Slot | None) -> Any:
    if slot is None:
        return None
    function = pkgutil.resolve_name(slot.code)
    return function() if isinstance(function, type) else function
