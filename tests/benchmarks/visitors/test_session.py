"""A page is opened, run again, and taken up again after the line was lost."""

from __future__ import annotations

import asyncio
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.server import ServerConnection, serve

from benchmarks.visitors.page import Page
from benchmarks.visitors.session import Session


def news() -> list[ForwardMsg]:
    """What a server answers: the name of the session, a widget, the end of the rerun."""
    named, widget, done = ForwardMsg(), ForwardMsg(), ForwardMsg()
    named.new_session.initialize.session_id = "mine"
    widget.delta.new_element.number_input.label = "Seed"
    widget.delta.new_element.number_input.id = "seed-id"
    done.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY
    return [named, widget, done]


async def visited() -> tuple[list[BackMsg], list[Any]]:
    """What a server hears of a visitor who opens a page, sets the seed, and loses the line."""
    asked: list[BackMsg] = []
    protocols: list[Any] = []

    async def answer(socket: ServerConnection) -> None:
        assert socket.request
        protocols.append(socket.request.headers["Sec-WebSocket-Protocol"])
        async for request in socket:
            asked.append(BackMsg.FromString(request if isinstance(request, bytes) else b""))
            for message in news():
                await socket.send(message.SerializeToString())

    async with serve(answer, "127.0.0.1", 0, subprotocols=["streamlit"]) as server:  # type: ignore[list-item]
        port = next(iter(server.sockets)).getsockname()[1]
        session = Session(f"127.0.0.1:{port}", Page(), [])
        await session.open("data=csv")
        await session.set({"Seed": 7})
        await session.lose()
        await session.open()
        await session.close()
    return asked, protocols


def test_what_the_server_hears() -> None:
    asked, protocols = asyncio.run(visited())
    first, change, again = (message.rerun_script for message in asked)
    assert (first.page_name, first.query_string) == ("playground", "data=csv")
    assert [(state.id, state.double_value) for state in change.widget_states.widgets] == [
        ("seed-id", 7)
    ]
    assert not again.widget_states.widgets
    assert protocols == ["streamlit", "streamlit, none, mine"]
