"""The story of a sample: when it had support vectors, and its angles over the steps.

K: kept steps, C: classes.  What holds at a kept step is taken to hold until the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.scene.cosines import cosines_of
from app.scene.scene import Scene
from toy_models.record import Array

STRETCHES_AT_MOST = 3  # in words; of more, the first and the last


@dataclass(frozen=True, kw_only=True)
class Story:
    """The support vectors of one sample under one loss."""

    held_KC: Array  # bool, which classes were support vectors
    entries: list[int]  # steps at which a stretch with support vectors begins
    exits: list[int]  # steps at which a stretch ends; the last stretch may go on to the end
    last: int  # the last kept step
    steps_C: Array  # for how many steps each class was a support vector
    share: float  # of the run's steps with any support vector

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The stretches, from step to step."""
        ends = self.exits + [self.last] * (len(self.entries) - len(self.exits))
        return list(zip(self.entries, ends, strict=True))

    @property
    def last_exit(self) -> int | None:
        """The step after which no class is a support vector any more; None if some still is."""
        return self.exits[-1] if self.exits and len(self.exits) == len(self.entries) else None


def story(scene: Scene, loss: int, row: int) -> Story:
    """From the arrays of a scene; `row` is the sample's place in them."""
    packed_Kc = scene.arrays["support_LNc"][:, loss, row]
    held_KC = np.unpackbits(packed_Kc, axis=-1, count=len(scene.class_names)).astype(bool)
    steps_K = scene.steps_K
    held_K = held_KC.any(1)
    turns_K = np.diff(held_K.astype(np.int8), prepend=0)
    lengths_K = np.diff(steps_K, append=steps_K[-1])
    return Story(
        held_KC=held_KC,
        entries=steps_K[turns_K == 1].tolist(),
        exits=steps_K[turns_K == -1].tolist(),
        last=int(steps_K[-1]),
        steps_C=lengths_K @ held_KC,
        share=float((lengths_K @ held_K) / max(lengths_K.sum(), 1)),
    )


def words(story: Story, title: str, names: Sequence[str]) -> str:
    """The story in a sentence or two."""
    if not story.entries:
        return f"**{title}**: at no kept step was a class a support vector of it."
    if story.held_KC.any(1).all():
        when = "from the first step to the last"
    else:
        parts = [_stretch(story, at) for at in range(len(story.entries))]
        if len(parts) > STRETCHES_AT_MOST:
            when = f"in {len(parts)} stretches, first {parts[0]}, last {parts[-1]}"
        else:
            when = " and ".join(", ".join(parts).rsplit(", ", 1))
    most = int(story.steps_C.argmax())
    mostly = f", mostly class {names[most]}" if story.held_KC.any(0).sum() > 1 else ""
    if not mostly:
        mostly = f", always class {names[int(story.held_KC.any(0).argmax())]}"
    ending = "it still has one at the end"
    if story.last_exit is not None:
        ending = f"it is free of them from step {story.last_exit:,} on"
    return f"**{title}**: support vectors {when}, {story.share:.0%} of the steps{mostly}; {ending}."


def _stretch(story: Story, at: int) -> str:
    begin = story.entries[at]
    if at == len(story.exits):
        return f"from step {begin:,} to the end"
    return f"from step {begin:,} to {story.exits[at]:,}"


def cosines(scene: Scene, loss: int, row: int) -> Array:
    """Between the sample's feature and every class weight, float64.  Shape (K, C)."""
    found: Array = cosines_of(scene, row)[:, loss]
    return found


def angles(scene: Scene, loss: int, row: int) -> Array:
    """The angles between them, in degrees.  Shape (K, C)."""
    return np.degrees(np.arccos(cosines(scene, loss, row)))
