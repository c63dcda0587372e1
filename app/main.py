"""The server: `streamlit run app/main.py` finds `app` here and serves it."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

import streamlit as st
from starlette.middleware import Middleware
from streamlit import runtime

from app.course.island import island_routes
from app.drawing.files import file_routes
from app.entrance.base_path import below
from app.entrance.behind_proxy import BehindProxy
from app.entrance.few_messages import FewMessages
from app.entrance.few_uploads import FewUploads, Uploads
from app.entrance.framing import VARIABLE, frame_ancestors
from app.entrance.not_public import NotPublic
from app.entrance.policy import OnlyThisServer
from app.entrance.reached_under import ReachedUnder
from app.entrance.trusted_origins import ANY, TrustOrigins
from app.hall.routes import hall_routes
from app.jobs import shared_pool
from app.jobs.memory import keep_nothing_large
from app.opening.routes import opening_routes
from app.stage.routes import stage_routes
from app.takeaway.routes import takeaway_routes
from toy_models.first_run import FIRST_RUN


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Start the worker, import the first page, and keep the garbage collector off all that.

    Streamlit collects garbage after every rerun.  A collection that goes through all imported
    modules takes longer than the rerun itself, so `gc.freeze` excludes them.
    """
    keep_nothing_large()
    pool = shared_pool()
    pool.start()  # first: it takes the longest
    # The first visitor does not wait for these imports.  pandas is imported here because Plotly
    # looks for it, and must not find it half imported by another thread.
    for module in ("pandas", "app.views.opening", "app.views.playground"):
        importlib.import_module(module)
    pool.result(FIRST_RUN)
    gc.collect()
    gc.freeze()
    yield
    pool.close()


def _trusted() -> list[str]:
    """The origins that Streamlit's settings let in; without CORS protection, all."""
    if not st.get_option("server.enableCORS"):
        return [ANY]
    return list(st.get_option("server.corsAllowedOrigins") or [])


def _framed() -> str:
    """Who may show the app in a frame; nothing starts if the setting cannot be read."""
    try:
        return frame_ancestors(os.environ.get(VARIABLE, ""))
    except ValueError as error:
        sys.exit(str(error))


def _uploads() -> Uploads:
    """What the running server keeps."""
    return cast(Uploads, runtime.get_instance().uploaded_file_mgr)


app = st.App(
    "frame.py",
    lifespan=lifespan,
    routes=below(
        st.get_option("server.baseUrlPath"),
        [
            *file_routes,
            *stage_routes,
            *takeaway_routes,
            *opening_routes,
            *island_routes(),
            *hall_routes(),
        ],
    ),
    middleware=[
        Middleware(BehindProxy),
        Middleware(OnlyThisServer, _framed()),
        Middleware(ReachedUnder),
        Middleware(NotPublic),
        Middleware(TrustOrigins, _trusted()),
        Middleware(FewMessages),
        Middleware(FewUploads, _uploads),
    ],
)
