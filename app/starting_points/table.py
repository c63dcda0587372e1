"""The starting points: a run, a sentence with numbers from five seeds, and one thing to watch.

Losses are named by their place in the config: 0 is the first panel.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.starting_points.measured import Measured, difference, interval
from evidence.differences import Difference
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Blobs, DataConfig, Digits, Faces
from toy_models.feasibility import largest_margin
from toy_models.first_run import FIRST_RUN
from toy_models.gentle import gentle

LOW = 90.0  # percent: below it a run on digits has not worked


@dataclass(frozen=True, kw_only=True)
class StartingPoint:
    """A named run to start from.

    Attributes:
        slug: its name in an address.
        title: what it shows, in a few words.
        sentence: the same with numbers: {names} of `numbers`.
        watch: where to look, and what to try next.
        config: the run that is shown.
        beside: another run that the sentence compares it with, if any.
        numbers: what stands in the sentence, from both runs over the seeds.
        holds: whether the seeds bear the sentence out.
    """

    slug: str
    title: str
    sentence: str
    watch: str
    config: RunConfig
    numbers: Callable[[Measured, Measured], dict[str, str]]
    holds: Callable[[Measured, Measured], bool]
    beside: RunConfig | None = None


def run_on(data: DataConfig, *losses: LossChoice, **more: object) -> RunConfig:
    """A run whose other settings are those of the Playground."""
    settings = {"embedding": 3, "steps": 600, "learning_rate": 0.005, **more}
    return RunConfig(
        data=data,
        losses=losses,
        kept=FIRST_RUN.kept,
        recorded=FIRST_RUN.recorded,
        **settings,  # type: ignore[arg-type]
    )


def with_values(name: str, **parameters: float) -> LossChoice:
    """A loss with its gentle values but for these."""
    return LossChoice.of(name, **{**dict(gentle(name).parameters), **parameters})


SOFTMAX, ARC, SV_ARC = gentle("norm_softmax"), gentle("arc_softmax"), gentle("sv_arc_softmax")
SMALL_SPHERE = Blobs(dimension=3, classes=8, per_class=40, spread=0.2)
_FROM_THE_START = run_on(Digits(), ARC, with_values("sv_arc_softmax", t=1.4), seed=2)
_ON_THE_CIRCLE = run_on(Digits(), SOFTMAX, gentle("sv_softmax"), embedding=2)
_SMALL_SCALE = run_on(
    SMALL_SPHERE, with_values("norm_softmax", scale=2.0), with_values("arc_softmax", scale=2.0)
)
TEN_ON_A_CIRCLE = Blobs(classes=10, per_class=40, spread=0.1)


def _lowly(measured: Measured, loss: int) -> int:
    """In how many seeds a loss ends below LOW."""
    return int((measured["accuracy"][:, loss] < LOW).sum())


STARTING_POINTS = (
    StartingPoint(
        slug="gap",
        title="A margin opens a gap",
        sentence="Samples are nearer to their own class than to any other by {arc}° with Arc and "
        "by {softmax}° with softmax: {by}° more ({interval}).",
        watch="The gap between neighbouring classes, and how tightly each class lies.",
        config=run_on(Digits(), SOFTMAX, ARC),
        numbers=lambda shown, _: {
            "arc": f"{shown['gap'][:, 1].mean():.0f}",
            "softmax": f"{shown['gap'][:, 0].mean():.0f}",
            "by": f"{difference(shown, 'gap', 1, 0).mean:.1f}",
            "interval": interval(difference(shown, "gap", 1, 0)),
        },
        holds=lambda shown, _: difference(shown, "gap", 1, 0).sign == 1,
    ),
    StartingPoint(
        slug="fade",
        title="Support vectors fade",
        sentence="{first} % of the samples have a support vector at the start and {last} % at the "
        "end: from then on SV-Softmax pulls as softmax does.",
        watch="The rings in the second panel: when the last one goes, guidance has nothing to do.",
        config=run_on(SMALL_SPHERE, SOFTMAX, gentle("sv_softmax")),
        numbers=lambda shown, _: {
            "first": f"{shown['support_first'][:, 1].mean():.0f}",
            "last": f"{shown['support'][:, 1].mean():.1f}",
        },
        holds=lambda shown, _: bool(
            (shown["support_first"][:, 1] > 70).all() and (shown["support"][:, 1] < 5).all()
        ),
    ),
    StartingPoint(
        slug="t-from-the-start",
        title="t from the start breaks",
        sentence="With t = 1.4 from the first step SV-Arc ends below 90 % in {broken} of {seeds} "
        "seeds; with t that rises slowly, in {mended}.",
        watch="The arrows of SV-Arc, which end on one spot. Then let t rise slowly, over half of "
        "the steps.",
        config=_FROM_THE_START,
        beside=replace(_FROM_THE_START, t_warmup=300),
        numbers=lambda shown, beside: {
            "broken": str(_lowly(shown, 1)),
            "mended": str(_lowly(beside, 1)),
            "seeds": str(len(shown["accuracy"])),
        },
        holds=lambda shown, beside: (
            _lowly(shown, 1) >= 3 and _lowly(beside, 1) == _lowly(shown, 0) == 0
        ),
    ),
    StartingPoint(
        slug="wrong-labels",
        title="Focal follows wrong labels",
        sentence="One label in five is wrong. Those samples make {softmax} % of the push with "
        "softmax and {focal} % with focal, {by} points more ({interval}).",
        watch='The chart "which samples push": the share of the wrong labels, in both panels.',
        config=run_on(
            Blobs(classes=6, per_class=60, spread=0.2),
            SOFTMAX,
            with_values("f_softmax", gamma=3.0),
            label_noise=0.2,
        ),
        numbers=lambda shown, _: {
            "softmax": f"{shown['wrong_labels'][:, 0].mean():.0f}",
            "focal": f"{shown['wrong_labels'][:, 1].mean():.0f}",
            "by": f"{difference(shown, 'wrong_labels', 1, 0).mean:.1f}",
            "interval": interval(difference(shown, "wrong_labels", 1, 0)),
        },
        holds=lambda shown, _: difference(shown, "wrong_labels", 1, 0).sign == 1,
    ),
    StartingPoint(
        slug="cannot-be-met",
        title="A margin that cannot be met",
        sentence="With ten classes on a circle AM's margin can be {largest} at most. At 0.35, "
        "{am} % of the samples still have a support vector at the end; with Arc's 0.3, {arc} %.",
        watch="AM's rings never go: every sample is asked for more than the circle has.",
        config=run_on(
            TEN_ON_A_CIRCLE,
            ARC,
            with_values("am_softmax", margin=0.35),
            embedding=2,
            softmax_warmup=180,
        ),
        numbers=lambda shown, _: {
            "largest": f"{largest_margin('am', TEN_ON_A_CIRCLE.classes, 2):.2f}",
            "am": f"{shown['support'][:, 1].mean():.0f}",
            "arc": f"{shown['support'][:, 0].mean():.0f}",
        },
        holds=lambda shown, _: (
            difference(shown, "support", 1, 0).sign == 1
            and bool((shown["support"][:, 1] > 50).all())
        ),
    ),
    StartingPoint(
        slug="stuck",
        title="Order on the circle is stuck; 3-D mends it",
        sentence="On a circle arrows cannot pass one another: SV-Softmax ends at {circle} %, on "
        "the sphere at {sphere} %, {by} points more ({interval}).",
        watch="Arrows that meet and stay. Then switch the features to the 3-D sphere.",
        config=_ON_THE_CIRCLE,
        beside=replace(_ON_THE_CIRCLE, embedding=3),
        numbers=lambda shown, beside: {
            "circle": f"{shown['accuracy'][:, 1].mean():.0f}",
            "sphere": f"{beside['accuracy'][:, 1].mean():.0f}",
            "by": f"{_more_on_the_sphere(shown, beside).mean:.0f}",
            "interval": interval(_more_on_the_sphere(shown, beside)),
        },
        holds=lambda shown, beside: _more_on_the_sphere(shown, beside).sign == 1,
    ),
    StartingPoint(
        slug="small-scale",
        title="s too small: nobody is ever sure",
        sentence="With s = 2 the mean p of the own class ends at {small} %, with s = 16 at {usual} "
        "%: however well a sample lies, softmax goes on pulling it.",
        watch="The clusters of both losses shrink to the end. Then set s to 16.",
        config=_SMALL_SCALE,
        beside=replace(_SMALL_SCALE, losses=(SOFTMAX, ARC)),
        numbers=lambda shown, beside: {
            "small": f"{shown['sure'][:, 0].mean():.1f}",
            "usual": f"{beside['sure'][:, 0].mean():.1f}",
        },
        holds=lambda shown, beside: bool(
            (shown["sure"][:, 0] < 60).all() and (beside["sure"][:, 0] > 90).all()
        ),
    ),
    StartingPoint(
        slug="together",
        title="Guidance and margin together",
        sentence="The lead of a sample's own class over the nearest other is {margin}° wider with "
        "Arc than with softmax ({interval}). What SV-Arc adds is nothing that {seeds} seeds can "
        "show ({guided}°).",
        watch="The rings while it trains: there guidance pushes. At the end only the margin is "
        "seen.",
        config=run_on(
            Faces(identities=8, images=30, nuisance=0.6),
            SOFTMAX,
            ARC,
            SV_ARC,
            steps=900,
            softmax_warmup=225,
            t_warmup=225,
            class_weights="spread",
        ),
        numbers=lambda shown, _: {
            "margin": f"{difference(shown, 'gap', 1, 0).mean:.1f}",
            "interval": interval(difference(shown, "gap", 1, 0)),
            "guided": interval(difference(shown, "gap", 2, 1)),
            "seeds": str(len(shown["gap"])),
        },
        holds=lambda shown, _: (
            difference(shown, "gap", 1, 0).sign == 1 and difference(shown, "gap", 2, 1).sign == 0
        ),
    ),
)


def _more_on_the_sphere(shown: Measured, beside: Measured) -> Difference:
    """The accuracy of SV-Softmax in three dimensions less that in two."""
    return Difference(beside["accuracy"][:, 1] - shown["accuracy"][:, 1])
