"""Training jobs of the toys, and their finished runs.

pool.py             what pages use: submit a config, control a job, find a finished run
job.py              a job and its state
changes.py          changes by hand of a training under way
frames.py           the frames of a job so far, for all who watch it
limits.py           how many jobs, and how long to wait
questions.py        questions to the worker, until they are answered
trainer.py          the worker's process, as the pool sees it
messages.py         between the pool and the worker
worker_process.py   the process of the worker
worker.py           trains the jobs, a turn for each
running.py          a job in the worker
memory.py           gives free memory back to the system
finished.py         finished runs in memory
store.py            finished runs on disk
history.py          the runs of a session
side_by_side.py     several finished runs on one stage
ship.py             makes the runs that come with the project
shared.py           the one pool of a server
"""

from app.jobs.job import Job, State
from app.jobs.limits import Limits
from app.jobs.pool import Pool
from app.jobs.shared import shared_pool, sharing
from app.jobs.store import Store

__all__ = ["Job", "Limits", "Pool", "State", "Store", "shared_pool", "sharing"]
