"""All addresses of the hall: pages for the lecturer and for students, and their sockets."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from app.drawing.files import PLOTLY_URL
from app.entrance.trusted_origins import is_trusted, is_welcome
from app.entrance.visitor import visitor_of
from app.hall.addresses import HALL_URL, LINE, STUDENT_URL
from app.hall.codes import in_words, read_code
from app.hall.pages import ENTER, OPEN, STUDENT, WALL, Page
from app.hall.question import programme
from app.hall.rooms import Rooms
from app.hall.student_line import student_line
from app.hall.wall_line import wall_line
from lessons.course import COURSE, Course

_NOT_KEPT = {"Cache-Control": "no-store"}
NO_ROOM = "There is no room with this code. Perhaps it is over, or a letter is wrong."
FOREIGN = "A room is opened from a page of this server."


def hall_routes(rooms: Rooms | None = None, course: Course = COURSE) -> list[BaseRoute]:
    """The addresses.

    Args:
        rooms: where rooms are kept; by default in memory of their own.
        course: whose lessons are asked.
    """
    kept = Rooms() if rooms is None else rooms  # an empty Rooms is false

    async def asking_to_open(request: Request) -> Response:
        """A page that says what a room is, with a button."""
        try:
            found = await asyncio.to_thread(
                programme, request.query_params.get("lesson", ""), course
            )
        except ValueError as error:
            return Response(str(error), 404, _NOT_KEPT)
        shown = OPEN.html(
            lesson=found.slug,
            title=f"Lesson {found.number}: {found.title}",
            questions=len(found.questions),
            hours=kept.limits.room_seconds / 3600,
        )
        return HTMLResponse(shown, headers=_NOT_KEPT)

    async def opening(request: Request) -> Response:
        origin = request.headers.get("origin")
        if not (is_trusted(request.scope, origin) or is_welcome(request.headers)):
            return Response(FOREIGN, 403)
        try:
            found = await asyncio.to_thread(
                programme, request.query_params.get("lesson", ""), course
            )
            room = kept.open(found.questions, visitor_of(request.scope))
        except ValueError as error:
            return JSONResponse({"problem": str(error)}, 409, _NOT_KEPT)
        # Nobody may ask for it any more, but it is forgotten all the same.
        asyncio.get_running_loop().call_later(room.left + 1, kept.sweep)
        return JSONResponse({"code": room.code, "key": room.key}, headers=_NOT_KEPT)

    def of_room(page: Page, request: Request) -> Response:
        """A page of a room; who has no code gets no page."""
        code = read_code(request.path_params["code"])
        if kept.find(code) is None:
            return HTMLResponse(_at(ENTER, page.below, NO_ROOM), 404, _NOT_KEPT)
        shown = page.html(code=code, words=in_words(code), plotly=PLOTLY_URL)
        return HTMLResponse(shown, headers=_NOT_KEPT)

    async def wall(request: Request) -> Response:
        return of_room(WALL, request)

    async def student(request: Request) -> Response:
        return of_room(STUDENT, request)

    async def entering(_: Request) -> Response:
        return HTMLResponse(ENTER.html(problem=""), headers=_NOT_KEPT)

    async def speak_to_wall(socket: WebSocket) -> None:
        await wall_line(kept, socket)

    async def speak_to_student(socket: WebSocket) -> None:
        await student_line(kept, socket)

    return [
        Route(HALL_URL, asking_to_open),
        Route(HALL_URL, opening, methods=["POST"]),
        Route(f"{HALL_URL}/{{code}}", wall),
        WebSocketRoute(f"{HALL_URL}/{{code}}/{LINE}", speak_to_wall),
        Route(STUDENT_URL, entering),
        Route(f"{STUDENT_URL}/{{code}}", student),
        WebSocketRoute(f"{STUDENT_URL}/{{code}}/{LINE}", speak_to_student),
    ]


def _at(page: Page, below: int, problem: str) -> str:
    """The page that asks for a code, where another was asked for."""
    return Page(page.kind, page.title, below).html(problem=problem)
