"""The server: `streamlit run app/main.py` finds `app` here and serves it."""

from __future__ import annotations

import gc
import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from app.drawing.files import file_routes
from app.jobs import shared_pool
from app.stage.routes import routes as stage_routes
from app.takeaway.routes import routes as takeaway_routes
from toy_models.first_run import FIRST_RUN


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Warm the worker, and take what is imported out of the garbage collector's hands.

    A collection that walks through all imported modules takes longer than a rerun of the page.
    """
    pool = shared_pool()
    pool.start()  # first: it needs the longest
    # So that the first visitor need not wait; and Plotly looks for pandas, which must not be half
    # imported by another thread then.
    for module in ("pandas", "app.views.playground"):
        importlib.import_module(module)
    pool.result(FIRST_RUN)
    gc.collect()
    gc.freeze()
    yield
    pool.close()


app = st.App("frame.py", lifespan=lifespan, routes=[*file_routes, *stage_routes, *takeaway_routes])
