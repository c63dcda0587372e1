"""The experiment in plain words: what a cell is, what an arm is, what was found."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.resampling import Interval
from toy_models.guidance.answer import GUIDED, Answer, Own, Point
from toy_models.guidance.arms import T
from toy_models.guidance.cells import FACTORS, Cell, cell_of
from toy_models.guidance.contrasts import Contrast
from toy_models.guidance.in_short import POINTS as POINTS
from toy_models.guidance.in_short import listed
from toy_models.guidance.predictions import BOUND, LEVEL, PREDICTIONS
from toy_models.guidance.stages.dose import ALONE, DOSES, GAINS
from toy_models.guidance.stages.dose_longer import HARDEST, PAPERS
from toy_models.guidance.stages.same_margin import LARGER, SMALLER

FATES = {"held": "held", "failed": "did not hold", "open": "undecided"}


def cell_in_words(cell: Cell) -> str:
    """What the cell is, in a sentence without its scale."""
    return ", ".join(cell_lines(cell))


def cell_lines(cell: Cell) -> tuple[str, str, str]:
    """The same in three parts: people, network, labels and steps."""
    labels = (
        f"{100 * cell.wrong:.0f} % of the labels name a look-alike"
        if cell.wrong
        else "all labels right"
    )
    kind = "tight" if cell.distance < 0.5 else "loose"
    return (
        f"{cell.classes:,} people in {kind} families",
        f"features of {cell.dimension} dimensions, the last convolution with {cell.channels[-1]} "
        "channels",
        f"{labels}, {cell.steps:,} steps",
    )


def title_of(name: str) -> str:
    """A cell in a list of cells, by its name; a list cannot typeset s_A, the usual s."""
    cell = cell_of(name)
    return f"{cell.heat:g} × the usual s, {cell_in_words(cell)}"


def data_of(name: str) -> str:
    """The same where each loss has a scale of its own."""
    words = cell_in_words(cell_of(name))
    return f"{words[:1].upper()}{words[1:]}"


def signed_points(value: float) -> str:
    """A difference of TAR in percentage points, with its sign; what rounds to 0 has none."""
    text = f"{POINTS * value:+.1f}"
    return text.replace("-", "\u2212") if float(text) else "0.0"


def in_points(interval: Interval) -> str:
    """A difference of TAR and its interval."""
    mean, low, high = map(signed_points, (interval.mean, interval.low, interval.high))
    return f"{mean} points ({low} to {high})"


def own_setting(setting: str) -> str:
    """`s0.8 m0.3` as people read it, in Markdown."""
    words = {"s": "s = {} $s_A$", "m": "m = {}"}
    return ", ".join(words[part[0]].format(part[1:]) for part in setting.split())


def own_scales(answer: Answer, cell: str) -> str:
    """Between which scales the losses chose in a cell of stage 3, in Markdown."""
    heats = [float(own.setting.split()[0][1:]) for own in answer.own if own.cell == cell]
    return f"each loss at its own s, {min(heats):g} to {max(heats):g} $s_A$"


def own_in_words(found: Sequence[Own]) -> str:
    """What each loss chose in one setting, and which of them stopped at an end of its range."""
    chosen = [
        f"{own.title} {own_setting(own.setting)}"
        + (" (an end of its range)" if own.at_the_end else "")
        + f", TAR {own.tar:.1%}"
        for own in found
    ]
    beyond = (
        " Beyond the end of a range there may be a better value."
        if any(own.at_the_end for own in found)
        else ""
    )
    return f"Chosen on other people and other seeds: {'; '.join(chosen)}.{beyond}"


def headline(answer: Answer) -> str:
    """The answer of the screen in one sentence."""
    said = [point.difference.words for point in answer.points]
    more, less, equal = (said.count(word) or "none" for word in ("more", "less", "equal"))
    return (
        f"With one scale s for both, SV-Softmax recognises strangers better than softmax in {more} "
        f"of {len(said)} settings, and worse in {less}. In {equal} the two are equal within "
        f"{POINTS * BOUND:g} point; the rest is not decided."
    )


def own_headline(answer: Answer) -> str:
    """What guidance gains where each loss has its own best setting; "" before that is known."""
    found, gains = answer.own_guided, answer.own_gains
    if not found:
        return ""
    if not gains:
        return (
            f"With each loss at its own best s and margin it gains in none of "
            f"{len(found)} comparisons."
        )
    settings = len({one.cell for one in found})
    noticed = [one for one in gains if one.interval.mean >= BOUND]
    said = [
        f"{GUIDED[one.one, one.other]} by {POINTS * one.interval.mean:.1f} points"
        + _larger_margin(answer, one)
        for one in noticed
    ]
    words = (
        f"there is a gain in {len({one.cell for one in noticed})} of {settings} settings: "
        f"{' and '.join(said)}"
        if noticed
        else f"it gains {POINTS * BOUND:g} point in none of {len(found)} comparisons"
    )
    little = "".join(
        f" {GUIDED[one.one, one.other]} gains {POINTS * one.interval.mean:.1f} in one of them, "
        f"less than the {POINTS * BOUND:g} that we count."
        for one in gains
        if one not in noticed
    )
    return f"With each loss at its own best s and margin {words}.{little}"


def _larger_margin(answer: Answer, one: Contrast) -> str:
    """That the gain may be the margin's: where the guided loss chose a larger margin."""
    ours, other = (answer.margin(one.cell, loss) for loss in (one.one, one.other))
    return f" (its margin was larger, {ours:g} against {other:g})" if ours > other > 0 else ""


def push_headline(answer: Answer) -> str:
    """What the push gains where both losses have one margin; "" before that is known."""
    found = answer.push_alone
    if not found:
        return ""
    if any(one.words != "more" for one in found):
        return "The push alone, with one margin for both, has no certain gain at each margin."
    smaller, larger = (f"{POINTS * one.interval.mean:.1f}" for one in found)
    little = all(one.interval.mean < BOUND for one in found)
    return (
        f"The push alone, with one margin for both, gains there, too: {smaller} points at a margin "
        f"of {SMALLER:g} and {larger} at {LARGER:g}."
        + f" Not luck, but less than {POINTS * BOUND:g} point."
        * little
    )


def dose_headline(answer: Answer) -> str:
    """What several t, and parts of the push, gain over Arc; "" before that is known."""
    of = {(one.one, one.other): one for one in answer.dose}
    if not of:
        return ""
    doses = [f"{_measured(of[pair])} with t = {t:g}" for pair, t in zip(GAINS, DOSES, strict=True)]
    shift, factor, random = (_measured(of[pair]) for pair in ALONE)
    return (
        f"SV-Arc minus Arc, in points: {listed(doses)}. With t = {T:g}, the shift of the "
        f"probabilities alone: {shift}; the factor on the gradient alone: {factor}; the same push "
        f"on random classes: {random}.{_longer_doses(answer)}"
    )


def _longer_doses(answer: Answer) -> str:
    if answer.hardest_at_both_lengths is None:
        return ""
    of = {(one.one, one.other): one for one in answer.dose_longer}
    short, _ = answer.hardest_at_both_lengths
    return (
        f" After twice the steps, with {len(of[HARDEST].differences)} of these seeds: "
        f"{_measured(of[PAPERS])} with t = {T:g} and {_measured(of[HARDEST])} with "
        f"t = {DOSES[-1]:g}, where the same seeds had {signed_points(short)}."
    )


def _measured(one: Contrast) -> str:
    certain = one.words in ("more", "less")
    return signed_points(one.interval.mean) + ("" if certain else f" ({one.words})")


def margin_headline(answer: Answer) -> str:
    """What a margin gains where each loss has its own best setting; "" if it gains nothing."""
    found = [one for one in answer.own_contrasts if (one.one, one.other) == ("arc", "norm")]
    gains = [one for one in found if one.words == "more"]
    if not gains:
        return ""
    said = " and ".join(f"{POINTS * one.interval.mean:.1f}" for one in gains)
    return (
        f"A margin, without any guidance: Arc is ahead of softmax by {said} points in "
        f"{len(gains)} of {len(found)} settings."
    )


def by_heat(points: Sequence[Point]) -> str:
    """The mean difference on either side of s_A."""
    parts = []
    heats = [cell_of(point.cell).heat for point in points]
    for heat in sorted(set(heats)):
        here = [
            point.difference.interval.mean
            for point, of_point in zip(points, heats, strict=True)
            if of_point == heat
        ]
        parts.append(f"{signed_points(sum(here) / len(here))} at {heat:g} times the usual s")
    return f"The mean difference in points of TAR is {' and '.join(parts)}."


def effect_of_scale(answer: Answer) -> str:
    """What going from the small s to the large does to SV-Softmax minus softmax, as Markdown."""
    effect = next(one for one in answer.effects if one.names == ("heat",))
    small, large = FACTORS["heat"]
    if effect.low <= 0 <= effect.high:
        return "Over all settings no effect of s on SV-Softmax minus softmax was found."
    low, high = sorted((abs(effect.low), abs(effect.high)))
    said = (
        f"Over all settings SV-Softmax minus softmax is {POINTS * abs(effect.size):.1f} points "
        f"{'lower' if effect.size < 0 else 'higher'} at {large} $s_A$ than at {small} $s_A$ "
        f"({POINTS * low:.1f} to {POINTS * high:.1f})."
    )
    if effect.size > 0:
        return said
    return (
        f"{said} So it does more harm at the large s, which theory does not expect. But a larger s "
        "also makes the push itself larger: it adds s (t − 1)(1 + cos) to what softmax sees of a "
        "support vector. The two cannot be told apart here."
    )


def predictions(answer: Answer) -> list[tuple[str, str, str]]:
    """Each prediction with its fate and the reason, in the words of the page: points, settings."""
    of = {fate.key: fate for fate in answer.fates}
    heats = [f"{heat:g}" for heat in sorted({cell_of(one.cell).heat for one in answer.contrasts})]
    scales = f"; s is {listed(heats)} times the usual there" if heats else ""
    at = dict.fromkeys(("random", "with_margin"), scales)
    return [
        (one.expected, FATES[of[one.key].fate], _reason(of[one.key].why) + at.get(one.key, ""))
        for one in PREDICTIONS
    ]


def _reason(why: str) -> str:
    why = re.sub(r"[+-]\d\.\d{4}", lambda found: signed_points(float(found[0])), why)
    return why.replace("setting of stage 2", "setting taken apart")  # the page numbers no stages


def failed_runs(answer: Answer) -> str:
    """How many runs diverged or got stuck."""
    return (
        f"Of {answer.trainings:,} trainings {answer.diverged:,} diverged, and {answer.stuck:,} "
        "still get more than half of their training pictures wrong; they are counted, never "
        "dropped in silence. Intervals are 95 %; words follow "
        f"Holm's correction at {LEVEL:.0%} and an equivalence test at ±{POINTS * BOUND:g} point."
    )
