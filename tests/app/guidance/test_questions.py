"""Every comparison has its question."""

from app.guidance.questions import (
    DOSE_QUESTIONS,
    OWN_QUESTIONS,
    QUESTIONS,
    REPEATED_QUESTIONS,
    SAME_MARGIN_QUESTIONS,
)
from toy_models.guidance.predictions import CONTRASTS
from toy_models.guidance.stages.dose import DOSE
from toy_models.guidance.stages.own_settings import OWN_CONTRASTS
from toy_models.guidance.stages.repeated import REPEATED
from toy_models.guidance.stages.same_margin import MARGIN, PUSH, SAME_MARGIN

ALL = (QUESTIONS, OWN_QUESTIONS, SAME_MARGIN_QUESTIONS, REPEATED_QUESTIONS, DOSE_QUESTIONS)


def test_every_contrast_has_its_question_which_fits_on_a_phone() -> None:
    questions = [words for asked in ALL for words in asked.values()]
    assert all(words.endswith("?") and len(words) <= 52 for words in questions)
    assert set(QUESTIONS) == set(CONTRASTS)
    assert set(OWN_QUESTIONS) == set(OWN_CONTRASTS)
    assert set(SAME_MARGIN_QUESTIONS) == set(SAME_MARGIN.contrasts)
    assert set(REPEATED_QUESTIONS) == set(REPEATED.contrasts)
    assert set(DOSE_QUESTIONS) == set(DOSE.contrasts)
    assert SAME_MARGIN_QUESTIONS[PUSH[1]] == "With m = 0.3 for both: is SV-Arc better than Arc?"
    assert SAME_MARGIN_QUESTIONS[MARGIN[1]] == "Is SV-Arc better with m = 0.3 than with m = 0.2?"
