"""Training jobs: a worker process that trains, the pool that the pages talk to, and the store."""

from app.jobs.job import Job, State
from app.jobs.pool import Pool, shared_pool
from app.jobs.store import Store

__all__ = ["Job", "Pool", "State", "Store", "shared_pool"]
