"""What one client has seen of a job under way, and the next message for it."""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from typing import Any

from app.jobs.frames import Moment
from app.jobs.job import Job
from app.scene.scene import Scene
from app.scene.thinning import thinned
from app.stage.payload import changes_message, frames_message, scene_message
from app.toy_runs.changes import Settings
from app.toy_runs.comparison import changes_in_words
from app.toy_runs.then import choices_then

FRAMES_AT_ONCE = 120  # in one message
BYTES_AT_ONCE = 4_000_000

#: The newest frames of each job as a message: a class that watches one job gets the same bytes.
_latest: weakref.WeakKeyDictionary[Job, tuple[tuple[int, int, int] | None, bytes]] = (
    weakref.WeakKeyDictionary()
)


class Follower:
    """One client of a job."""

    def __init__(self, job: Job) -> None:
        """It has seen nothing yet."""
        self._job = job
        self._beginning = self._number = 0
        self._version = -1
        self.over = False  # the last message has been made

    def next(self) -> bytes | None:
        """The message with what it has not seen, or None if there is nothing new."""
        if self.over:
            return None
        over = self._job.state.over  # read before the frames, so that the last ones still come
        news = self._job.frames.since(self._beginning, self._number)
        if news.opening is not None and news.beginning != self._beginning:
            self._beginning, self._number = news.beginning, 0
            self._version = news.version
            return scene_message(news.opening, self._about())
        moments = fitting(news.moments)
        if moments:
            self._number = moments[-1].number
        elif over:
            self.over = True
            return self._frames([], over=True)
        elif news.version == self._version:
            return None
        self._version = news.version
        if not moments:
            return self._frames([])
        key = (moments[0].number, self._number, news.version)
        known_key, message = _latest.get(self._job, (None, b""))
        if key != known_key:
            message = self._frames(moments)
            _latest[self._job] = key, message
        return message

    def _frames(self, moments: Sequence[Moment], **more: Any) -> bytes:
        config, changes = self._job.config, tuple(self._job.changes)
        choices_KL = choices_then(
            config, Settings(config).titles(), [moment.step for moment in moments], changes
        )
        return frames_message(moments, Scene.accuracy_of, {**self._about(), **more}, choices_KL)

    def _about(self) -> dict[str, Any]:
        job = self._job
        return {
            "state": job.state.value,
            "step": job.step,
            "of": job.config.steps,
            "left": job.seconds_left,
            "place": job.place,
            "changes": changes_message(changes_in_words(job.config, tuple(job.changes))),
        }


def fitting(
    moments: Sequence[Moment],
    frames_at_once: int = FRAMES_AT_ONCE,
    bytes_at_once: int = BYTES_AT_ONCE,
) -> list[Moment]:
    """As many moments as one message may hold, spread evenly, the newest among them."""
    if not moments:
        return []
    return thinned(moments, min(frames_at_once, max(1, bytes_at_once // moments[-1].size)))
