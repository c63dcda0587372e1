"""A sample under a loss, number by number: what each class adds to its loss, and how it pushes.

C: classes.

All numbers are those of `losses`, in float64.  Only `explain` needs torch: an explanation is plain
numbers.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from losses.spec import LossSpec
from toy_models.config import LossChoice


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """The terms of a loss for a sample.  The lists have an entry for every class, shape (C,)."""

    label: int  # the target, y
    normalised: bool  # False: the loss takes inner products W x, not cosines
    scale: float  # s
    f: float  # the target's cosine after the margin
    boundary: float  # the cosine that a rival must exceed to be a support vector
    p_y: float  # with a threshold the probability that all classes are on the right side
    nll: float  # -log p_y, nats
    g: float  # the mining weight
    penalty: float  # added at the end; 0 for most losses
    loss: float  # g nll + penalty
    cosine_C: list[float]
    angle_C: list[float]  # degrees
    support_C: list[bool]  # I_k; never the target
    guided_C: list[float]  # cos_k + ln(h_k) / s; f for the target
    logit_before_C: list[float]  # s cos_k
    logit_after_C: list[float]  # s guided: s f for the target, s cos_k + ln h_k for a rival
    p_C: list[float]  # shares of 1; with a threshold each class's own probability to be above it
    push_C: list[float]  # |dL / dcos_k|
    note: str = ""  # a sentence on what a sample alone cannot show of this loss

    def to_json(self) -> str:
        """The explanation as text, exact to the last bit."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Explanation:
        """The explanation that `to_json` wrote."""
        return cls(**json.loads(text))


def explain(choice: LossChoice, cos_C: Sequence[float], label: int, norm: float) -> Explanation:
    """Explain the loss of a sample with these cosines; `norm` is the length of its feature.

    The state of a loss is as at the start of a training.  The batch is this sample alone.

    Raises:
        ValueError: fewer than two classes, a label outside them, or a number that is not finite.
    """
    import torch

    from losses.batch import Batch

    if not 0 <= label < len(cos_C) or len(cos_C) < 2:
        raise ValueError(f"Class {label} cannot be explained among {len(cos_C)} classes.")
    if not all(map(math.isfinite, (*cos_C, norm))):
        raise ValueError("A sample with a number that is not finite cannot be explained.")
    loss = choice.build().eval()
    cos_1C = torch.tensor([list(cos_C)], dtype=torch.float64).clamp_(-1, 1).requires_grad_()
    label_1, norm_1 = torch.tensor([label]), torch.tensor([norm], dtype=torch.float64)
    # What the loss takes.  A record does not keep the lengths of the class weights.
    taken_1C = cos_1C if loss.spec.normalised else cos_1C * norm_1
    terms = loss.terms(Batch(taken_1C, label_1, norm_1))
    (push_1C,) = torch.autograd.grad(terms.loss_B.sum(), cos_1C)

    with torch.no_grad():
        scale = float(terms.scale)
        guided_1C = terms.guided_BC
        return Explanation(
            label=label,
            normalised=loss.spec.normalised,
            scale=scale,
            f=terms.f_B.item(),
            boundary=terms.boundary_B.item(),
            p_y=(-terms.nll_B).exp().item(),
            nll=terms.nll_B.item(),
            g=terms.g_B.item(),
            penalty=terms.penalty_B.item(),
            loss=terms.loss_B.item(),
            cosine_C=cos_1C[0].tolist(),
            angle_C=cos_1C[0].acos().rad2deg().tolist(),
            support_C=terms.support_BC[0].tolist(),
            guided_C=guided_1C[0].tolist(),
            logit_before_C=(scale * taken_1C)[0].tolist(),
            logit_after_C=(scale * guided_1C)[0].tolist(),
            p_C=terms.p_BC[0].tolist(),
            push_C=push_1C[0].abs().tolist(),
            note=_note(loss.spec, state=bool(loss.state_dict())),
        )


def _note(spec: LossSpec, *, state: bool) -> str:
    title = spec.title
    if state:
        return (
            f"{title} carries something from batch to batch that the record does not keep. "
            "Here it is as at the start, so the numbers differ from those of the run."
        )
    if any(slot.compares_samples for slot in spec.slots):
        return f"{title} compares a sample with its batch. Here it is alone, so it is kept."
    if not spec.normalised:
        return (
            f"{title} reads the lengths of the class weights, which the record does not keep. "
            "Here they are 1, so the numbers differ from those of the run."
        )
    return ""
