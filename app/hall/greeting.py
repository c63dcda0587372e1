"""How a line to a room begins: the room is found, and the browser says who it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.websockets import WebSocket

from app.hall.room import Room
from app.hall.rooms import Rooms
from app.hall.talk import GONE, HungUp, Talk

#: Serves a line until it ends, given its room and what the browser said first.
Serve = Callable[[Room, Talk, dict[str, Any]], Awaitable[None]]


async def after_greeting(rooms: Rooms, socket: WebSocket, serve: Serve) -> None:
    """Serve a line to the room in its address, or hang up with the reason."""
    talk = Talk(socket, rooms.limits.message_bytes)
    if not await talk.begin():
        return
    room = rooms.find(socket.path_params["code"])
    if room is None:
        await talk.end(GONE)
        return
    try:
        await serve(room, talk, await talk.greeted(rooms.limits.greeting_seconds))
    except HungUp as end:
        await talk.end(end.code, end.reason)
