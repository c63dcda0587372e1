"""On which processors the rows of a store were made: only there do they come again to the bit."""

from __future__ import annotations

import json
import platform
from pathlib import Path

NAME = "made_on.json"


def processor() -> str:
    """The model of this machine's processor, as well as the system tells it."""
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def note(folder: Path, device: str = "") -> None:
    """Add this machine to the list beside the stores of a folder; `device` names a GPU."""
    known = made_on(folder)
    this = device or processor()
    if this not in known:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / NAME).write_text(json.dumps([*known, this], indent=1) + "\n")


def made_on(folder: Path) -> list[str]:
    """The processors that made the stores of a folder; none if nobody noted them."""
    file = folder / NAME
    found: list[str] = json.loads(file.read_text()) if file.exists() else []
    return found


def made_here(folder: Path) -> bool:
    """Whether this machine made all of it."""
    return made_on(folder) == [processor()]
