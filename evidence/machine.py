"""On which machines the rows of a file were made: only there do they come again to the bit.

The list lies beside the files, by their names: {"screen.jsonl": ["AMD EPYC"], ...}.
"""

from __future__ import annotations

import json
import os
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


def note(file: Path, device: str = "") -> None:
    """Add this machine to those that made rows of a file; `device` names a GPU.

    Raises:
        ValueError: the list is damaged.
    """
    known = _read(file.parent)
    here = known.get(file.name, [])
    if (this := device or processor()) not in here:
        file.parent.mkdir(parents=True, exist_ok=True)
        whole = {**known, file.name: [*here, this]}
        partial = file.with_name(f"{NAME}.{os.getpid()}")
        partial.write_text(json.dumps(whole, indent=1, sort_keys=True) + "\n")
        partial.replace(file.parent / NAME)


def made_on(file: Path) -> list[str]:
    """The machines that made the rows of a file; none if nobody noted them.

    Raises:
        ValueError: the list is damaged.
    """
    return _read(file.parent).get(file.name, [])


def made_here(file: Path) -> bool:
    """Whether this machine made all of the file.  Raises ValueError as `made_on`."""
    return made_on(file) == [processor()]


def _read(folder: Path) -> dict[str, list[str]]:
    list_of_files = folder / NAME
    if not list_of_files.exists():
        return {}
    try:
        found = json.loads(list_of_files.read_text())
        for name, machines in found.items():
            if not isinstance(machines, list) or not all(isinstance(m, str) for m in machines):
                raise ValueError(f"{name!r} has no list of names")
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise ValueError(
            f"{NAME} in the folder {folder} is damaged ({error}): mend it, or move it away."
        ) from None
    return found
