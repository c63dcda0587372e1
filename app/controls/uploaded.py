"""What an uploaded file holds; a large one is read in a process of its own.

To read 20 MB takes seconds and hundreds of megabytes.  In the server's process the pages of others
would wait for it, and the memory would not all go back to the system.  Two are read at the same
time, of different visitors: a file that is slow to read holds up those of its own visitor alone.
"""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from app.controls.turns import Turns
from app.scene import wire
from toy_models.data import Table
from toy_models.data.reading import Reading, read_sheet
from toy_models.data.reading.chosen import likely_label

LARGE = 300_000  # bytes
PROCESSOR_SECONDS = 20  # the largest table takes about six
PATIENCE_SECONDS = 60.0  # on a busy machine
AT_ONCE = 2  # files; each may take hundreds of megabytes
SLOW = "The file takes too long to read; choose a smaller one."
OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0) or None  # as a process ends that took too long
LOST = "The file could not be read, perhaps because the memory was full; choose a smaller one."

_turns = Turns(AT_ONCE)  # of all sessions together


@dataclass(frozen=True, kw_only=True)
class How:
    """A file, and how its rows are read."""

    digest: str
    named: bool | None = None
    decimal: str | None = None
    separator: str | None = None
    encoding: str | None = None
    counting: bool = False

    @property
    def ways(self) -> dict[str, Any]:
        """What `read_sheet` takes beside the file."""
        return {name: value for name, value in asdict(self).items() if name != "digest"}


@dataclass(frozen=True, kw_only=True)
class Columns:
    """The names in a file, without its values."""

    names: tuple[str, ...]
    likely: str


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What is taken of a file."""

    how: How
    label: str
    leave_out: tuple[str, ...]
    skip_gaps: bool


def columns_of(content: bytes, how: How, visitor: str = "") -> Columns:
    """The columns of a file of this visitor.  Raises ValueError with a sentence."""
    found, _ = _asked(content, {"how": asdict(how)}, visitor)
    return Columns(names=tuple(found["names"]), likely=found["likely"])


def table_of(content: bytes, choice: Choice, visitor: str = "") -> Table:
    """A table of this visitor that can be trained on.  Raises ValueError with a sentence."""
    found, text = _asked(content, asdict(choice), visitor)
    reading = found["reading"] | {"left_out": tuple(found["reading"]["left_out"])}
    return Table(text=text.decode(), label=found["label"], reading=Reading(**reading))


def answer(content: bytes, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """What was found out, and the text of the table if one was asked for.

    Raises:
        ValueError: the file cannot be read or used so; the sentence says why.
    """
    how = How(**asked["how"])
    if "label" not in asked:
        sheet = read_sheet(content, **how.ways)
        return {"names": sheet.names, "likely": likely_label(sheet)}, b""
    table = Table.from_bytes(
        content,
        asked["label"],
        leave_out=asked["leave_out"],
        skip_gaps=asked["skip_gaps"],
        **how.ways,
    )
    table.load(seed=0)  # so that a faulty table is refused before anything is trained
    assert table.reading is not None
    return {"label": table.label, "reading": asdict(table.reading)}, table.text.encode()


def _asked(content: bytes, asked: dict[str, Any], visitor: str) -> tuple[dict[str, Any], bytes]:
    if len(content) <= LARGE:
        return answer(content, asked)
    with _turns.turn(visitor):
        return in_a_process(content, asked)


def in_a_process(
    content: bytes,
    asked: dict[str, Any],
    *,
    command: tuple[str, ...] = (sys.executable, "-m", "app.controls.uploaded"),
    seconds: float = PATIENCE_SECONDS,
) -> tuple[dict[str, Any], bytes]:
    """The same as `answer`, in a process that ends with it.  Raises ValueError."""
    message = wire.pack(asked, {"content": np.frombuffer(content, np.uint8)})
    with subprocess.Popen(
        command,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        try:
            out, _ = process.communicate(message, timeout=seconds)
            found, arrays = wire.read(io.BytesIO(out))
        except subprocess.TimeoutExpired:
            raise ValueError(SLOW) from None
        except EOFError:
            raise ValueError(SLOW if process.wait() == OUT_OF_TIME else LOST) from None
        finally:
            process.kill()
    if "refused" in found:
        raise ValueError(found["refused"])
    return found, arrays["text"].tobytes()


def main(read: Callable[[], bytes], write: Callable[[bytes], object]) -> None:
    """Answer one message."""
    asked, arrays = wire.read(io.BytesIO(read()))
    try:
        found, text = answer(arrays["content"].tobytes(), asked)
    except ValueError as error:
        found, text = {"refused": str(error)}, b""
    write(wire.pack(found, {"text": np.frombuffer(text, np.uint8)}))


def take_at_most(seconds: int) -> None:
    """The system ends this process after so many seconds of a processor, where it can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, most))


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(5)  # the server answers meanwhile
    take_at_most(PROCESSOR_SECONDS)
    main(sys.stdin.buffer.read, sys.stdout.buffer.write)
