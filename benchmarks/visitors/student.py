"""A student who trains once, and meanwhile pauses, reloads the page, or loses the line."""

from __future__ import annotations

import asyncio
import time
import urllib.error
from dataclasses import dataclass, field

from websockets.exceptions import ConnectionClosed

from benchmarks.harness.server import get
from benchmarks.visitors.page import Page
from benchmarks.visitors.session import Session
from benchmarks.visitors.visitor import SEED_LABEL, STEPS_LABEL

TRAINS, PAUSES, RELOADS, LOSES = "only trains", "pauses", "reloads", "loses the line"


@dataclass
class Student:
    """What one student does, and what became of it.  All times in seconds."""

    host: str
    seed: int
    does: str
    steps: int  # of the training
    away: float  # how long the pause is, or the loss of the line
    pressed_at: float = float("nan")
    begun: float = float("nan")  # from the change of the settings to the first step
    ended: float = float("nan")  # and to the run of all steps
    fragments: list[float] = field(default_factory=list)  # from the request to the end of the rerun
    page: Page = field(default_factory=Page)
    why: str = ""  # it failed

    async def attend(self, until: float) -> None:
        """Train once, or give up at this time (by time.monotonic)."""
        session = Session(self.host, self.page, [])
        try:
            await session.open()
            self.pressed_at = time.monotonic()
            await session.set({STEPS_LABEL: self.steps, SEED_LABEL: self.seed})
            await self._until_begun(session, until)
            self.begun = time.monotonic() - self.pressed_at
            session = await self._disturbed(session)
            await self._until_ended(session, until)
            await asyncio.to_thread(get, self.host, self.page.stage["run"])
            if f"_seed-{self.seed}_" not in self.page.name:
                raise OSError(f"another run is shown, {self.page.name}")
            self.ended = time.monotonic() - self.pressed_at
        except urllib.error.HTTPError as error:
            self.why = f"{error.code}"
        except (ConnectionClosed, OSError, KeyError) as error:
            self.why = f"{type(error).__name__}: {error}"
        finally:
            await session.close()

    async def _until_begun(self, session: Session, until: float) -> None:
        opened = self.page.stage.get("run")
        while not self.page.step and self.page.stage.get("run") in (None, opened):
            await self._look(session, until)

    async def _until_ended(self, session: Session, until: float) -> None:
        while "live" in self.page.stage:
            await self._look(session, until)

    async def _look(self, session: Session, until: float) -> None:
        if time.monotonic() > until:
            raise OSError(f"still {self.page.live.get('state', 'not begun')} when time was up")
        await asyncio.sleep(self.page.every)
        self.fragments.append(await session.fragment())

    async def _disturbed(self, session: Session) -> Session:
        if self.does == RELOADS:
            await session.close()
            self.page = Page()
            session = Session(self.host, self.page, [])
            await session.open(f"steps={self.steps}&seed={self.seed}")
        elif self.does == LOSES:
            await session.lose()
            await asyncio.sleep(self.away)
            await session.open()
        elif self.does == PAUSES and "live" in self.page.stage:
            await session.command("pause")
            await asyncio.sleep(self.away)
            if "live" in self.page.stage:
                await session.command("resume")
        return session
