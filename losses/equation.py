"""The one equation that every loss of the catalogue is.

SV-Softmax paper, arXiv:1812.11317: Eq. 12 with the weight of Eq. 4.

    L = - g(p_y) log( e^{s f(theta_y)} / ( e^{s f(theta_y)} + sum_{k != y} h_k e^{s cos theta_k} ) )

B: batch, C: classes, K: some classes.

A `Loss` fills some of the slots f (margin), g (mining) and h (guidance), and leaves the others as
they are.  The fraction is p_y, in which the classes compete; with a threshold each class decides by
itself, and p_y is the probability that all decide right (`losses.threshold`).

`loss.terms(batch)` is the equation on one batch, term by term.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from losses.batch import Batch, wide
from losses.catalogue import COMPOSED, spec_and_values
from losses.cosines import Pieces
from losses.on_a_piece import Arguments, Guide, Indicator, log_sum_exp, sum_above
from losses.over_rivals import Rule, Seen, log_sum_over_rivals
from losses.parameters import Value
from losses.slots import Slot
from losses.spec import LossSpec
from losses.straight_through import straight_through
from losses.sv_softmax import beats
from losses.threshold import Threshold


class Terms:
    """The equation of one loss on one batch, term by term.

    A term of shape (B,) is computed when it is first read, and kept.  A term of shape (B, C) is
    computed at every reading and never kept: it may be as large as all other memory of a step.
    `loss_B` needs none of those.

    Attributes:
        loss: the loss; its state and its parameters must stay as they are while terms are read.
        batch: the batch, or a shard of its classes.
        watch: whether the pass over the rivals also counts the support vectors and finds the
            nearest rival.
    """

    def __init__(self, loss: Loss, batch: Batch, watch: bool = False) -> None:
        self.loss, self.batch, self.watch = loss, batch, watch

    @cached_property
    def scale(self) -> float | Tensor:
        """s."""
        return self.loss.scale(self.batch.classes)

    @cached_property
    def f_B(self) -> Tensor:
        """f(theta_y), the target's cosine after the margin."""
        return self.loss.f(self.batch)

    @cached_property
    def boundary_B(self) -> Tensor:
        """The cosine that a rival must exceed to be a support vector; no gradient."""
        return self.loss.boundary(self.batch, self.f_B)

    @cached_property
    def log_rivals_B(self) -> Tensor:
        """ln sum_{k != y} h_k e^{s cos theta_k}, over the classes of all shards."""
        assert self.threshold is None, "with a threshold the classes do not compete"
        sum_B, shard = self._seen.sum_B, self.batch.shard
        return shard.log_sum_exp(sum_B) if shard else sum_B

    @cached_property
    def above_B(self) -> Tensor:
        """sum_{k != y} ln(1 + h_k e^{s cos theta_k - b}), over the classes of all shards."""
        assert self.threshold, "without a threshold the classes compete"
        sum_B, shard = self._seen.sum_B, self.batch.shard
        return shard.add(sum_B) if shard else sum_B

    @cached_property
    def support_B(self) -> Tensor:
        """How many rivals exceed the boundary, over the classes of all shards."""
        count_B, shard = self._seen.beating_B if self.watch else None, self.batch.shard
        if count_B is None:
            beats, arguments = self.loss.indicator
            return self.batch.sum_over_rivals(
                _beating, boundary_B=self.boundary_B, beats=beats, **arguments
            )
        count_B = count_B.to(self.boundary_B.dtype)
        return shard.add(count_B) if shard else count_B

    @cached_property
    def nearest_B(self) -> Tensor:
        """The largest cosine of any rival, over the classes of all shards; no gradient."""
        largest_B, shard = self._seen.largest_B if self.watch else None, self.batch.shard
        if largest_B is None:
            return self.batch.largest_rival()
        return shard.largest(largest_B) if shard else largest_B

    @cached_property
    def _seen(self) -> Seen:
        """One pass over the rivals here."""
        batch, loss = self.batch, self.loss
        b = batch.alike(self.threshold.b) if self.threshold else None
        if (
            isinstance(batch.cosines, Tensor)
            and batch.cosines.numel() < loss.pieces.worth_splitting
        ):
            logits_BC = self.scale * self.guide(wide(batch.cosines))
            rivals_BC = batch.with_target(logits_BC, torch.finfo(logits_BC.dtype).min)
            sum_B = log_sum_exp(rivals_BC) if b is None else sum_above(rivals_BC, b)
            return Seen(sum_B, None, None)
        watched = loss.indicator if self.watch else (None, {})
        rule = Rule(self.scale, *loss.guidance, b, *watched)
        return log_sum_over_rivals(batch.in_pieces(loss.pieces), self.boundary_B, rule)

    @cached_property
    def threshold(self) -> Threshold | None:
        """b, which every class is compared with by itself; None where the classes compete."""
        return self.loss.threshold(self.batch.classes)

    @cached_property
    def nll_B(self) -> Tensor:
        """-log p_y, nats.  p_y is the sigmoid of s f - ln sum, or that of s f - b and all others.

        Whoever computes it for several losses at once (`losses.stack`) sets it.
        """
        if self.threshold is None:
            return -F.logsigmoid(self.scale * self.f_B - self.log_rivals_B)
        b, of_target, of_rivals = self.threshold
        return -of_target * F.logsigmoid(self.scale * self.f_B - b) + of_rivals * self.above_B

    @cached_property
    def g_B(self) -> Tensor:
        """g(p_y), the weight of the whole sample."""
        return self.loss.g(self.nll_B)

    @cached_property
    def penalty_B(self) -> Tensor:
        """What is added to the loss of each sample; 0 for most losses."""
        return self.loss.penalty(self.batch)

    @cached_property
    def loss_B(self) -> Tensor:
        """L = g(p_y) (-log p_y) + penalty, of each sample, unreduced."""
        spec = self.loss.spec
        weighted_B = self.g_B * self.nll_B if spec.mining else self.nll_B
        return weighted_B + self.penalty_B if spec.penalty else weighted_B

    def guide(self, cos_BK: Tensor) -> Tensor:
        """cos_k + ln(h_k) / s for these rivals.  Shape (B, K)."""
        return self.loss.h(cos_BK, self.boundary_B)

    @property
    def guided_BC(self) -> Tensor:
        """cos_k + ln(h_k) / s for the rivals, f for the true class."""
        return self.batch.with_target(self.guide(wide(self.batch.cos_BC)), self.f_B)

    @property
    def logits_BC(self) -> Tensor:
        """s cos_k + ln h_k for the rivals, s f for the true class; less b, if there is a b."""
        logits_BC = self.scale * self.guided_BC
        return logits_BC if self.threshold is None else logits_BC - self.threshold.b

    @property
    def p_BC(self) -> Tensor:
        """The share of each class, or with a threshold the probability that it is above."""
        if self.threshold is None:
            return self.logits_BC.softmax(1)
        return self.logits_BC.sigmoid()

    @property
    def support_BC(self) -> Tensor:
        """Eq. 13, I_k: the rivals that exceed the boundary; never the true class.  Bool."""
        beats, arguments = self.loss.indicator
        beating_BC = beats(wide(self.batch.cos_BC), self.boundary_B, **arguments)
        return self.batch.with_target(beating_BC, False)


class Loss(nn.Module):
    """One loss: a row of the catalogue with its parameters' values, and its state if it has any.

    Attributes:
        spec: the row.
        values: the value of each parameter by name.
        straight_through: whether the margin has the gradient of no margin (see that file).
        pieces: when ready cosines are taken in pieces (see `losses.cosines`).
    """

    def __init__(self, spec: LossSpec, values: Mapping[str, Value]) -> None:
        super().__init__()
        self.spec = spec
        self.values = dict(values)
        self.straight_through = False
        self.pieces = Pieces()
        self._margin = _function(spec.margin)
        self._mining = _function(spec.mining)
        self._guidance = _function(spec.guidance)
        self._boundary = _function(spec.guidance.boundary if spec.guidance else None)
        own = spec.guidance.indicator if spec.guidance else ""
        self._indicator: Indicator | None = pkgutil.resolve_name(own) if own else None
        self._threshold = _function(spec.threshold)
        self._penalty = _function(spec.penalty)
        self._scale = _function(spec.adaptive_scale)

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
        batch = Batch.checked(cos_BC, labels_B, norms_B)
        self.observe(batch)
        return self.terms(batch).loss_B

    def logits(self, cos_BC: Tensor, labels_B: Tensor, *, norms_B: Tensor | None = None) -> Tensor:
        """What goes into cross-entropy, with a threshold the binary one.  Shape (B, C).

        Raises as `forward`.
        """
        return self.terms(Batch.checked(cos_BC, labels_B, norms_B)).logits_BC

    def support_vectors(
        self, cos_BC: Tensor, labels_B: Tensor, *, norms_B: Tensor | None = None
    ) -> Tensor:
        """Eq. 13, I_k at this loss's own boundary; never the true class.  Bool, shape (B, C)."""
        return self.terms(Batch.checked(cos_BC, labels_B, norms_B)).support_BC

    def terms(self, batch: Batch, *, watch: bool = False) -> Terms:
        """The equation on a batch, or on a shard of its classes.  Nothing of the loss changes."""
        return Terms(self, batch, watch)

    def observe(self, batch: Batch) -> None:
        """In training mode, let the slots with state see a batch.  Call it before `terms`."""
        if not self.training:
            return
        for module, slot in (
            (self._margin, self.spec.margin),
            (self._guidance, self.spec.guidance),
            (self._scale, self.spec.adaptive_scale),
        ):
            if slot is not None and isinstance(module, nn.Module):
                observe: Any = module.observe
                observe(batch, **self.spec.arguments(slot, self.values))

    def set(self, **parameters: Value) -> None:
        """Change parameters; the state stays.  Raises ValueError as `build`."""
        self.values = self.spec.checked({**self.values, **parameters})

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

    # The slots, as `Terms` puts them together.

    def f(self, batch: Batch) -> Tensor:
        """The target's cosine after the margin.  Shape (B,)."""
        if self._margin is None:
            return batch.cos_y_B
        f_B = self._call(self._margin, self.spec.margin, batch, batch.cos_y_B)
        return straight_through(f_B, batch.cos_y_B) if self.straight_through else f_B

    def boundary(self, batch: Batch, f_B: Tensor) -> Tensor:
        """The cosine that a rival must exceed: f, unless the guidance has its own.  (B,)."""
        if self._boundary is None:
            return f_B.detach()
        slot = self.spec.guidance.boundary if self.spec.guidance else None
        return self._call(self._boundary, slot, batch, batch.cos_y_B, f_B).detach()

    def h(self, cos_BK: Tensor, boundary_B: Tensor) -> Tensor:
        """The guidance, as an edited cosine: cos_k + ln(h_k) / s.  Shape (B, K)."""
        if self._guidance is None:
            return cos_BK
        return self._call(self._guidance, self.spec.guidance, None, cos_BK, boundary_B)

    @property
    def guidance(self) -> tuple[Guide, Arguments]:
        """The function that is h, and its arguments beside cosine and boundary."""
        slot = self.spec.guidance
        return self._guidance, self.spec.arguments(slot, self.values) if slot else {}

    @property
    def indicator(self) -> tuple[Indicator, Arguments]:
        """The function of a rival's cosine and the boundary that is I_k, and its arguments."""
        return (self._indicator, self.guidance[1]) if self._indicator else (beats, {})

    def g(self, nll_B: Tensor) -> Tensor:
        """The mining weight of samples with this -log p_y.  Shape (B,)."""
        if self._mining is None:
            return torch.ones_like(nll_B)
        return self._call(self._mining, self.spec.mining, None, -nll_B)

    def penalty(self, batch: Batch) -> Tensor:
        """What is added to the loss of each sample.  Shape (B,)."""
        if self._penalty is None:
            return torch.zeros_like(batch.cos_y_B)
        return self._call(self._penalty, self.spec.penalty, None, batch)

    def threshold(self, classes: int) -> Threshold | None:
        """b and the weights of the decisions; None where the classes compete."""
        if self._threshold is None or self.spec.threshold is None:
            return None
        found: Threshold = self._threshold(
            classes, **self.spec.arguments(self.spec.threshold, self.values)
        )
        return found

    @property
    def centres(self) -> int:
        """How many centres a class has; 1 for most losses."""
        return int(self.values.get("centres", 1))

    def scale(self, classes: int) -> float | Tensor:
        """s: a parameter, or a scalar that sets itself."""
        if self._scale is not None:
            return self._scale(classes)
        return float(self.values.get("scale", 1.0))

    @property
    def reads_whole_batch(self) -> bool:
        """Whether a sample's loss depends on the others of its batch, through a state or at once.

        The losses of two halves of a batch then differ from the losses of the batch.
        """
        with_state = any(
            isinstance(part, nn.Module) for part in (self._margin, self._guidance, self._scale)
        )
        return with_state or any(slot.compares_samples for slot in self.spec.slots)

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


def build(name: str, **parameters: Value) -> Loss:
    """A loss of the catalogue; parameters that are not given have its defaults.

    `build("composed", f="arc", g="focal", h="sv", ...)` puts any slots together; a slot that is
    not named stays empty.

    Raises:
        ValueError: an unknown name, slot or parameter, or a value out of range; the message lists
            what is allowed.
    """
    return Loss(*spec_and_values(name, parameters))


def compose(
    f: str = "none", g: str = "none", h: str = "none", b: str = "none", **parameters: Value
) -> Loss:
    """Any margin `f`, mining `g` and guidance `h`, with a threshold `b` or without.

    Raises as `build`.
    """
    return build(COMPOSED, f=f, g=g, h=h, b=b, **parameters)


def _function(slot: Slot | None) -> Any:
    """What fills a slot: a function, or a new module with its own state."""
    if slot is None:
        return None
    function = pkgutil.resolve_name(slot.code)
    return function() if isinstance(function, type) else function


def _beating(cos_BK: Tensor, *, boundary_B: Tensor, beats: Indicator, **arguments: Value) -> Tensor:
    return beats(cos_BK, boundary_B, **arguments).to(cos_BK.dtype)
