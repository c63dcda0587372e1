"""Things that the browser may fetch, each under a random token that nobody can guess."""

from __future__ import annotations

import secrets
import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Tokens(Generic[T]):
    """The newest things under tokens.  It keeps none of them alive: the sessions do that."""

    def __init__(self, most: int, expired: Callable[[T], bool] = lambda _: False) -> None:
        """Nothing has a token yet.

        Args:
            most: how many things have a token, of all sessions together.
            expired: whether a thing needs its token no longer.
        """
        self._most = most
        self._expired = expired
        self._lock = threading.Lock()
        self._things: OrderedDict[str, weakref.ref[T]] = OrderedDict()

    def token(self, thing: T) -> str:
        """The token of a thing; the same for the same object."""
        with self._lock:
            for token, reference in list(self._things.items()):
                known = reference()
                if known is thing:
                    self._things.move_to_end(token)
                    return token
                if known is None or self._expired(known):
                    del self._things[token]
            token = secrets.token_urlsafe(24)
            self._things[token] = weakref.ref(thing)
            while len(self._things) > self._most:
                self._things.popitem(last=False)
            return token

    def find(self, token: str) -> T | None:
        """The thing with this token; None if there is none, or it is gone."""
        with self._lock:
            reference = self._things.get(token)
            return reference() if reference else None
