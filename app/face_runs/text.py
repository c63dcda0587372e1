"""The text files of a run."""

from __future__ import annotations

import stat
from pathlib import Path

from app.face_runs.door import within

TEXT_BYTES_AT_MOST = 64 * 2**20  # of each file


def text_of(folder: Path, name: str, bytes_at_most: int = TEXT_BYTES_AT_MOST) -> str:
    """What a text file of the run holds.

    Raises:
        FileNotFoundError: it is missing.
        ValueError: it leaves the run, is no file, is too large, or is no text; in one sentence.
    """
    file = folder / name
    if not within(folder, file):
        raise ValueError(f"{name} is a link that leaves the directory of the run.")
    about = file.stat()
    if not stat.S_ISREG(about.st_mode):  # reading a pipe would wait for ever
        raise ValueError(f"{name} is no file.")
    if about.st_size > bytes_at_most:
        mib, kib = bytes_at_most // 2**20, bytes_at_most // 2**10
        raise ValueError(f"{name} is larger than {f'{mib} MiB' if mib else f'{kib} KiB'}.")
    try:
        return file.read_text("utf-8")
    except (UnicodeDecodeError, OSError):
        raise ValueError(f"{name} is not a text file that can be read.") from None
