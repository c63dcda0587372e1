"""Challenges on the circle: its order, and its room."""

from __future__ import annotations

import math
from dataclasses import replace

from app.challenges.attempt import Attempt
from app.challenges.challenge import TRAINING_WITHOUT_S, AtLeast, Challenge, rounded, with_loss
from app.starting_points.table import SOFTMAX, TEN_ON_A_CIRCLE, run_on, with_values
from toy_models.data import Digits
from toy_models.feasibility import largest_margin
from toy_models.gentle import gentle

_MET = run_on(Digits(), SOFTMAX, gentle("sv_softmax"), embedding=2)

_RIGHT = AtLeast(
    measure="accuracy", least=85, loss=1, words="SV-Softmax is right for {found} of the digits"
)

STUCK = Challenge(
    slug="stuck",
    title="Free the digits that are stuck",
    story="SV-Softmax sorts ten digits on a circle, and several arrows end on one spot. From then "
    "on their digits are taken for one another.",
    goal="SV-Softmax is right for 85 % of the digits, on the circle, with one change.",
    config=_MET,
    free=TRAINING_WITHOUT_S,
    found=_RIGHT.found,
    missing=_RIGHT.missing,
    hints=(
        "Play the first steps slowly and watch two arrows that end together. When do they meet?",
        "On a circle no arrow can pass another. What they need is an order before they move.",
        "Look into *Network and schedule*: where do the class weights start?",
    ),
    way=replace(_MET, class_weights="spread"),
    wrong={
        "steps": replace(_MET, steps=1500),
        "seed": replace(_MET, seed=1),
        "features": replace(_MET, embedding=3),
    },
    says={
        "steps": "More steps seldom separate them: samples on one spot push both arrows alike.",
        "seed": "Another seed only draws another start. Find what helps with this seed as well.",
        "features": "On a sphere arrows can pass one another, and that helps. Here it has to work "
        "on the circle.",
        "s": "With a tiny s every push is weak, and no sample is ever sure. Keep s, and find "
        "another start.",
        "learning rate": "The rate says how fast arrows move. They still cannot pass one another.",
    },
    why="What counts is the order before guidance begins: arrows that start evenly apart, or that "
    "softmax has sorted, need not pass one another.",
    taught="On a circle arrows cannot pass one another: their order at the start decides.",
    lesson="room",
)

_HOLDS = run_on(
    TEN_ON_A_CIRCLE,
    with_values("am_softmax", margin=0.1),
    embedding=2,
    class_weights="spread",
    softmax_warmup=180,
)
#: What ten classes on a circle allow, and the first value of the slider beyond it.
LARGEST = largest_margin("am", TEN_ON_A_CIRCLE.classes, 2)
SMALLEST_BREAKING = math.ceil(100 * LARGEST) / 100
BROKEN = 99  # percent of the samples that have a support vector: the margin is not met


def _margin(attempt: Attempt) -> float:
    margin = dict(attempt.config.losses[0].parameters)["margin"]
    assert isinstance(margin, float)
    return margin


def _broken(attempt: Attempt) -> str:
    share = rounded(attempt.at_end("support"), BROKEN)
    return f"At m = {_margin(attempt):g}, {share} % of the samples have a support vector"


def _not_the_smallest(attempt: Attempt) -> str:
    margin = _margin(attempt)
    found = attempt.at_end("support")
    if found < BROKEN:
        return f"{_broken(attempt)}; the others still meet the margin: it is not broken."
    if margin > SMALLEST_BREAKING + 1e-9:
        return f"m = {margin:g} breaks it. But so does a smaller m."
    return ""


BREAK_COSFACE = Challenge(
    slug="break-cosface",
    title="Break AM-Softmax with the smallest m",
    story="Ten classes on a circle meet the margin of 0.1 of AM-Softmax (also called CosFace) with "
    "ease. A larger margin asks for more room than the circle has.",
    goal=f"At the end {BROKEN} % of the samples have a support vector, so do not meet the margin: "
    "find the smallest m that does so.",
    config=_HOLDS,
    free=("AM-Softmax m",),
    found=_broken,
    missing=_not_the_smallest,
    hints=(
        "A sample does best when it lies on its own arrow. How near is the next arrow then?",
        "Ten arrows evenly apart: 36° to each neighbour.",
        "On its arrow a sample has cos 0° = 1, its neighbour cos 36° = 0.81. The margin is "
        "between the two.",
    ),
    way=with_loss(_HOLDS, 0, margin=SMALLEST_BREAKING),
    wrong={
        "AM-Softmax m": with_loss(_HOLDS, 0, margin=SMALLEST_BREAKING - 0.01),
        "data": replace(_HOLDS, data=Digits()),
        "features": replace(_HOLDS, embedding=3),
    },
    says={
        "AM-Softmax m": "Try the middle between a value that breaks it and one that does not.",
        "data": "More classes or wider clusters break it sooner, but the ten classes belong to the "
        "challenge: change m alone.",
        "features": "In more dimensions there is more room. The circle belongs to the challenge: "
        "change m alone.",
    },
    why=f"Ten arrows on a circle are 36° apart at best, and there a sample wins by 1 − cos 36° = "
    f"{LARGEST:.3f} at most. With a larger margin no arrangement satisfies all.",
    taught=f"Ten classes on a circle are 36° apart at best: no m above {LARGEST:.2f} can be met.",
    lesson="room",
)
