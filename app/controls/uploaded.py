"""What an uploaded file holds; a large one is read in a process of its own.

To read 20 MB takes seconds and hundreds of megabytes.  In the server's process the pages of others
would wait for it, and the memory would not all go back to the system.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from app.scene import wire
from toy_models.data import Table
from toy_models.data.reading import Reading, read_sheet
from toy_models.data.reading.chosen import likely_label

LARGE = 300_000  # bytes
PATIENCE_SECONDS = 120.0
SLOW = "The file takes too long to read; choose a smaller one."
LOST = "The file could not be read, perhaps because the memory was full; choose a smaller one."

_one_at_a_time = threading.Lock()  # in all sessions together


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


def columns_of(content: bytes, how: How) -> Columns:
    """The columns of a file.  Raises ValueError with a sentence."""
    found, _ = _asked(content, {"how": asdict(how)})
    return Columns(names=tuple(found["names"]), likely=found["likely"])


def table_of(content: bytes, choice: Choice) -> Table:
    """A table that can be trained on.  Raises ValueError with a sentence."""
    found, text = _asked(content, asdict(choice))
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


def _asked(content: bytes, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    if len(content) <= LARGE:
        return answer(content, asked)
    with _one_at_a_time:
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
            raise ValueError(LOST) from None
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


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(5)  # the server answers meanwhile
    main(sys.stdin.buffer.read, sys.stdout.buffer.write)
