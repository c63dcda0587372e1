"""Training jobs: a worker process that trains, the pool that the pages talk to, and the store."""

from app.jobs.job import Job, State
from app.jobs.pool import Pool
from app.jobs.shared import shared_pool, sharing
from app.jobs.store import Store

__all__ = ["Job", "Pool", "State", "Store", "shared_pool", "sharing"]
