"""What a challenge is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from app.challenges.attempt import Attempt, settings
from toy_models.config import LossChoice, RunConfig

#: Settings of every training.
TRAINING = (
    "steps",
    "batch",
    "optimiser",
    "learning rate",
    "hidden units",
    "class weights",
    "softmax warm-up",
    "t warm-up",
    "s",
)
#: Where a tiny s would help: its pushes are weak, and no sample is ever sure.
TRAINING_WITHOUT_S = tuple(name for name in TRAINING if name != "s")

NO_CONTROL = ("network", "weight decay")  # settings that the page cannot change


@dataclass(frozen=True, kw_only=True)
class Challenge:
    """A broken run and what is to become of it.

    Settings are named as in `app.challenges.attempt.settings`.

    Attributes:
        slug: its name in an address.
        title: an order, in a few words.
        story: what is wrong, in two sentences.
        goal: what is asked for, with a number.
        config: the broken run.
        free: the settings that may be changed, a single one at a time.
        found: what an attempt came to, in the goal's own measure; without a full stop.
        missing: what an attempt still lacks, in a sentence; empty if it reaches the goal.
        hints: one after another; the last nearly says it.
        way: the intended solution.
        wrong: attempts that are refused, by the setting that they change.
        says: what is said of a change that is not allowed, or does not help, by setting.
        why: why the solution works, said when it is found.
        taught: what it has taught, in a sentence for the end of all challenges.
        lesson: the slug of the lesson that explains it.
    """

    slug: str
    title: str
    story: str
    goal: str
    config: RunConfig
    free: tuple[str, ...]
    found: Callable[[Attempt], str]
    missing: Callable[[Attempt], str]
    hints: tuple[str, ...]
    way: RunConfig
    wrong: Mapping[str, RunConfig]
    says: Mapping[str, str]
    why: str
    taught: str
    lesson: str

    @property
    def kept(self) -> str:
        """What stays as it is, in a sentence; the options of the data belong to the data."""
        if len(self.free) == 1:
            return f"Everything but {self.free[0]} stays as it is."
        names = [
            name
            for name in settings(self.config)
            if name not in (*self.free, *NO_CONTROL) and not name.startswith(self.config.data.kind)
        ]
        return f"These stay as they are: {', '.join(names)}."


@dataclass(frozen=True, kw_only=True)
class AtLeast:
    """A goal that a measure of one loss reaches: its `found` and `missing` are a challenge's.

    Attributes:
        measure: its name in an attempt's measures.
        least: what is asked for.
        words: what came out, with {found}, a whole number and its unit; no full stop.
        unit: written behind a number.
        loss: the number of the panel.
    """

    measure: str
    least: float
    words: str
    unit: str = " %"
    loss: int = 0

    def found(self, attempt: Attempt) -> str:
        """What came out, rounded, but from just below the goal not up to it."""
        number = rounded(attempt.at_end(self.measure, self.loss), self.least)
        return self.words.format(found=f"{number}{self.unit}")

    def missing(self, attempt: Attempt) -> str:
        """What came out and what is asked for; empty if that is reached."""
        if attempt.at_end(self.measure, self.loss) >= self.least:
            return ""
        return f"{self.found(attempt)}; {self.least:g}{self.unit} are asked for."


def rounded(exact: float, least: float) -> int:
    """A whole number, rounded as below the panels; from just below a goal not up to it."""
    return int(exact) if exact < least <= round(exact) else round(exact)


def with_loss(config: RunConfig, at: int, **parameters: float) -> RunConfig:
    """The same run, but for parameters of one loss."""
    changed = list(config.losses)
    known = {**dict(changed[at].parameters), **parameters}
    changed[at] = LossChoice.of(changed[at].name, **known)
    return replace(config, losses=tuple(changed))
