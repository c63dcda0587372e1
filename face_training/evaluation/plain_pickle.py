"""The data in a pickle, without running it: lists, bytes, numbers and numpy arrays of numbers.

A pickle is a program for a small stack machine, and two of its instructions, GLOBAL and REDUCE,
call whatever function they name.  Test sets of faces are passed around as pickles.  Here the
standard library's disassembler knows the instructions, those that build plain data are carried
out, and the few functions that numpy and Python 2 need are done by their meaning
(`pickle_meanings.py`).  Everything else is refused before anything happens: no name in a file is
ever imported.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

import numpy as np

from face_training.evaluation.pickle_instructions import steps_of
from face_training.evaluation.pickle_meanings import (
    COPYING,
    MEANINGS,
    NDARRAY,
    Blank,
    Kind,
    Refused,
    array,
    text,
)

MARK = object()
DEPTH = 4  # lists and tuples within each other
INSTRUCTIONS = 10_000_000  # a set of two million pairs has so many


class Machine:
    """The stack, the memo, and what the instructions do to them."""

    def __init__(self, size: int) -> None:
        """Args: size, of the file in bytes; the copies that its calls make are no larger."""
        self.stack: list[Any] = []
        self.memo: dict[int, Any] = {}
        self.left = size

    def step(self, name: str, argument: Any) -> None:
        """One instruction."""
        if name in PUSHED:
            self.stack.append(PUSHED[name](argument))
        elif name in STEPS:
            STEPS[name](self, argument)
        else:
            raise Refused(f"has the instruction {name}, which lists and images do not need")

    def since_mark(self) -> list[Any]:
        """Take what lies above the last mark, and the mark."""
        at = len(self.stack) - 1
        while self.stack[at] is not MARK:
            at -= 1
        items = self.stack[at + 1 :]
        del self.stack[at:]
        return items

    def remember(self, key: int | None) -> None:
        self.memo[len(self.memo) if key is None else key] = self.stack[-1]

    def recall(self, key: int) -> None:
        self.stack.append(self.memo[key])

    def extend(self, items: list[Any]) -> None:
        found = self.stack[-1]
        if not isinstance(found, list):
            raise Refused("appends to what is no list")
        found.extend(items)

    def group(self, count: int) -> None:
        self.stack[-count:] = [tuple(self.stack[-count:])]

    def name(self, argument: str | None) -> None:
        if argument is None:
            name = text(self.stack.pop())
            argument = f"{text(self.stack.pop())} {name}"
        if argument not in MEANINGS:
            call = argument.replace(" ", ".")[:60]
            raise Refused(f"would call {call}, so it is a program and not data")
        self.stack.append(MEANINGS[argument])

    def call(self) -> None:
        arguments, function = self.stack.pop(), self.stack.pop()
        if not any(function is meaning for meaning in MEANINGS.values()) or function is NDARRAY:
            raise Refused("calls what is no function")
        made = function(*arguments)
        if isinstance(made, bytes | np.ndarray) and function in COPYING:
            self.left -= len(made) if isinstance(made, bytes) else made.nbytes
            if self.left < 0:
                raise Refused("makes more copies of its content than a set of images needs")
        self.stack.append(made)

    def build(self) -> None:
        state, target = self.stack.pop(), self.stack[-1]
        if isinstance(target, Kind):
            if text(state[1]) == ">":
                target.dtype = target.dtype.newbyteorder(">")
        elif isinstance(target, Blank):
            _, shape, kind, fortran, data = state
            target.array = array(kind, shape, data, "F" if fortran else "C")
        else:
            raise Refused("fills in what is no numpy array")


def _latin(argument: str) -> bytes:
    """Python 2's strings are bytes, which the disassembler shows as Latin-1."""
    return argument.encode("latin-1")


#: Instructions that push a value, by what they make of their argument.
PUSHED: Mapping[str, Callable[[Any], Any]] = {
    "MARK": lambda _: MARK,
    "EMPTY_LIST": lambda _: [],
    "EMPTY_TUPLE": lambda _: (),
    "NONE": lambda _: None,
    "NEWTRUE": lambda _: True,
    "NEWFALSE": lambda _: False,
    **dict.fromkeys(("INT", "BININT", "BININT1", "BININT2", "LONG", "LONG1", "LONG4"), int),
    **dict.fromkeys(("BINBYTES", "SHORT_BINBYTES", "BINBYTES8", "BYTEARRAY8"), bytes),
    **dict.fromkeys(("UNICODE", "BINUNICODE", "SHORT_BINUNICODE", "BINUNICODE8"), str),
    **dict.fromkeys(("BINSTRING", "SHORT_BINSTRING"), _latin),
    "STRING": bytes,
}
#: The other instructions that plain data need.
STEPS: Mapping[str, Callable[[Machine, Any], object]] = {
    **dict.fromkeys(("PROTO", "FRAME", "STOP"), lambda machine, _: None),
    **dict.fromkeys(("PUT", "BINPUT", "LONG_BINPUT", "MEMOIZE"), Machine.remember),
    **dict.fromkeys(("GET", "BINGET", "LONG_BINGET"), Machine.recall),
    **dict.fromkeys(("GLOBAL", "STACK_GLOBAL"), Machine.name),
    "POP": lambda machine, _: machine.stack.pop(),
    "POP_MARK": lambda machine, _: machine.since_mark(),
    "APPEND": lambda machine, _: machine.extend([machine.stack.pop()]),
    "APPENDS": lambda machine, _: machine.extend(machine.since_mark()),
    "LIST": lambda machine, _: machine.stack.append(machine.since_mark()),
    "TUPLE": lambda machine, _: machine.stack.append(tuple(machine.since_mark())),
    "TUPLE1": lambda machine, _: machine.group(1),
    "TUPLE2": lambda machine, _: machine.group(2),
    "TUPLE3": lambda machine, _: machine.group(3),
    "REDUCE": lambda machine, _: machine.call(),
    "BUILD": lambda machine, _: machine.build(),
}


def read_plain(file: BinaryIO, instructions: int = INSTRUCTIONS) -> Any:
    """What a pickle holds.

    An object that is in it several times is one object in the result too.

    Args:
        file: that can be read from any place.
        instructions: that it has at most.

    Raises:
        Refused: it is no pickle, is cut off, or holds anything but plain data.
    """
    machine = Machine(file.seek(0, io.SEEK_END))
    file.seek(0)
    try:
        for count, (name, argument) in enumerate(steps_of(file), 1):
            if count > instructions:
                raise Refused(f"has more than {instructions:,} instructions")
            machine.step(name, argument)
        (result,) = machine.stack
    except Refused:
        raise
    except (*_DAMAGE, MemoryError) as error:
        raise Refused(f"is cut off or no pickle of lists and images ({str(error)[:100]})") from None
    return _filled(result, DEPTH, {})[0]


#: What a damaged file makes the disassembler or an instruction raise.
_DAMAGE = (ValueError, LookupError, TypeError, OverflowError, AttributeError)


def _filled(value: Any, depth: int, known: dict[int, tuple[Any, int]]) -> tuple[Any, int]:
    """The arrays in the places of the blanks, and how many lists are within each other.

    Args:
        value: an object of the file.
        depth: how many lists there may be.
        known: the lists that were filled, by their identity: each is gone through once.
    """
    if isinstance(value, Blank):
        return value.array, 0
    if not isinstance(value, list | tuple):
        return value, 0
    found = known.get(id(value))
    if found is None and depth:
        items, levels = [], 0
        for item in value:
            filled, within = _filled(item, depth - 1, known)
            items.append(filled)
            levels = max(levels, within)
        found = known[id(value)] = type(value)(items), levels + 1
    if found is None or found[1] > depth:
        raise Refused(f"has more than {DEPTH} lists within each other")
    return found
