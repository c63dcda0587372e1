"""Errors as one sentence that a person can act on."""

from __future__ import annotations

import difflib
import traceback
from collections.abc import Collection
from dataclasses import dataclass

from face_training.troubles import what_to_do


def unknown_name(kind: str, name: str, known: Collection[str]) -> ValueError:
    """The error for a name that does not exist: the nearest known name, and all of them."""
    return ValueError(
        f"There is no {kind} {name!r}{did_you_mean(name, known)} "
        f"{kind.split()[-1].capitalize()}s: {', '.join(known)}."
    )


def did_you_mean(word: str, known: Collection[str]) -> str:
    """ "; did you mean ...?" if a known word is similar, else "."."""
    close = difflib.get_close_matches(word, known, 1)
    return f"; did you mean {close[0]!r}?" if close else "."


class Unexpected(RuntimeError):
    """An error of the program in another process; `details` is its traceback there."""

    def __init__(self, sentence: str, details: str) -> None:
        super().__init__(sentence)
        self.details = details


@dataclass(frozen=True)
class Problem:
    """An error as a sentence, on its way between processes; its traceback if it has no cure."""

    sentence: str
    details: str = ""

    @classmethod
    def of(cls, error: BaseException) -> Problem:
        """What an error says."""
        if isinstance(error, ValueError | OSError) or what_to_do(error):
            return cls(sentence_of(error))
        lines = traceback.format_exception(error)
        return cls(f"{type(error).__name__}: {error}", "".join(lines))

    def error(self) -> Exception:
        """The error to raise on this side."""
        return (
            Unexpected(self.sentence, self.details) if self.details else ValueError(self.sentence)
        )


def sentence_of(error: BaseException) -> str:
    """What to do about an error, if that is known, or its message; of the system, with the file."""
    if known := what_to_do(error):
        return known
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'a file'}: {error.strerror}."
    return str(error)
