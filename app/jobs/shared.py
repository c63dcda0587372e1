"""The pool that all pages of a server share."""

from __future__ import annotations

import atexit
import functools
from collections.abc import Iterator
from contextlib import contextmanager

from app.jobs.pool import Pool
from app.toy_runs.store import Store, default_folder

_lent: list[Pool] = []


def shared_pool() -> Pool:
    """The pool of the innermost `sharing`, or else the server's own."""
    return _lent[-1] if _lent else own_pool()


@contextmanager
def sharing(pool: Pool) -> Iterator[Pool]:
    """Until the block ends, every page of this process uses this pool."""
    _lent.append(pool)
    try:
        yield pool
    finally:
        _lent.remove(pool)


@functools.cache
def own_pool() -> Pool:
    """The server's own pool, whose runs are in the user's cache; made when it is first needed."""
    pool = Pool(Store(default_folder()))
    atexit.register(pool.close)
    return pool
