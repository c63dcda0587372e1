"""Every image of the test sets is decoded once before a training begins.

A broken one would otherwise be found after hours.  Drawn images need no look.
"""

from __future__ import annotations

from collections.abc import Sequence

from face_training.data.encoded import EncodedFaces
from face_training.embeddings import Images, ImagesOf
from face_training.evaluation.broken import broken_in, some_of
from face_training.evaluation.distractors import WithDistractors
from face_training.evaluation.outcome import EvaluationSet


def look_through(sets: Sequence[EvaluationSet], *, rank: int = 0, ranks: int = 1) -> list[str]:
    """Decode this rank's share of all sets; a sentence for each set with broken images."""
    sentences = []
    for one in sets:
        for images in _in_files(one):
            if broken := broken_in(images, range(rank, len(images), ranks)):
                sentences.append(
                    f"{len(broken):,} of {len(images):,} images of evaluation set {one.name!r} "
                    f"cannot be read. {some_of(broken)}"
                )
    return sentences


def _in_files(one: EvaluationSet) -> list[Images]:
    """The images of a set that lie in files."""
    both = [one.images]
    if isinstance(one, WithDistractors):
        both.append(ImagesOf(one.distractors))
    return [
        images
        for images in both
        if not isinstance(images, ImagesOf) or isinstance(images.faces, EncodedFaces)
    ]
