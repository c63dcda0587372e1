"""Challenges about the scale s and the size of a margin."""

from __future__ import annotations

from dataclasses import replace

from app.challenges.attempt import Attempt
from app.challenges.challenge import TRAINING, AtLeast, Challenge, rounded, with_loss
from app.starting_points.table import SMALL_SPHERE, run_on, with_values
from toy_models.data import Digits

_UNSURE = run_on(SMALL_SPHERE, with_values("norm_softmax", scale=2.0))

_SURE = AtLeast(measure="sure", least=90, words="The mean p of a sample's own class is {found}")

UNSURE = Challenge(
    slug="unsure",
    title="Make the loss sure",
    story="Every sample lies beside its own arrow, and nearly all are right. Yet p, the "
    "probability that the loss gives to its class, stays at one half, however long it trains.",
    goal="The mean p of a sample's own class reaches 90 %, with one change.",
    config=_UNSURE,
    free=TRAINING,
    found=_SURE.found,
    missing=_SURE.missing,
    hints=(
        "Put a sample on its own arrow, all others far away: what is its largest logit?",
        "A logit is s cos θ, and the cosine is 1 at most.",
        "With s = 2 its own class has e² = 7.4 against seven others of about 1. Give it more.",
    ),
    way=with_loss(_UNSURE, 0, scale=16.0),
    wrong={
        "steps": replace(_UNSURE, steps=1500),
        "learning rate": replace(_UNSURE, learning_rate=0.05),
    },
    says={
        "steps": "The loss is as low as it can be with this s; more steps change little.",
        "learning rate": "A larger rate comes to the same lowest loss, only sooner.",
    },
    why="Logits are s cos θ. With s = 2 even a perfect sample has a logit of 2, and p has a "
    "ceiling; s lifts it.",
    taught="s decides how sure a loss can be: no logit is larger than s.",
    lesson="scale",
)

_SATISFIED = run_on(Digits(), with_values("norm_softmax", scale=64.0))

_GAP = AtLeast(
    measure="gap",
    least=45,
    unit="°",
    words="The gap of the samples is {found}",
)

SURE = 50  # percent: a loss that is never sure always pulls


def _wide_or_unsure(attempt: Attempt) -> str:
    if attempt.at_end("sure") < SURE:
        return (
            f"{_gap_and_p(attempt)}; {SURE} % are asked for. So small an s makes the "
            "loss unsure, as in the first challenge."
        )
    if _GAP.missing(attempt):
        return f"{_gap_and_p(attempt)}; a gap of {_GAP.least:g}° is asked for."
    return ""


def _gap_and_p(attempt: Attempt) -> str:
    sure = rounded(attempt.at_end("sure"), SURE)
    return f"{_GAP.found(attempt)}, and the mean p of a sample's own class {sure} %"


SATISFIED = Challenge(
    slug="satisfied",
    title="Keep the loss pulling",
    story="With s = 64 softmax is sure of a digit as soon as its own class leads by a small angle. "
    "It stops pulling, and the classes stay wide.",
    goal=f"The gap of the samples (in the chart below, not the gap between classes) reaches "
    f"{_GAP.least:g}°, and the mean p of a sample's own class is at least {SURE} %, with one "
    "change.",
    config=_SATISFIED,
    free=TRAINING,
    found=_gap_and_p,
    missing=_wide_or_unsure,
    hints=(
        "Click a sample in the middle of its class: how large is its push at the end?",
        "p comes from s times the difference of two cosines. With s = 64 a small one is enough.",
        "A smaller s makes the loss less sharp: how large is p at the same angles with s = 8?",
    ),
    way=with_loss(_SATISFIED, 0, scale=8.0),
    wrong={
        "steps": replace(_SATISFIED, steps=1500),
        "losses": replace(_SATISFIED, losses=(with_values("arc_softmax", scale=64.0),)),
    },
    says={
        "steps": "More steps hardly help a loss that no longer pulls.",
        "losses": "A margin opens the gap as well. Here softmax has to do it alone.",
    },
    why="With a smaller s a sample has to lead by a larger angle before p is near 1, so it is "
    "pulled for longer.",
    taught="A loss that is sure stops pulling. A smaller s pulls for longer, and gaps grow.",
    lesson="scale",
)
