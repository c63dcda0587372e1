"""Images by a list: a file and an identity on each line, as CSV or with tabs or blanks between.

Paths start in the folder of the list, or in the folder `images`.  Identities are names or numbers.
A first line may name the columns.

N: images, C: identities.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np

from face_training.data.image_folder import FolderFaces
from face_training.data.labels import renumbered
from face_training.text_files import existing, read_text

COLUMNS = 2


def image_list(*, path: str | Path, images: str | Path = "") -> FolderFaces:
    """The images of a list, in its order; identities in the order of their names.

    Raises:
        ValueError: the list cannot be read, names files that are not there or a file twice, or has
            fewer than two identities.
    """
    path = Path(path)
    folder = Path(images) if images else path.parent
    rows = read_text(path, "The list of images").rows(COLUMNS)
    for number, cells in rows:
        if len(cells) != COLUMNS:
            raise ValueError(f"Line {number} of {path} is not `file identity`.")
    if len(rows) > 1 and not (folder / rows[0][1][0]).is_file() and not Path(rows[0][1][0]).suffix:
        rows = rows[1:]  # the names of the columns
    names = [existing(folder, cells[0]) for _, cells in rows]
    missing = [name for name in names if not (folder / name).is_file()]
    if missing or not names:
        raise ValueError(
            f"{len(missing):,} of {len(names):,} images of {path} are not in {folder}"
            + (f", as {missing[0]!r}." if missing else ".")
        )
    name, times = Counter(names).most_common(1)[0]
    if times > 1:
        raise ValueError(f"{path} names {name!r} twice.")
    people, numbers_N = np.unique([cells[1] for _, cells in rows], return_inverse=True)
    files = tuple(folder / name for name in names)
    return FolderFaces(path, files, tuple(people.tolist()), renumbered(numbers_N, str(path)))
