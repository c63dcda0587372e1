"""The server that `benchmarks.sessions` measures: the app's stage and pool, without its pages.

`python -m benchmarks.sessions_server PORT` serves the stage's own routes and three more: /health,
/train/{seed}, which starts a job and tells where its frames come, and /jobs.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app.jobs import Job, Pool, Store
from app.jobs import pool as pool_module
from app.stage.addresses import job_address
from app.stage.routes import routes
from toy_models.gentle import FIRST_RUN

GRACE_SECONDS = 3.0  # instead of the app's, so that the end is soon seen


def application(pool: Pool) -> Starlette:
    """The routes, and the pool's start and end."""
    jobs: dict[int, Job] = {}
    told: dict[int, tuple[str, int]] = {}  # state and step, by seed

    async def health(_: Request) -> Response:
        return Response("ok")

    async def train(request: Request) -> Response:
        seed = request.path_params["seed"]
        # So long that none ends before the measurement; each viewer has another one.
        config = replace(FIRST_RUN, seed=seed, steps=100_000, kept=1000)
        job = pool.submit(config, f"viewer {seed}")
        jobs[seed] = job
        return JSONResponse({"live": job_address(job)})

    async def leave(_: Request) -> Response:
        for seed in jobs:
            pool.leave(f"viewer {seed}")
        return Response("ok")

    async def tell(_: Request) -> Response:
        for seed, job in list(jobs.items()):
            told[seed] = job.state.value, job.step
            if job.state.over:
                del jobs[seed]  # a page would forget it too, and its result with it
        return JSONResponse(
            {"jobs": list(told.values()), "server": os.getpid(), "worker": pool.worker_pid}
        )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        pool.start()
        yield
        pool.close()

    more = [
        Route("/health", health),
        Route("/train/{seed:int}", train),
        Route("/leave", leave),
        Route("/jobs", tell),
    ]
    return Starlette(routes=[*more, *routes], lifespan=lifespan)


def main(port: int) -> None:
    """Serve until the process is ended."""
    pool_module.GRACE_SECONDS = GRACE_SECONDS
    with tempfile.TemporaryDirectory() as folder:
        pool = Pool(Store(Path(folder), shipped=None))
        uvicorn.run(application(pool), port=port, log_level="error")


if __name__ == "__main__":
    main(int(sys.argv[1]))
