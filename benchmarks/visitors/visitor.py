"""A visitor of the app without a browser, who trains and watches.

It does what a browser does, in Streamlit's own protocol: it opens the page, fetches the run that is
shown, changes the settings, waits for their training, follows the frames over the stage's socket
and acknowledges them, and runs each fragment again as often as the server wants.  The drawing of a
browser is not included.
"""

from __future__ import annotations

import asyncio
import json
import struct
import time
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from benchmarks.harness.server import get
from benchmarks.visitors.page import Page

ACK = b"\0"
DONE = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)
SECONDS_BETWEEN_PAGES = 5.0  # after which a visitor does something that reruns the whole page
ANSWER_SECONDS = 60.0  # a server that takes longer for one message has lost the visitor
STEPS = 3000  # of a training
STEPS_LABEL, SEED_LABEL = "Steps", "Seed"  # of the widgets


@dataclass
class Visitor:
    """A visitor with one open page, and what was measured.  All times in seconds."""

    host: str
    seed: int
    next_seed: int = 1  # is added to the seed when a training is over
    opening: float = float("nan")
    fragments: list[float] = field(default_factory=list)  # from the request to the end of the rerun
    pages: list[float] = field(default_factory=list)  # the same for the whole page
    gaps: list[float] = field(default_factory=list)  # between two messages with frames
    steps: int = 0  # of all trainings
    page: Page = field(default_factory=Page)

    @property
    def complaints(self) -> list[str]:
        """What went wrong."""
        return self.page.complaints

    async def open_only(self) -> None:
        """Open the page with the run that it shows, and leave."""
        await self.visit(until=0)

    async def visit(self, until: float) -> None:
        """Train and watch until this time (by time.monotonic)."""
        following = Following(self.host, self.gaps, self.page)
        try:
            async with connect(
                f"ws://{self.host}/_stcore/stream",
                subprotocols=["streamlit"],  # type: ignore[list-item]
                max_size=None,
                open_timeout=60,
            ) as socket:
                self.opening = await self._rerun(socket, following)
                await asyncio.to_thread(get, self.host, self.page.stage["run"])
                if time.monotonic() < until:
                    await self._watch(socket, following, until)
        except (ConnectionClosed, OSError, KeyError) as error:
            self.complaints.append(f"{type(error).__name__}: {error}")
        finally:
            self.steps += self.page.step
            following.stop()

    async def _watch(self, socket: ClientConnection, following: Following, until: float) -> None:
        """Train, and run the page or its fragment again and again."""
        page = time.monotonic() + SECONDS_BETWEEN_PAGES * (0.2 + 0.04 * self.seed % 1)
        await self._train(socket, following, until)
        while (now := time.monotonic()) < until:
            if "live" not in self.page.stage:  # the training is over
                self.page.step = STEPS
                self.seed += self.next_seed
                await self._train(socket, following, until)
            if now > page:
                page += SECONDS_BETWEEN_PAGES
                self.pages.append(await self._rerun(socket, following))
            else:
                fragment = self.page.fragment
                self.fragments.append(await self._rerun(socket, following, fragment=fragment))
            await asyncio.sleep(self.page.every)

    async def _train(self, socket: ClientConnection, following: Following, until: float) -> None:
        """Change the settings, and wait until they have rested and their training is shown."""
        self.steps += self.page.step
        self.page.step = 0
        self.pages.append(await self._rerun(socket, following, change=True))
        while "live" not in self.page.stage and time.monotonic() < until:
            await asyncio.sleep(self.page.every)
            await self._rerun(socket, following, fragment=self.page.fragment)

    async def _rerun(
        self,
        socket: ClientConnection,
        following: Following,
        *,
        change: bool = False,
        fragment: str = "",
    ) -> float:
        """Run the script again, all of it or one fragment; the seconds that it took."""
        request = BackMsg()
        request.rerun_script.page_name = "" if self.page.script else "playground"
        request.rerun_script.page_script_hash = self.page.script
        request.rerun_script.fragment_id = fragment
        request.rerun_script.is_auto_rerun = bool(fragment)
        if change:
            steps = request.rerun_script.widget_states.widgets.add()
            steps.id = self.page.widgets[STEPS_LABEL]
            steps.double_array_value.data.append(STEPS)
            seed = request.rerun_script.widget_states.widgets.add()
            seed.id, seed.double_value = self.page.widgets[SEED_LABEL], self.seed
        begun = time.perf_counter()
        await socket.send(request.SerializeToString())
        while True:
            message = ForwardMsg()
            answer = await asyncio.wait_for(socket.recv(decode=False), ANSWER_SECONDS)
            message.ParseFromString(answer)
            if message.WhichOneof("type") != "script_finished":
                self.page.take(message)
            elif message.script_finished in DONE:
                break
        seconds = time.perf_counter() - begun
        following.follow(self.page.stage.get("live", ""))
        return seconds


class Following:
    """The frames of the newest training, received as the stage does."""

    def __init__(self, host: str, gaps: list[float], page: Page) -> None:
        """`gaps` takes the seconds from one message with frames to the next, `page` the step."""
        self.host, self.gaps, self.page = host, gaps, page
        self.path = ""
        self.task: asyncio.Task[None] | None = None

    def follow(self, path: str) -> None:
        """Open the socket at this path if it is new."""
        if path == self.path:
            return
        self.path = path
        if path:
            self.task = asyncio.create_task(self.receive(path))

    def stop(self) -> None:
        """Stop receiving."""
        if self.task:
            self.task.cancel()

    async def receive(self, path: str) -> None:
        """Acknowledge messages until the training ends."""
        before = 0.0
        try:
            async with connect(
                f"ws://{self.host}{path}",
                origin=f"http://{self.host}",  # type: ignore[arg-type]
                max_size=None,
                open_timeout=60,
            ) as socket:
                while True:
                    message = await socket.recv(decode=False)
                    now = time.monotonic()
                    if path == self.path:
                        self.page.step = step_in(message)
                    if b'"steps": []' not in message[:4000]:
                        if before:
                            self.gaps.append(now - before)
                        before = now
                    await socket.send(ACK)
        except (ConnectionClosed, OSError):
            return


def step_in(message: bytes) -> int:
    """How far the training is, as a message of the stage says."""
    (length,) = struct.unpack_from("<I", message)
    header = json.loads(message[4 : 4 + length])
    return int(header["live"]["step"])
