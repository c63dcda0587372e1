"""A page of the app in Streamlit's own protocol: it is opened, run again, lost and found again."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterable, Mapping

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.visitors.following import Following
from benchmarks.visitors.page import Page

DONE = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)
ANSWER_SECONDS = 60.0  # a server that takes longer for one rerun has lost the visitor
LISTS = ("Steps",)  # labels of the widgets that send a list of numbers


class Session:
    """One page, and the frames of its training.  What fails raises OSError or ConnectionClosed."""

    def __init__(
        self,
        host: str,
        page: Page,
        gaps: list[float],
        opens: str = "playground",
        address: str = "",
    ) -> None:
        """Not connected yet.

        Args:
            host: with its port.
            page: what is learnt about the page.
            gaps: takes the seconds between two messages with frames.
            opens: the page.
            address: of the visitor, as a proxy on this machine names it; this machine's without.
        """
        self.host, self.page, self._opens = host, page, opens
        self._headers = {"X-Forwarded-For": address} if address else None
        self._following = Following(host, gaps, page)
        self._socket: ClientConnection | None = None

    async def open(self, query: str = "") -> float:
        """Open the page, or take up the session again after the line was lost; the seconds."""
        known = [self.page.session] if self.page.session else []
        self._socket = await connect(
            f"ws://{self.host}/_stcore/stream",
            subprotocols=["streamlit", *(["none", *known] if known else [])],  # type: ignore[list-item]
            additional_headers=self._headers,
            max_size=None,
            open_timeout=ANSWER_SECONDS,
        )
        return await self.rerun(query=query)

    async def lose(self) -> None:
        """The line breaks without a word."""
        await self._following.stop()
        if self._socket is not None:
            self._socket.transport.abort()
            await self._socket.wait_closed()

    async def close(self) -> None:
        """Leave."""
        await self._following.stop()
        if self._socket is not None:
            await self._socket.close()

    async def set(self, values: Mapping[str, float]) -> float:
        """Give widgets these values, by their labels; the seconds of the rerun."""
        states = []
        for label, value in values.items():
            state = WidgetState(id=self.page.widgets[label])
            if label in LISTS:
                state.double_array_value.data.append(value)
            else:
                state.double_value = value
            states.append(state)
        return await self.rerun(states)

    async def command(self, what: str) -> float:
        """Press a button of the player: pause, resume, step or stop."""
        pressed = {"do": what, "to": self.page.stage["live"], "at": time.time()}
        content = json.dumps({"selection": [], "step": None, "command": pressed})
        return await self.rerun([WidgetState(id=self.page.stage_id, json_value=content)])

    async def fragment(self) -> float:
        """Run the part again that the server wants again; all of it where there is none."""
        return await self.rerun(fragment=self.page.fragment)

    async def rerun(
        self, states: Iterable[WidgetState] = (), *, fragment: str = "", query: str = ""
    ) -> float:
        """Run the script again, all of it or one fragment; the seconds that it took."""
        assert self._socket is not None
        request = BackMsg()
        request.rerun_script.page_name = "" if self.page.script else self._opens
        request.rerun_script.page_script_hash = self.page.script
        request.rerun_script.query_string = query
        request.rerun_script.fragment_id = fragment
        request.rerun_script.is_auto_rerun = bool(fragment)
        request.rerun_script.widget_states.widgets.extend(states)
        begun = time.perf_counter()
        await self._socket.send(request.SerializeToString())
        await asyncio.wait_for(self._until_done(self._socket), ANSWER_SECONDS)
        self._following.follow(self.page.stage.get("live", ""))
        return time.perf_counter() - begun

    async def _until_done(self, socket: ClientConnection) -> None:
        while True:
            message = ForwardMsg()
            message.ParseFromString(await socket.recv(decode=False))
            if message.WhichOneof("type") != "script_finished":
                self.page.take(message)
            elif message.script_finished in DONE:
                return
