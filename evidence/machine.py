"""On which machines the rows of a file were made: only there do they come again to the bit.

The list lies beside the files, by their names: {"screen.jsonl": ["AMD EPYC, AVX2"], ...}.

Processors of one name may know other instructions, of which torch takes the widest, and then sums
are rounded otherwise.  So the name has both.  A name without the instructions is that of a machine
of which they are not known: no machine is taken to be the same.
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


def this_machine() -> str:
    """The processor, and the instructions that torch uses on it: `AMD EPYC, AVX2`."""
    from torch.backends import cpu  # late: who only reads rows asks for no machine

    return f"{processor()}, {cpu.get_cpu_capability()}"


def note(file: Path, machine: str = "") -> None:
    """Add a machine to those that made rows of a file: this one, or the GPU that is named.

    Raises:
        ValueError: the list is damaged.
    """
    known = _read(file.parent)
    here = known.get(file.name, [])
    if (this := machine or this_machine()) not in here:
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
    return made_on(file) == [this_machine()]


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
