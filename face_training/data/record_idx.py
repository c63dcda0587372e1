"""The .idx beside a .rec: a line of text for each record, with its key and its first byte."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from face_training.data.cached_index import Arrays
from face_training.data.faces import Labels


def check_idx(idx: Path, all_starts: Labels, rec: Path) -> Arrays:
    """Check that each line is a key and the start of a record, and that all records have a line.

    Returns no arrays: it is an index that only says that the files agree.

    Raises:
        ValueError: the files do not agree, or the .idx cannot be read.
    """
    advice = f"Without it {rec.name} is read all the same: move it away."
    if idx.is_file() and not idx.stat().st_size:  # loadtxt would only warn
        raise ValueError(f"{idx} is empty.  {advice}")
    try:
        lines = np.loadtxt(idx, dtype=np.int64, ndmin=2, usecols=(0, 1))
    except OSError as error:
        raise ValueError(f"{idx} cannot be read: {error.strerror}.  {advice}") from None
    except (ValueError, UnicodeDecodeError):
        raise ValueError(
            f"{idx} is damaged: a line is not a key and the byte of a record.  {advice}"
        ) from None
    strays = np.setdiff1d(lines[:, 1], all_starts)
    if len(strays):
        raise ValueError(
            f"{idx} does not belong to {rec.name}: no record starts at byte {strays[0]}.  {advice}"
        )
    missing = np.setdiff1d(all_starts, lines[:, 1])
    if len(missing):
        raise ValueError(
            f"{idx} is cut off: it has {len(all_starts) - len(missing)} of {len(all_starts)} "
            f"records, and not the one at byte {missing[0]}.  {advice}"
        )
    return {}
