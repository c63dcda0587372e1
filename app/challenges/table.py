"""The challenges in their order: the quickest first, strangers last."""

from __future__ import annotations

from app.challenges.challenge import Challenge
from app.challenges.circles import BREAK_COSFACE, STUCK
from app.challenges.guidances import EQUAL_SOFTMAX, LET_IT_START
from app.challenges.samples import DECEIVED, STRANGERS
from app.challenges.scales import SATISFIED, UNSURE

CHALLENGES: tuple[Challenge, ...] = (
    UNSURE,
    EQUAL_SOFTMAX,
    STUCK,
    BREAK_COSFACE,
    SATISFIED,
    DECEIVED,
    LET_IT_START,
    STRANGERS,
)
BY_SLUG = {challenge.slug: challenge for challenge in CHALLENGES}
