"""The figures: worse pictures, what softmax pays for a length, and the others by their files.

S: shares of right pictures, X: lengths.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from lessons.figure import Code, Figure, Live
from lessons.kinds.curves import Axis, Line, curves
from lessons.kinds.portraits import portraits
from lessons.length.asked_for import best, mag, pulls
from lessons.length.experiment import Result
from lessons.length.lengths import others, seen, soft
from lessons.length.settings import FREE, LENGTHS, LEVELLED, MIXED, NORM, STRENGTHS
from lessons.length.thrown_out import gained, missed, thrown, thrown_by
from lessons.length.words import COLOURS, LOSSES, NAMED, SHORT, relative, strength
from lessons.length.worse import KINDS
from lessons.lesson import Shown
from lessons.variable import Variable

PICTURES = Code(real=("lessons.length.worse:worse",), short=SHORT)
TRAINED = Code(real=("lessons.length.measured:trained",), short=SHORT)
COST = Code(real=("lessons.length.by_length:costs",), short=SHORT)
SURE = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)  # shares of pictures that are right


def figures(result: Result, shown: Shown) -> dict[str, Figure]:
    """Every figure of the narrative, by its slot."""
    return {
        "four": _four(result),
        "faces_soft": _faces(result, FREE),
        "faces_norm": _faces(result, NORM),
        "sure": _sure(result),
        "soft": soft(result),
        "seen": seen(result),
        "others": others(result, MIXED),
        "levelled": others(result, LEVELLED),
        "thrown": thrown(result),
        "thrown_by": thrown_by(result),
        "gained": gained(result, 0),
        "gained_level": gained(result, 1),
        "missed": missed(result),
        "best": best(result),
        "mag": mag(result),
        "pulls": pulls(result),
    }


def _four(result: Result) -> Live:
    """A stranger: sharp, blurred, dark, noisy."""
    return portraits(
        words="", tour="worse=0..1..0.6",
        says=(("", "One picture, made worse in three ways: {worse} of the most there is here."),),
        reading="A toy face that no training has seen; networks see 16 × 16 pixels.",
        code=PICTURES, **_pictures(result, 0.6),
    )  # fmt: skip


def _faces(result: Result, loss: int) -> Live:
    """The same, with the lengths of such pictures below."""
    mean_KV = relative(result.length_SWLKV[:, MIXED])[:, loss].mean(0) / 100
    return portraits(
        shares_VM=np.vstack([np.ones(len(STRENGTHS)), mean_KV]).T, full=1.6,
        words="length of the feature, against that of the sharp picture", tour="worse=0..1",
        says=(("", "At {worse}: blurred {blur} of the length, dark {dark}, noisy {noise}."),),
        reading=f"Lengths with {LOSSES[loss]}, means over many strangers and "
        f"{len(result.config.seeds)} seeds: not those of this face.",
        code=TRAINED, **_pictures(result, 1.0),
    )  # fmt: skip


def _pictures(result: Result, start: float) -> dict[str, Any]:
    """The faces of a figure, and what makes them worse."""
    return {
        "pictures_VMHW": result.portraits_VMHW,
        "names": ("sharp", *(NAMED[kind] for kind in KINDS)),
        "keys": ("sharp", *KINDS),
        "roles": ("ink", *(COLOURS[kind] for kind in KINDS)),
        "variable": strength(start, values=STRENGTHS, slider=True),
    }


def _sure(result: Result) -> Live:
    """Softmax's loss over the length, of right and wrong pictures and of some of both."""
    right_X, wrong_X = result.sides_2X
    share = Variable.of_values(
        "right", "Of 100 such pictures are right", [100 * sure for sure in SURE], 80
    )
    mean_SX = np.array([sure * right_X + (1 - sure) * wrong_X for sure in SURE])
    return curves(
        x=Axis(words="length of the feature", low=0, high=10),
        y=Axis(words="loss", low=0, high=3),
        lines=[
            Line(name="all of them, on average", key="mean", x=LENGTHS, y=mean_SX, of="right"),
            Line(name="a right one", key="good", x=LENGTHS, y=right_X, role="own", dash=(6, 5)),
            Line(name="a wrong one", key="bad", x=LENGTHS, y=wrong_X, role="rival", dash=(6, 5)),
        ],
        marker=Variable(name="len", label="Length", low=0, high=10, start=4, step=0.25, digits=1),
        more=[share],
        tour="len=0..10..4",
        says=(
            ("", "Length {len}: a right one costs {good}, a wrong one {bad}; all, with {right} of "
             "100 right: {mean}."),
        ),
        reading="Softmax between two classes. Right: 40° from its own and 80° from the other. "
        "Wrong: the reverse.",
        code=COST,
    )  # fmt: skip
