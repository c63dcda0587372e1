"""Training jobs of the toys.

pool.py             what pages use: submit a config, control a job, find a finished run
control.py          the part of it that controls a job under way
asking.py           the part of it that asks the worker
hearing.py          the part of it that listens to the worker
desk.py             what these parts share
shared.py           the pool that all pages share
job.py              a job and its state
frames.py           the frames of a job so far, for all who watch it
line.py             the jobs that wait and train
fairness.py         who makes way where there is too little for all
limits.py           how many jobs, and how long to wait
standstill.py       paused jobs give up their place after a while
later.py            work that is done some time later
questions.py        questions to the worker, until they are answered
trainer.py          the worker's process, as the pool sees it
reports.py          what the worker reports of a job
messages.py         between the pool and the worker
worker_process.py   the process of the worker
worker.py           trains the jobs, a turn for each
running.py          a job in the worker
memory.py           gives free memory back to the system
"""

from app.jobs.job import Job, State
from app.jobs.limits import Limits
from app.jobs.pool import Pool
from app.jobs.shared import shared_pool, sharing
from app.toy_runs.store import Store

__all__ = ["Job", "Limits", "Pool", "State", "Store", "shared_pool", "sharing"]
