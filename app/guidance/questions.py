"""The comparisons of the experiment as questions."""

from __future__ import annotations

from toy_models.guidance.arms import T
from toy_models.guidance.stages.dose import ALONE, DOSES, GAINS, HARDER
from toy_models.guidance.stages.repeated import GAIN
from toy_models.guidance.stages.same_margin import LARGER, MARGIN, PUSH, SMALLER

#: Each registered contrast as a question that `verdicts.verdict` answers.  A phone has room for
#: 52 letters.
QUESTIONS = {
    ("sv", "norm"): "Does guidance help softmax?",
    ("hotter", "norm"): "Does a larger scale, s times 1.2, help softmax?",
    ("sv", "hotter"): "Is guidance better than a scale of s times 1.2?",
    ("sv", "sv_constant"): "Is a t that rises slowly better than a fixed t?",
    ("shift", "norm"): "Does its shift of the probabilities help, alone?",
    ("factor", "norm"): "Does its factor t on the gradient help, alone?",
    ("random", "norm"): "Does a push on random classes help?",
    ("normalised", "norm"): "Does it help to move the push, not to enlarge it?",
    ("oracle", "sv"): "Does it help to spare true classes of wrong labels?",
    ("top_k", "norm"): "Does a push on the k nearest classes help?",
    ("sv", "am"): "Is guidance better than a margin of its size?",
    ("sv_arc", "arc"): "Does guidance help Arc?",
}
#: The same for losses at their own best settings.
OWN_QUESTIONS = {
    ("sv", "norm"): "Is SV-Softmax better than softmax?",
    ("am", "norm"): "Is AM better than softmax?",
    ("arc", "norm"): "Is Arc better than softmax?",
    ("sv_arc", "norm"): "Is SV-Arc better than softmax?",
    ("sv_arc", "arc"): "Is SV-Arc better than Arc?",
}
#: The same for both losses at both margins.
SAME_MARGIN_QUESTIONS = {
    **{
        pair: f"With m = {m} for both: is SV-Arc better than Arc?"
        for pair, m in zip(PUSH, (SMALLER, LARGER), strict=True)
    },
    **{
        pair: f"Is {loss} better with m = {LARGER} than with m = {SMALLER}?"
        for pair, loss in zip(MARGIN, ("Arc", "SV-Arc"), strict=True)
    },
}
#: The same for the gain that was trained again.
REPEATED_QUESTIONS = {
    GAIN: "Each at its own margin: is SV-Arc better than Arc?",
    **{pair: SAME_MARGIN_QUESTIONS[pair] for pair in PUSH},
}
#: The same for several t, and for parts of the push.
DOSE_QUESTIONS = {
    **{
        pair: f"Is SV-Arc with t = {t:g} better than Arc?"
        for pair, t in zip(GAINS, DOSES, strict=True)
    },
    **{
        pair: f"Is t = {t:g} better than t = {T:g}?"
        for pair, t in zip(HARDER, (t for t in DOSES if t > T), strict=True)
    },
    **dict(
        zip(
            ALONE,
            (
                "Does its shift of the probabilities help Arc?",
                "Does its factor t on the gradient help Arc?",
                "Does a push on random classes help Arc?",
            ),
            strict=True,
        )
    ),
}
