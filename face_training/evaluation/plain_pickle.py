"""The data in a pickle, without running it: lists, bytes, numbers and numpy arrays of numbers.

A pickle is a program for a small stack machine, and two of its instructions, GLOBAL and REDUCE,
call whatever function they name.  Test sets of faces are passed around as pickles.  Here the
standard library's disassembler knows the instructions, those that build plain data are carried
out, and the few functions that numpy and Python 2 need are done by their meaning, in this file.
Everything else is refused before anything happens: no name in a file is ever imported.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np

from face_training.evaluation.pickle_instructions import instructions

MARK = object()
DEPTH = 4  # lists and tuples within each other
NUMBERS = "?bBhHiIlLqQ"  # numpy's codes of booleans and whole numbers


class Refused(ValueError):
    """The file is not plain data; the message completes the sentence "FILE ..."."""


@dataclass
class Kind:
    """A numpy dtype that is allowed; its byte order comes with the instruction after it."""

    dtype: np.dtype[Any]


@dataclass
class Blank:
    """An array that is filled in by the instruction after the one that makes it."""

    array: Any = None


def _kind(code: object, *_: object) -> Kind:
    try:
        dtype = np.dtype(_text(code))
    except TypeError:
        raise Refused(f"holds arrays of the unknown kind {code!r}") from None
    if dtype.char not in NUMBERS:
        raise Refused(f"holds arrays of kind {dtype}, and not of whole numbers")
    return Kind(dtype)


def _array(kind: object, shape: object, data: object, order: str) -> Any:
    if not (isinstance(kind, Kind) and isinstance(shape, tuple) and isinstance(data, bytes)):
        raise Refused("holds a numpy array that is not whole")
    sizes = [size for size in shape if isinstance(size, int) and size >= 0]
    if len(sizes) < len(shape) or math.prod(sizes) * kind.dtype.itemsize != len(data):
        raise Refused(f"holds a numpy array of shape {shape} with {len(data)} bytes")
    return np.frombuffer(data, kind.dtype).reshape(sizes, order="F" if order == "F" else "C")


def _from_buffer(data: object, kind: object, shape: object, order: object, *_: object) -> Any:
    return _array(kind, shape, bytes(data) if isinstance(data, bytearray) else data, _text(order))


def _scalar(kind: object, data: object) -> Any:
    return _array(kind, (), data if isinstance(data, bytes) else None, "C")[()]


def _encoded(text: object, encoding: object = "latin1") -> bytes:
    """How Python 3 writes bytes for Python 2 to read."""
    if not isinstance(text, str) or _text(encoding) not in ("latin1", "latin-1"):
        raise Refused("holds text in an encoding that is not Latin-1")
    return text.encode("latin-1")


def _bytes(data: object = b"", *_: object) -> bytes:
    if not isinstance(data, bytes):
        raise Refused("makes bytes of what is none")
    return data


def _text(value: object) -> str:
    """Python 2's names are bytes."""
    if isinstance(value, bytes):
        return value.decode("latin-1")
    if isinstance(value, str):
        return value
    raise Refused(f"has {type(value).__name__} where a name should be")


NDARRAY = object()
#: The functions that plain data call, by meaning.  This is the whole list.
MEANINGS: Mapping[str, Callable[..., Any] | object] = {
    "_codecs encode": _encoded,
    "builtins bytes": _bytes,
    "builtins bytearray": _bytes,
    "__builtin__ bytes": _bytes,
    "__builtin__ bytearray": _bytes,
    "numpy ndarray": NDARRAY,
    "numpy dtype": _kind,
} | {
    f"numpy.{core}.{name}": meaning
    for core in ("core", "_core")
    for name, meaning in {
        "multiarray _reconstruct": lambda *_: Blank(),
        "multiarray scalar": _scalar,
        "numeric _frombuffer": _from_buffer,
    }.items()
}


class Machine:
    """The stack, the memo, and what the instructions do to them."""

    def __init__(self) -> None:
        self.stack: list[Any] = []
        self.memo: dict[int, Any] = {}

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
            name = _text(self.stack.pop())
            argument = f"{_text(self.stack.pop())} {name}"
        if argument not in MEANINGS:
            call = argument.replace(" ", ".")
            raise Refused(f"would call {call}, so it is a program and not data")
        self.stack.append(MEANINGS[argument])

    def call(self) -> None:
        arguments, function = self.stack.pop(), self.stack.pop()
        if not any(function is meaning for meaning in MEANINGS.values()) or function is NDARRAY:
            raise Refused("calls what is no function")
        self.stack.append(function(*arguments))

    def build(self) -> None:
        state, target = self.stack.pop(), self.stack[-1]
        if isinstance(target, Kind):
            if _text(state[1]) == ">":
                target.dtype = target.dtype.newbyteorder(">")
        elif isinstance(target, Blank):
            _, shape, kind, fortran, data = state
            target.array = _array(kind, shape, data, "F" if fortran else "C")
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


def read_plain(file: BinaryIO) -> Any:
    """What a pickle holds.

    Raises:
        Refused: it is no pickle, is cut off, or holds anything but plain data.
    """
    machine = Machine()
    try:
        for name, argument in instructions(file):
            machine.step(name, argument)
        (result,) = machine.stack
    except Refused:
        raise
    except (ValueError, IndexError, KeyError, TypeError, OverflowError, AttributeError) as error:
        raise Refused(f"is cut off or no pickle of lists and images ({error})") from None
    return _filled(result, DEPTH)


def _filled(value: Any, depth: int) -> Any:
    """The arrays in the places of the blanks."""
    if isinstance(value, Blank):
        return value.array
    if not isinstance(value, list | tuple):
        return value
    if not depth:
        raise Refused(f"has more than {DEPTH} lists within each other")
    return type(value)(_filled(item, depth - 1) for item in value)
