"""The instructions of a pickle with their arguments, in their order; none is carried out.

The standard library's disassembler knows them.  Of Python 2's protocol 0 it reads strings of ASCII
alone, so those are read here.
"""

from __future__ import annotations

import codecs
import pickletools
from collections.abc import Iterator
from typing import Any, BinaryIO

OPCODES = {opcode.code.encode("latin-1"): opcode for opcode in pickletools.opcodes}


def steps_of(file: BinaryIO) -> Iterator[tuple[str, Any]]:
    """Each instruction's name with its argument, until the last, STOP.

    Raises:
        ValueError: the file ends before, or holds something else.
    """
    while True:
        code = file.read(1)
        opcode = OPCODES.get(code)
        if opcode is None:
            raise ValueError(f"unknown instruction {code!r}" if code else "it ends before its end")
        if opcode.name == "STRING":
            yield opcode.name, _quoted(file.readline())
        else:
            yield opcode.name, opcode.arg.reader(file) if opcode.arg else None
        if opcode.name == "STOP":
            return


def _quoted(line: bytes) -> bytes:
    """A string as Python 2 writes it: in quotes, with what is not ASCII as \\x89."""
    words = line.strip()
    if (
        not line.endswith(b"\n")
        or len(words) < 2
        or words[:1] not in b"\"'"
        or words[:1] != words[-1:]
    ):
        raise ValueError("a string without its quotes")
    found: bytes = codecs.escape_decode(words[1:-1])[0]
    return found
