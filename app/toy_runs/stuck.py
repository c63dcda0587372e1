"""Runs that are stuck: two class weights on one spot, so that one of the two classes is lost.

On a circle class weights cannot pass one another.  Once two have met, the samples of both classes
lie on one spot, push both weights alike, and nothing parts them again.  With very many classes all
losses fail on a circle, and that is said in place of which weights have met.

K: kept steps, L: panels, C: classes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.scene.scene import Scene
from app.toy_runs.margins import class_count
from toy_models.config import RunConfig
from toy_models.record import Array, unpack_unit

ONE_SPOT = 0.2  # of the angle between neighbours if all were evenly apart on a circle
TOLD_APART = 0.75  # of the samples of the two classes that lie nearer to their own weight
FAR_BEHIND = 0.2  # of accuracy, below the best panel
WARM_UP_MORE = 0.2  # of the steps
CROWDED = 12  # classes from which on a circle may be too narrow for all,
MOST_RIGHT = 0.5  # and if it is, no loss has more of the test samples right
MANY_DIMENSIONS = 64
ROOM = (
    f"A longer warm-up does not help; in {MANY_DIMENSIONS} dimensions there is room for all, on a "
    "sphere for more of them."
)
CLEAR_AFTER = 0.1  # of the steps: so long it must have been stuck, before a training is said to be


@dataclass(frozen=True)
class Stuck:
    """A panel that is stuck, and why."""

    panel: int
    title: str  # of the panel
    pairs: tuple[tuple[str, str], ...]  # names of classes whose weights lie on one spot
    accuracy: float
    best: float  # accuracy of the best panel
    dimension: int

    @property
    def spots(self) -> list[set[str]]:
        """The names of the classes that share a spot, spot by spot."""
        spots: list[set[str]] = []
        for pair in self.pairs:
            met = [spot for spot in spots if spot & set(pair)]
            spots = [spot for spot in spots if spot not in met]
            spots.append(set(pair).union(*met))
        return spots

    @property
    def why(self) -> str:
        """What lies where, in a clause."""
        if len(self.pairs) == 1:
            one, other = self.pairs[0]
            return f"the class weights of {one} and {other} lie almost on one spot"
        count, spots = sum(map(len, self.spots)), len(self.spots)
        return f"{count} class weights lie on {spots} spot{'' if spots == 1 else 's'}"


def in_a_sentence(found: Sequence[Stuck], *, ended: bool = False) -> str:
    """Which panels are stuck, and why; where they differ, why the worst is.

    Args:
        found: the panels.
        ended: the run is over, and its picture may be of another step.
    """
    *others, last = [each.title for each in found]
    verb, plural = ("ends", "end") if ended else ("is", "are")
    titles = f"{', '.join(others)} and {last} {plural}" if others else f"{last} {verb}"
    worst = min(found, key=lambda each: each.accuracy)
    right = ", ".join(f"{each.accuracy:.0%}" for each in found)
    best = worst.best - worst.accuracy >= FAR_BEHIND
    compared = f", and {worst.best:.0%} with the best loss here" if best else ""
    passing = " On a circle they cannot pass one another." if worst.dimension == 2 else ""
    return (
        f"{titles} stuck: {worst.why}, so samples of these classes are taken for one another; "
        f"{right} are right{compared}.{passing}"
    )


def narrow(config: RunConfig) -> str:
    """That a circle is too narrow for the classes of a config, in a sentence; empty if it is not.

    It is geometry, and known before anything is trained.
    """
    classes = class_count(config.data)
    if config.embedding != 2 or classes is None or classes < CROWDED:
        return ""
    return f"{_apart(classes)}, so the order that chance gives them stays. {ROOM}"


def _apart(classes: int) -> str:
    return (
        f"A circle is too narrow for {classes} classes: their weights lie {360 / classes:.0f}° "
        "apart at best and cannot pass one another"
    )


def crowded(scene: Scene, k: int = -1) -> str:
    """Why a circle is too narrow for so many classes, in a sentence; empty if it is not.

    All losses fail then, whichever class weights have met.
    """
    classes, right = len(scene.class_names), float(np.max(scene.arrays["test_accuracy_L"][k]))
    if scene.dimension != 2 or classes < CROWDED or right > MOST_RIGHT or not scene.steps_K[k]:
        return ""
    return (
        f"{_apart(classes)}, so the order that chance gave them stays. With the best loss here "
        f"{right:.0%} are right. {ROOM}"
    )


def stuck(scene: Scene, k: int = -1) -> list[Stuck]:
    """The panels of a scene that are stuck at a kept step; at the last one unless said.

    A panel is stuck if two class weights lie on one spot and the recorded samples of these classes
    are confused.
    """
    accuracy_L = scene.arrays["test_accuracy_L"][k]
    if not scene.steps_K[k]:  # nothing is trained yet
        return []
    found = []
    for panel, title in enumerate(scene.titles):
        pairs = tuple(_pairs(scene, k, panel))
        if pairs:
            found.append(
                Stuck(
                    panel,
                    title,
                    pairs,
                    float(accuracy_L[panel]),
                    float(np.max(accuracy_L)),
                    scene.dimension,
                )
            )
    return found


def stuck_throughout(scene: Scene) -> list[Stuck]:
    """The panels that are stuck at every kept step of a scene, as they are at the last."""
    panels = [{found.panel for found in stuck(scene, k)} for k in range(len(scene.steps_K))]
    always = set.intersection(*panels)
    return [found for found in stuck(scene) if found.panel in always]


def ways_out(config: RunConfig) -> dict[str, RunConfig]:
    """Settings under which such a run comes free, by what a button says; the best first."""
    ways = {}
    if narrow(config):
        return {
            f"Use {MANY_DIMENSIONS} dimensions": replace(config, embedding=MANY_DIMENSIONS),
            "Go to the sphere": replace(config, embedding=3),
        }
    if config.class_weights == "random" and config.embedding <= 3:
        ways["Start the class weights evenly apart"] = replace(config, class_weights="spread")
    if config.embedding == 2:
        ways["Go to the sphere"] = replace(config, embedding=3)
    longer = min(
        config.softmax_warmup + round(WARM_UP_MORE * config.steps), config.steps - config.t_warmup
    )
    if longer > config.softmax_warmup:
        ways["Warm up longer"] = replace(config, softmax_warmup=longer)
    ways["Try another seed"] = replace(config, seed=config.seed + 1)
    return ways


def _pairs(scene: Scene, k: int, panel: int) -> Iterator[tuple[str, str]]:
    """Names of the classes whose weights lie on one spot and whose samples are mixed up."""
    weights_CD = unpack_unit(scene.arrays["weights_LCD"][k, panel])
    features_ND = unpack_unit(scene.arrays["features_LND"][k, panel])
    classes = len(weights_CD)
    near = ONE_SPOT * 2 * np.pi / classes
    cos_CC = np.triu(weights_CD @ weights_CD.T, 1)
    for one, other in np.argwhere(cos_CC > np.cos(near)):
        if _told_apart(features_ND, scene.true_labels_N, weights_CD, one, other) < TOLD_APART:
            yield scene.class_names[one], scene.class_names[other]


def _told_apart(
    features_ND: Array, labels_N: Array, weights_CD: Array, one: int, other: int
) -> float:
    """The share of the samples of two classes that lie nearer to their own of the two weights.

    The mean over the two classes, so that a small class counts as much as a large one.
    """
    lead_N = features_ND @ (weights_CD[one] - weights_CD[other])
    right = [lead_N[labels_N == one] > 0, lead_N[labels_N == other] < 0]
    return float(np.mean([part.mean() for part in right if len(part)] or [1.0]))
