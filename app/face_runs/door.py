"""The door: which run directories a visitor may open.

The server may be shared by a class, and what a visitor types is a path.  So only directories
inside one folder can be opened, the one that the environment variable FACE_RUNS names, else
`runs` where the server was started; and the runs that ship with the project.  Whatever leaves
the folder, by `..`, by a whole path or through a symbolic link, is refused before it is looked at,
so that nobody learns what lies outside.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

ROOT_VARIABLE = "FACE_RUNS"
ROOT = "runs"
SHIPPED = Path(__file__).with_name("shipped")
SHIPPED_PREFIX = "shipped: "
FIRST = "sv-arc-softmax"  # of the shipped runs; the page opens on it
MARK = "config.toml"  # what makes a directory a run

DEPTH = 4  # folders within folders that are searched for runs
SEEN_AT_MOST = 2_000  # entries that are looked at
LISTED_AT_MOST = 200
LONGEST = 300  # characters of a path


def root() -> Path:
    """The folder of runs; it need not exist."""
    return Path(os.environ.get(ROOT_VARIABLE) or ROOT)


def listed(shipped: Path = SHIPPED, seen_at_most: int = SEEN_AT_MOST) -> list[str]:
    """Names that `opened` takes: the shipped runs, then those in the folder, newest first.

    Args:
        shipped: the folder of the shipped runs.
        seen_at_most: how many entries of the folder of runs are looked at.
    """
    own = sorted(folder.name for folder in _runs(shipped, 1, seen_at_most))
    names = [f"{SHIPPED_PREFIX}{name}" for name in sorted(own, key=lambda name: name != FIRST)]
    top = root()
    found = list(_runs(top, DEPTH, seen_at_most)) if top.is_dir() else []
    found.sort(key=lambda folder: (-folder.stat().st_mtime, folder))
    return (names + [folder.relative_to(top).as_posix() for folder in found])[:LISTED_AT_MOST]


def opened(name: str, shipped: Path = SHIPPED) -> Path:
    """The directory of this name.

    Raises:
        ValueError: it leaves the folder of runs, is not there, or is no run; in one sentence.
    """
    name = name.strip()
    shown = name if len(name) <= 60 else f"{name[:57]}..."
    if not name or len(name) > LONGEST or not name.isprintable():
        raise ValueError(
            f"A run is named by its path in the folder of runs, 1 to {LONGEST} printable signs."
        )
    if name.startswith(SHIPPED_PREFIX):
        top, inner = shipped, name.removeprefix(SHIPPED_PREFIX)
    else:
        top, inner = root(), name
    if _leaves(inner) or not within(top, top / inner):
        raise ValueError(f"“{shown}” leaves the folder of runs; only what is in it can be opened.")
    folder = top / inner
    if not folder.exists():
        raise ValueError(f"There is no run “{shown}” in the folder of runs.")
    if not folder.is_dir():
        raise ValueError(f"“{shown}” is a file; a run is a directory.")
    if not (folder / MARK).exists():
        raise ValueError(f"“{shown}” is not the directory of a run: there is no {MARK} in it.")
    return folder


def within(folder: Path, path: Path) -> bool:
    """Whether a path, all symbolic links followed, lies in a folder."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links in a circle
        return False


def _leaves(name: str) -> bool:
    """Whether a name could lead elsewhere, on this system or another."""
    return (
        any(".." in kind(name).parts for kind in (PurePosixPath, PureWindowsPath))
        or PurePosixPath(name).is_absolute()
        or bool(PureWindowsPath(name).anchor)
        or name.startswith("~")
    )


def _runs(top: Path, depth: int, seen_at_most: int) -> Iterator[Path]:
    """The runs below a folder, no link followed."""
    waiting = [(top, 0)]
    seen = 0
    while waiting:
        folder, level = waiting.pop()
        try:
            entries = sorted(folder.iterdir())
        except OSError:
            continue
        for entry in entries:
            seen += 1
            if seen > seen_at_most:
                return
            if entry.is_symlink() or not entry.is_dir() or entry.name.startswith("."):
                continue
            if (entry / MARK).is_file():
                yield entry
            elif level + 1 < depth:
                waiting.append((entry, level + 1))
