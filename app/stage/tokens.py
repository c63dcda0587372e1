"""Things that the browser may fetch, each under a random token that nobody can guess.

A token is good for as long as its thing lives.  Nothing is counted over all sessions: what a
session keeps is limited where it is kept (`app/toy_runs/history.py`), so that nobody's many runs
take the address of another's.
"""

from __future__ import annotations

import secrets
import threading
import weakref
from typing import Generic, TypeVar

T = TypeVar("T")


class Tokens(Generic[T]):
    """Things under tokens.  It keeps none of them alive: the sessions do that."""

    def __init__(self) -> None:
        """Nothing has a token yet."""
        self._lock = threading.Lock()
        self._tokens: dict[int, str] = {}  # by the identity of a thing that lives
        self._things: weakref.WeakValueDictionary[str, T] = weakref.WeakValueDictionary()

    def token(self, thing: T) -> str:
        """The token of a thing; the same for the same object."""
        with self._lock:
            known = self._tokens.get(id(thing))
            if known is None:
                known = self._tokens[id(thing)] = secrets.token_urlsafe(24)
                self._things[known] = thing
                weakref.finalize(thing, self._tokens.pop, id(thing), None)
            return known

    def find(self, token: str) -> T | None:
        """The thing with this token; None if there is none, or it is gone."""
        return self._things.get(token)

    def __len__(self) -> int:
        """How many things have a token."""
        return len(self._tokens)
