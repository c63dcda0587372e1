"""Challenges about t: what guidance does, and when it may begin."""

from __future__ import annotations

from dataclasses import replace

from app.challenges.attempt import Attempt
from app.challenges.challenge import TRAINING, TRAINING_WITHOUT_S, AtLeast, Challenge, with_loss
from app.starting_points.table import ARC, SMALL_SPHERE, SOFTMAX, run_on, with_values
from toy_models.data import Digits

_APART = run_on(SMALL_SPHERE, SOFTMAX, with_values("sv_softmax", t=1.2))
EQUAL = 1.0  # degrees
LEARNED = 90  # percent: panels in which nothing is learned are equal, too


def _furthest(attempt: Attempt) -> str:
    return f"Samples lie up to {attempt.at_end('apart', 1):.1f}° apart in the two panels"


def _apart(attempt: Attempt) -> str:
    if (right := attempt.at_end("accuracy", 1)) < LEARNED:
        return f"SV-Softmax is right for {int(right)} % of the samples; {LEARNED} % are asked for."
    found = attempt.at_end("apart", 1)
    if found <= EQUAL:
        return ""
    return f"{_furthest(attempt)}; {EQUAL:g}° are allowed."


EQUAL_SOFTMAX = Challenge(
    slug="equal-softmax",
    title="Make SV-Softmax equal softmax",
    story="Both losses begin with the same weights and see the same batches. From the first step "
    "on their weights differ.",
    goal=f"At the end every sample lies in the second panel within {EQUAL:g}° of where it lies in "
    f"the first, and {LEARNED} % are right, with one change.",
    config=_APART,
    free=(*TRAINING, "SV-Softmax t"),
    found=_furthest,
    missing=_apart,
    hints=(
        "Where in the equation does SV-Softmax differ from softmax? The inspector shows it.",
        "It is h, the weight of a rival. Which h changes nothing?",
        "h comes from t: a support vector's cosine becomes t cos θ + t − 1.",
    ),
    way=with_loss(_APART, 1, t=1.0),
    wrong={
        "t warm-up": replace(_APART, t_warmup=600),
        "losses": replace(_APART, losses=(SOFTMAX,)),
    },
    says={
        "t warm-up": "A t that rises slowly is above 1 from the second step on: the two differ.",
        "losses": "Both losses belong to the challenge.",
        "s": "Both losses use the same s: it changes both, and they still differ.",
    },
    why="Where h is 1 for every rival, SV-Softmax is softmax. With t = 1 this is always so; with a "
    "larger t only where no sample has a support vector, as late in a long warm-up.",
    taught="With t = 1 SV-Softmax is softmax; a larger t acts where there are support vectors.",
    lesson="sv_softmax",
)

_FLEES = run_on(Digits(), ARC, with_values("sv_arc_softmax", t=1.7))

_RIGHT = AtLeast(
    measure="accuracy", least=90, loss=1, words="SV-Arc is right for {found} of the digits"
)

LET_IT_START = Challenge(
    slug="let-it-start",
    title="Let SV-Arc start",
    story="Before anything is learned, most classes are support vectors of nearly every sample. "
    "SV-Arc with t = 1.7 pushes all of them away at once, and its classes collapse.",
    goal="SV-Arc is right for 90 % of the digits, with one change.",
    config=_FLEES,
    free=TRAINING_WITHOUT_S,
    found=_RIGHT.found,
    missing=_RIGHT.missing,
    hints=(
        "Go to step 0: how many samples have a ring, and so a support vector?",
        "Later in the first panel there are few. Guidance is meant for those.",
        "Look into *Network and schedule*: what can begin later, or rise slowly?",
    ),
    way=replace(_FLEES, softmax_warmup=300),
    wrong={
        "steps": replace(_FLEES, steps=1500),
        "SV-Arc-Softmax t": with_loss(_FLEES, 1, t=1.1),
        "learning rate": replace(_FLEES, learning_rate=0.001),
    },
    says={
        "steps": "It does not need longer. It needs another beginning.",
        "SV-Arc-Softmax t": "A small t breaks nothing, and does little. Keep t, and find when it "
        "may act.",
        "SV-Arc-Softmax m": "The margin is not what breaks it: look at Arc beside it.",
        "s": "With a tiny s every push is weak, and no sample is ever sure. Keep s, and find "
        "when guidance may act.",
        "learning rate": "A smaller rate helps in part; it is not enough.",
    },
    why="Once the classes lie apart, only hard samples have support vectors, and only those are "
    "pushed. So guidance begins later, or the class weights start apart.",
    taught="Guidance may begin when the classes lie apart; before, it pushes nearly everything.",
    lesson="together",
)
