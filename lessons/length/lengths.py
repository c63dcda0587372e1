"""Figures of lengths over how much worse the pictures are, as they were measured.

S: seeds, W: ways to learn, L: losses, K: kinds of worse pictures, V: strengths.
"""

from __future__ import annotations

from lessons.ask import Ask
from lessons.figure import Code, Live
from lessons.kinds.curves import DASH, Axis, Line, curves, over_seeds
from lessons.length.experiment import Result
from lessons.length.settings import FREE, LEVELLED, MIXED, NORM, SHARP, STRENGTHS
from lessons.length.words import COLOURS, LOSSES, kind_lines, relative, strength
from lessons.length.worse import KINDS
from lessons.variable import Variable

LEARNED = Code(
    real=("lessons.length.measured:trained", "lessons.length.worse:mixed"),
    short="lessons.in_six_lines:softmax",
)
SAME = Code(
    real=("lessons.length.measured:trained", "lessons.length.worse:levelled"),
    short="lessons.in_six_lines:arc_softmax",
)
WORSE = Axis(words="how much worse the picture is", low=0, high=1)
DARK = KINDS.index("dark")


def soft(result: Result) -> Live:
    """Softmax that has learned from worse pictures, too."""
    return curves(
        x=WORSE, y=_percent(120), lines=kind_lines(result.length_SWLKV[:, MIXED], FREE),
        marker=strength(0.6), tour="worse=0..1..0.6",
        says=(
            ("", "At {worse}: blurred {blur} of the length, dark {dark}, noisy {noise}."),
        ),
        reading="Strangers, softmax; half of the training pictures were worse, too. "
        + over_seeds(result.config.seeds),
        code=LEARNED,
    )  # fmt: skip


def seen(result: Result) -> Live:
    """Softmax's length of dark pictures, for networks that learned from such or not."""
    lines = []
    for way, name, dash in ((MIXED, "learned from worse ones, too", ()),
                            (SHARP, "learned from sharp ones only", DASH)):  # fmt: skip
        percent_SV = relative(result.length_SWLKV[:, way])[:, FREE, DARK]
        mean_V, deviation_V = percent_SV.mean(0), percent_SV.std(0, ddof=1)
        lines.append(
            Line(name=name, key="both" if way == MIXED else "sharp", x=STRENGTHS, y=mean_V,
                 low=mean_V - deviation_V, high=mean_V + deviation_V, role=COLOURS["dark"],
                 dash=dash)
        )  # fmt: skip
    return curves(
        x=WORSE, y=_percent(120), lines=lines, marker=strength(0.8), tour="worse=0..1..0.8",
        says=(
            ("", "At {worse}: {both} of the length if it learned from dark ones, else {sharp}."),
        ),
        reading="Dark pictures of strangers, softmax. " + over_seeds(result.config.seeds),
        code=LEARNED,
    )  # fmt: skip


def others(result: Result, way: int) -> Live:
    """The losses that divide by the length, or read it."""
    length_SLKV = result.length_SWLKV[:, way]
    percent_SLKV = relative(length_SLKV)
    y = _percent(200 if way == MIXED else 120)
    return curves(
        x=WORSE, y=y, lines=kind_lines(length_SLKV, None, answer=way == MIXED),
        marker=strength(0.8),
        more=[Variable.of_values("loss", "Loss", range(1, len(LOSSES)), NORM, words=LOSSES[1:],
                                 seconds=6)],
        tour="worse=0..1..0.8",
        says=(("", "{loss}, at {worse}: blurred {blur}, dark {dark}, noisy {noise}."),),
        reading=("Every picture has the same mean and contrast before the network sees it. "
                 if way == LEVELLED else "The same pictures and batches as with softmax. ")
        + over_seeds(result.config.seeds),
        code=SAME if way == LEVELLED else LEARNED,
        asks={"dark": Ask.of_seeds(
            percent_SLKV[:, NORM, DARK].clip(y.low, y.high), places=STRENGTHS, label="{:g} worse",
            low=y.low, high=y.high, start=100.0, close=25, unit=" points",
        )} if way == MIXED else {},
    )  # fmt: skip


def _percent(high: float) -> Axis:
    return Axis(words="length, % of the sharp picture's", low=0, high=high, digits=0, unit=" %")
