"""The one pool of a server."""

from __future__ import annotations

import atexit
import functools

from app.jobs.pool import Pool
from app.jobs.store import Store, default_folder


@functools.cache
def shared_pool() -> Pool:
    """The pool of all sessions; it ends with the server."""
    pool = Pool(Store(default_folder()))
    atexit.register(pool.close)
    return pool
