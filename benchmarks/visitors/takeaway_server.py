"""A server with one run to take away, and without the app's pages.

`python -m benchmarks.visitors.takeaway_server PORT KIND STEPS` trains the run, then serves the
app's own routes and two more: /health, and /offers with the addresses of the files.
"""

from __future__ import annotations

import sys
from dataclasses import replace

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app.takeaway.routes import Visitor, offers, takeaway_routes
from app.toy_runs.comparison import scene_of
from benchmarks.visitors.upload import long_names
from toy_models.config import RunConfig
from toy_models.data import Table
from toy_models.first_run import FIRST_RUN, SIX_LOSSES
from toy_models.training import train

NAME = 3000  # characters of a class
KEPT = 60  # steps
LONG_NAMES, DIMENSIONS = "long names", "64 dimensions"


def config_of(kind: str, steps: int) -> RunConfig:
    """Six losses, on a table whose classes have long names or in 64 dimensions."""
    config = replace(
        FIRST_RUN, losses=SIX_LOSSES, steps=steps, kept=KEPT, softmax_warmup=0, t_warmup=0
    )
    if kind == DIMENSIONS:
        return replace(config, embedding=64)
    table = Table.from_bytes(long_names(NAME))
    return replace(config, data=table)


def main(port: int, kind: str, steps: int) -> None:
    """Serve until the process is ended."""
    run, visitor = train(config_of(kind, steps)), Visitor()
    addresses = [offer.address for offer in offers(scene_of(run), run, visitor).values()]

    async def health(_: Request) -> Response:
        return Response("ok")

    async def offered(_: Request) -> Response:
        return JSONResponse(addresses)

    own = [Route("/health", health), Route("/offers", offered)]
    uvicorn.run(Starlette(routes=[*own, *takeaway_routes]), port=port, log_level="error")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
