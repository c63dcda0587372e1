"""Errors as one sentence that a person can act on."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass


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


@dataclass(frozen=True)
class Problem:
    """An error as a sentence, on its way between processes."""

    sentence: str

    @classmethod
    def of(cls, error: BaseException) -> Problem:
        """What an error says."""
        return cls(sentence_of(error))


def sentence_of(error: BaseException) -> str:
    """The message of an error; of an error of the system, the file and the reason."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'a file'}: {error.strerror}."
    return str(error)
