"""The samples that a face run remembers, from its probe."""

from __future__ import annotations

from pathlib import Path

from app.face_runs.door import within
from app.scene.thinning import thinned
from face_training.probe.record import FOLDER, Moment, Samples, moments_in, unpacked

MOMENTS_AT_MOST = 60  # kept steps that are shown; of more, so many spread evenly
BYTES_AT_MOST = 128 * 2**20  # of these steps together; of larger steps, fewer are shown


def read_probe(
    folder: Path, problems: list[str], bytes_at_most: int = BYTES_AT_MOST
) -> tuple[Samples | None, tuple[Moment, ...]]:
    """The samples of the probe, and what was kept of them at each step.

    What cannot be read is added to `problems`, in a sentence.

    Args:
        folder: the directory of the run.
        problems: sentences.
        bytes_at_most: of all steps together, unpacked.
    """
    place = folder / FOLDER
    if not within(folder, place):
        problems.append(f"{FOLDER} is a link that leaves the directory of the run.")
        return None, ()
    if not place.is_dir():
        problems.append(
            f"There is no {FOLDER} directory: this run kept no samples, so there are only curves."
        )
        return None, ()
    try:
        samples = Samples.load(_inside(folder, place))
    except ValueError as error:
        problems.append(f"{error} Without it there are only curves.")
        return None, ()
    moments = []
    files = thinned(list(moments_in(place).values()), MOMENTS_AT_MOST)
    largest = max((_size(folder, file) for file in files), default=0)
    if largest * len(files) > bytes_at_most:
        few = thinned(files, max(bytes_at_most // largest, 1))
        problems.append(f"The steps in {FOLDER} are large, so only {len(few):,} of them are shown.")
        files = few
    for file in files:
        try:
            if not within(folder, file):
                raise ValueError(f"{FOLDER}/{file.name} is a link that leaves the run.")
            moment = Moment.load(file)
            if not moment.fits(samples):
                raise ValueError(
                    f"{FOLDER}/{file.name} does not belong to the samples of this run."
                )
            moments.append(moment)
        except ValueError as error:
            problems.append(f"{error} This step is left out.")
    if not moments:
        problems.append(f"{FOLDER} holds no step that can be read, so there are only curves.")
    elif len({moment.embeddings_ND.shape[1] for moment in moments}) > 1:
        problems.append(f"The steps in {FOLDER} have embeddings of different lengths.")
        return samples, ()
    return samples, tuple(moments)


def _size(folder: Path, file: Path) -> int:
    """Of a step, unpacked; 0 of a damaged one or a link, which is left out later."""
    try:
        return unpacked(file) if file.is_file() and within(folder, file) else 0
    except Exception:  # a damaged zip can raise nearly anything
        return 0


def _inside(folder: Path, place: Path) -> Path:
    if any(not within(folder, file) for file in place.glob("samples.npz")):
        raise ValueError(f"{FOLDER}/samples.npz is a link that leaves the run.")
    return place
