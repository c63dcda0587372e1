"""Draw a list of pairs from a folder of aligned images, by a rule and a seed:

    python -m face_training.evaluation.draw_pairs FOLDER PAIRS.txt --pairs 6000 --seed 0

The people are dealt into ten folds, so that nobody is in two of them.  Half of a fold's pairs show
one person: a person with two images or more is drawn, then two of the images.  The other half show
two: two people are drawn, then an image of each.  No pair comes twice.  The list is measured with

    --set name=own protocol=pairs layout=files path=PAIRS.txt images=FOLDER
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from face_training.commands import ending
from face_training.data.image_folder import FolderFaces, image_folder
from face_training.evaluation.pair_lists import FOLDS, Pair
from face_training.names import readable
from face_training.whole_files import write_whole

TRIED = 20  # draws for each pair that is wanted, before there seem to be no others


def draw_pairs(faces: FolderFaces, pairs: int, seed: int = 0) -> list[Pair]:
    """Pairs of files, fold by fold, those of one person first.

    Raises:
        ValueError: the number is no multiple of 20, or there are not so many different pairs.
    """
    if pairs < 1 or pairs % (2 * FOLDS):
        raise ValueError(f"The number of pairs must be a multiple of {2 * FOLDS}, not {pairs}.")
    draw = np.random.default_rng(seed)
    names = [file.relative_to(faces.path).as_posix() for file in faces.files]
    images = [np.flatnonzero(faces.labels_N == person) for person in range(len(faces.identities))]
    chosen: list[Pair] = []
    for number, people in enumerate(np.array_split(draw.permutation(len(images)), FOLDS), 1):
        several = [person for person in people if len(images[person]) > 1]
        if len(people) < 2 or not several:
            raise ValueError(
                f"{faces.path} has {len(images)} people, too few for {FOLDS} folds with two people "
                "in each and two images of one; protocol=open_set takes all pairs of a folder."
            )

        def of_one(several: list[int] = several) -> tuple[int, int]:
            first, second = draw.choice(images[draw.choice(several)], 2, replace=False)
            return int(first), int(second)

        def of_two(people: np.ndarray = people) -> tuple[int, int]:
            first, second = draw.choice(people, 2, replace=False)
            return int(draw.choice(images[first])), int(draw.choice(images[second]))

        for drawn, same in ((of_one, True), (of_two, False)):
            found = _different(drawn, pairs // (2 * FOLDS))
            if len(found) < pairs // (2 * FOLDS):
                raise ValueError(
                    f"Fold {number} has {len(found)} different pairs of "
                    f"{'one person' if same else 'two people'} and no more were found; ask for "
                    f"{2 * FOLDS * len(found)} pairs or fewer."
                )
            chosen += [(names[first], names[second], same) for first, second in found]
    return chosen


def _different(drawn: Callable[[], tuple[int, int]], wanted: int) -> list[tuple[int, int]]:
    """So many pairs, none of them twice or turned round; fewer if no others were drawn."""
    found: dict[tuple[int, int], None] = {}
    for _ in range(TRIED * wanted):
        if len(found) == wanted:
            break
        first, second = sorted(drawn())
        found.setdefault((first, second))
    return list(found)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m face_training.evaluation.draw_pairs",
        description="Draw a list of pairs from a folder of aligned images.",
    )
    parser.add_argument("images", type=Path, help="a folder for each person")
    parser.add_argument("out", type=Path, help="the list to write")
    parser.add_argument("--pairs", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args(arguments)
    with ending():
        pairs = draw_pairs(image_folder(path=chosen.images), chosen.pairs, chosen.seed)
        if odd := [name for pair in pairs for name in pair[:2] if readable(name) != name]:
            raise ValueError(f"{readable(odd[0])} is no UTF-8, so no list can name it; rename it.")
        lines = [f"{first}\t{second}\t{int(same)}\n" for first, second, same in pairs]
        write_whole(chosen.out, "".join(lines).encode())
    print(f"{readable(chosen.out)}: {len(pairs):,} pairs")


if __name__ == "__main__":
    main()
