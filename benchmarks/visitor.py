"""A visitor of the app without a browser: it speaks Streamlit's own protocol.

It does what a browser does while a training is watched: opens the page, fetches the run that is
shown, presses Train, follows the frames over the stage's socket and acknowledges them, and asks
for each fragment again as often as the server wants.  What a browser then draws is not in it.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from benchmarks.app_server import get

ACK = b"\0"
DONE = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)
SECONDS_BETWEEN_PAGES = 5.0  # after which a visitor does something that reruns the whole page
STEPS = 3000  # of a training
TRAIN, SEED = "Train", "Seed"
_PROGRESS = re.compile(r"step ([\d,]+) of")


@dataclass
class Visitor:
    """One open page, and what was seen of it.  All times in seconds."""

    host: str
    seed: int
    next_seed: int = 1  # is added to the seed when a training is over
    opening: float = float("nan")
    fragments: list[float] = field(default_factory=list)  # from asking to the end of the rerun
    pages: list[float] = field(default_factory=list)
    arrivals: list[float] = field(default_factory=list)  # of messages with frames, by the clock
    gaps: list[float] = field(default_factory=list)  # between two of them, of one training
    steps: int = 0  # of all trainings
    trainings: int = 0
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Nothing is known of the page yet."""
        self._widgets: dict[str, str] = {}  # label: id
        self._fragment = ""
        self._every = 1.0
        self._source: dict[str, Any] = {}
        self._live = ""
        self._step = 0
        self._following: asyncio.Task[None] | None = None

    async def open_only(self) -> None:
        """Open the page, with the run that it shows, and go."""
        await self.visit(until=0)

    async def visit(self, until: float) -> None:
        """Be there until the clock (time.monotonic) says so."""
        try:
            async with connect(
                f"ws://{self.host}/_stcore/stream",
                subprotocols=["streamlit"],  # type: ignore[list-item]
                max_size=None,
                open_timeout=60,
            ) as socket:
                self.opening = await self._rerun(socket)
                await asyncio.to_thread(get, self.host, self._source["run"])
                if time.monotonic() < until:
                    await self._watch(socket, until)
        except (ConnectionClosed, OSError, KeyError) as error:
            self.complaints.append(f"{type(error).__name__}: {error}")
        finally:
            self.steps += self._step
            if self._following:
                self._following.cancel()

    async def _watch(self, socket: ClientConnection, until: float) -> None:
        """Train, and look on."""
        page = time.monotonic() + SECONDS_BETWEEN_PAGES * (0.2 + 0.04 * self.seed % 1)
        await self._train(socket)
        while (now := time.monotonic()) < until:
            if "live" not in self._source:  # it is over
                self._step = STEPS
                self.seed += self.next_seed
                await self._train(socket)
            if now > page:
                page += SECONDS_BETWEEN_PAGES
                self.pages.append(await self._rerun(socket))
            else:
                self.fragments.append(await self._rerun(socket, fragment=self._fragment))
            await asyncio.sleep(self._every)

    async def _train(self, socket: ClientConnection) -> None:
        self.steps += self._step
        self._step = 0
        self.trainings += 1
        self.pages.append(await self._rerun(socket, press=TRAIN))

    async def _rerun(
        self, socket: ClientConnection, *, press: str = "", fragment: str = ""
    ) -> float:
        """Seconds until the script has run, all of it or one fragment."""
        asked = BackMsg()
        asked.rerun_script.query_string = f"steps={STEPS}"
        asked.rerun_script.fragment_id = fragment
        asked.rerun_script.is_auto_rerun = bool(fragment)
        if press:
            button = asked.rerun_script.widget_states.widgets.add()
            button.id, button.trigger_value = self._widgets[press], True
            seed = asked.rerun_script.widget_states.widgets.add()
            seed.id, seed.double_value = self._widgets[SEED], self.seed
        begun = time.perf_counter()
        await socket.send(asked.SerializeToString())
        while True:
            told = ForwardMsg()
            told.ParseFromString(await socket.recv(decode=False))
            if told.WhichOneof("type") == "script_finished":
                if told.script_finished in DONE:
                    break
                continue
            self._take(told)
        seconds = time.perf_counter() - begun
        self._follow()
        return seconds

    def _take(self, told: ForwardMsg) -> None:
        if told.HasField("auto_rerun"):
            self._fragment, self._every = told.auto_rerun.fragment_id, told.auto_rerun.interval
        if not told.HasField("delta"):
            return
        element = told.delta.new_element
        kind = element.WhichOneof("type")
        if kind in ("button", "number_input"):
            widget = getattr(element, kind)
            self._widgets[widget.label] = widget.id
        elif kind == "bidi_component":
            self._source = json.loads(element.bidi_component.json)
        elif kind == "progress":
            found = _PROGRESS.search(element.progress.text)
            self._step = int(found[1].replace(",", "")) if found else self._step
        elif kind == "exception":
            self.complaints.append(element.exception.message)
        elif kind == "alert":
            self.complaints.append(element.alert.body)

    def _follow(self) -> None:
        """Open the socket of the frames of a new training."""
        live = self._source.get("live", "")
        if live == self._live:
            return
        self._live = live
        if live:
            self._following = asyncio.create_task(self._frames(live))

    async def _frames(self, live: str) -> None:
        before = 0.0
        try:
            async with connect(
                f"ws://{self.host}{live}",
                origin=f"http://{self.host}",  # type: ignore[arg-type]
                max_size=None,
                open_timeout=60,
            ) as socket:
                while True:
                    message = await socket.recv(decode=False)
                    now = time.monotonic()
                    if b'"steps": []' not in message[:4000]:
                        self.arrivals.append(now)
                        if before:
                            self.gaps.append(now - before)
                        before = now
                    await socket.send(ACK)
        except (ConnectionClosed, OSError):
            return  # the training is over
