"""A visitor of the app without a browser, who trains and watches.

It does what a browser does, in Streamlit's own protocol: it opens the page, fetches the run that is
shown, changes the settings, waits for their training, follows the frames over the stage's socket
and acknowledges them, and runs each fragment again as often as the server wants.  The drawing of a
browser is not included.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

from websockets.exceptions import ConnectionClosed

from benchmarks.harness.server import get
from benchmarks.visitors.page import Page
from benchmarks.visitors.session import Session

SECONDS_BETWEEN_PAGES = 5.0  # after which a visitor does something that reruns the whole page
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
        session = Session(self.host, self.page, self.gaps)
        try:
            self.opening = await session.open()
            await asyncio.to_thread(get, self.host, self.page.stage["run"])
            if time.monotonic() < until:
                await self._watch(session, until)
        except (ConnectionClosed, OSError, KeyError) as error:
            self.complaints.append(f"{type(error).__name__}: {error}")
        finally:
            self.steps += self.page.step
            await session.close()

    async def _watch(self, session: Session, until: float) -> None:
        """Train, and run the page or its fragment again and again."""
        page = time.monotonic() + SECONDS_BETWEEN_PAGES * (0.2 + 0.04 * self.seed % 1)
        await self._train(session, until)
        while (now := time.monotonic()) < until:
            if "live" not in self.page.stage:  # the training is over
                self.page.live = {"step": STEPS}
                self.seed += self.next_seed
                await self._train(session, until)
            if now > page:
                page += SECONDS_BETWEEN_PAGES
                self.pages.append(await session.rerun())
            else:
                self.fragments.append(await session.fragment())
            await asyncio.sleep(self.page.every)

    async def _train(self, session: Session, until: float) -> None:
        """Change the settings, and wait until they have rested and their training is shown."""
        self.steps += self.page.step
        self.page.live = {}
        self.pages.append(await session.set({STEPS_LABEL: STEPS, SEED_LABEL: self.seed}))
        while "live" not in self.page.stage and time.monotonic() < until:
            await asyncio.sleep(self.page.every)
            await session.fragment()
