"""A server with the stage and the training pool of the app, without its pages.

`python -m benchmarks.visitors.training_server PORT` serves the stage's own routes and four more:
/health, /train/{seed}, which starts a job and answers with the path of its frames, /leave and
/jobs.
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

from app.jobs import Job, Limits, Pool, Store
from app.stage.addresses import job_address
from app.stage.routes import stage_routes
from toy_models.first_run import FIRST_RUN, SIX_LOSSES

GRACE_SECONDS = 3.0  # shorter than the app's, so that jobs end soon after /leave


def application(pool: Pool) -> Starlette:
    """The routes; the pool starts and ends with the server."""
    jobs: dict[int, Job] = {}
    states: dict[int, tuple[str, int]] = {}  # state and step, by seed

    async def health(_: Request) -> Response:
        return Response("ok")

    async def train(request: Request) -> Response:
        seed = request.path_params["seed"]
        # Long enough to outlast the measurement; each viewer has a job of their own.
        config = replace(FIRST_RUN, losses=SIX_LOSSES, seed=seed, steps=100_000, kept=1000)
        job = pool.submit(config, f"viewer {seed}")
        jobs[seed] = job
        return JSONResponse({"live": job_address(job)})

    async def leave(_: Request) -> Response:
        for seed in jobs:
            pool.leave(f"viewer {seed}")
        return Response("ok")

    async def state(_: Request) -> Response:
        for seed, job in list(jobs.items()):
            states[seed] = job.state.value, job.step
            if job.state.over:
                del jobs[seed]  # a page forgets it too, and frees its result
        return JSONResponse(
            {"jobs": list(states.values()), "server": os.getpid(), "worker": pool.worker_pid}
        )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        pool.start()
        yield
        pool.close()

    own = [
        Route("/health", health),
        Route("/train/{seed:int}", train),
        Route("/leave", leave),
        Route("/jobs", state),
    ]
    return Starlette(routes=[*own, *stage_routes], lifespan=lifespan)


def main(port: int) -> None:
    """Serve until the process is ended."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder), shipped=None)
        pool = Pool(store, Limits(grace_seconds=GRACE_SECONDS))
        uvicorn.run(application(pool), port=port, log_level="error")


if __name__ == "__main__":
    main(int(sys.argv[1]))
