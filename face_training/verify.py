"""Do two photographs show one person?

    python -m face_training.verify BUNDLE FIRST SECOND --detector yunet.onnx [--far 1e-3]

prints the cosine and the threshold of the bundle.  The exit status is 0 for one person, 1 for two
people, and 2 if the photographs cannot be compared.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from face_training.bundle.bundle import Bundle, Threshold
from face_training.bundle.embed_photos import embed_photos
from face_training.commands import ending
from face_training.names import readable
from face_training.photos.detection import Detector


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The answer, and the cosine and the threshold behind it."""

    cosine: float
    threshold: Threshold
    notes: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether the photographs show one person."""
        return self.cosine > self.threshold.cosine

    def __str__(self) -> str:
        answer, sign = ("One person", ">") if self.same else ("Two people", "<=")
        threshold = self.threshold
        sentence = (
            f"{answer}: cosine {self.cosine:.4f} {sign} {threshold.cosine:.4f}, the threshold at a "
            f"false accept rate of {threshold.far:g} on {threshold.on}."
        )
        return "\n".join([sentence, *self.notes])


def verify(
    first: Path, second: Path, bundle: Bundle, detector: Detector | None, far: float | None = None
) -> Verdict:
    """Compare two photographs.

    Raises:
        ValueError: a photograph shows no usable face, or the bundle has no such threshold.
    """
    threshold = bundle.threshold(far)
    embedded = embed_photos([first, second], bundle, detector)
    if embedded.dropped:
        raise ValueError(" ".join(dict.fromkeys(embedded.dropped)))
    unit_ND = embedded.unit_ND
    return Verdict(
        cosine=float(unit_ND[0] @ unit_ND[-1]),  # a file that is named twice has a single vector
        threshold=threshold,
        notes=tuple(
            f"{readable(path)}: {'; '.join(notes)}"
            for path, notes in zip(embedded.paths, embedded.notes, strict=True)
            if notes
        ),
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m face_training.verify",
        description="Do two photographs show one person? Status 0: one, 1: two, 2: cannot tell.",
    )
    parser.add_argument("bundle", type=Path)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--detector", type=Path, help="YuNet's .onnx file; without, aligned faces")
    parser.add_argument("--far", type=float, help="false accept rate of the threshold")
    chosen = parser.parse_args(arguments)
    with ending(status=2):
        bundle = Bundle.open(chosen.bundle)
        detector = Detector(chosen.detector) if chosen.detector else None
        verdict = verify(chosen.first, chosen.second, bundle, detector, chosen.far)
    print(verdict)
    sys.exit(0 if verdict.same else 1)


if __name__ == "__main__":
    main()
