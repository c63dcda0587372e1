"""One room: who sits there, what is asked, what was answered.

A room belongs to the event loop of the server: nothing here waits, and nothing locks.  Who watches
it gives it a function, which it calls when there is something new.
"""

from __future__ import annotations

import math
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from app.course.walk import Answer
from app.entrance.pace import Pace
from app.hall.limits import Limits
from app.hall.question import Asked

Notify = Callable[[], None]
LOBBY = -1  # the place before the first question
FULL = "The room is full."
SHUT = "The lecturer has shut the door: nobody new comes in."
LATE = "This question is not open any more."
WAITS = "The room is paused."
STRANGE = "This is no answer to the question."


class Phase(StrEnum):
    """How far a question is."""

    ASKING = "asking"  # answers come in, and only their number is seen
    ANSWERS = "answers"  # the wall shows them; none can change
    OUTCOME = "outcome"


@dataclass(eq=False, kw_only=True)
class Seat:
    """Somebody without a name."""

    token: str = field(repr=False)
    pace: Pace
    hung_up: Callable[[], None] | None = None  # ends the line of this seat, if it has a line
    left: float = 0.0  # when it lost its line


@dataclass(eq=False)
class Room:
    """A room with the questions of a lesson.

    Its `key` lets the lecturer in, as a seat's token does a student: 192 bits that nobody guesses.
    """

    code: str
    questions: tuple[Asked, ...]
    clock: Callable[[], float]
    limits: Limits = field(default_factory=Limits)
    visitor: str = ""  # who has opened it
    at: int = LOBBY  # the question that is asked
    phase: Phase = Phase.ASKING
    paused: bool = False
    shut: bool = False  # nobody new comes in
    over: bool = False
    #: Grows with everything that students see, and with everything that the wall sees.
    news: int = 0
    wall_news: int = 0
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    def __post_init__(self) -> None:
        now = self.clock()
        self._ends, self._lonely_since = now + self.limits.room_seconds, now
        self._seats: dict[str, Seat] = {}
        self._answers: list[dict[str, Answer]] = [{} for _ in self.questions]
        self._played: set[int] = set()  # questions whose outcome was shown
        self._watchers: dict[Notify, bool] = {}  # whether it is a wall

    # Who is there.

    @property
    def left(self) -> float:
        """Seconds until the room dies."""
        return max(0.0, self._ends - self.clock())

    @property
    def here(self) -> int:
        """How many students have a line."""
        return sum(seat.hung_up is not None for seat in self._seats.values())

    @property
    def lonely(self) -> float:
        """For how many seconds nobody has been here, neither a student nor a wall."""
        return 0.0 if self._watchers else self.clock() - self._lonely_since

    def sit(self, token: str, hung_up: Callable[[], None]) -> Seat:
        """Give a line its seat: that of this token, or a new seat.

        Args:
            token: of a seat that this browser had before; anything else is a newcomer.
            hung_up: ends the line; called when the same seat comes in again elsewhere.

        Raises:
            ValueError: no new seat is to be had.
        """
        seat = self._seats.get(token) or self._new_seat()
        if seat.hung_up:
            seat.hung_up()
        seat.hung_up = hung_up
        self._tell_walls()
        return seat

    def stand_up(self, seat: Seat, hung_up: Callable[[], None]) -> None:
        """A line has ended; its seat stays."""
        if seat.hung_up == hung_up:
            seat.hung_up, seat.left = None, self.clock()
            self._tell_walls()

    def _new_seat(self) -> Seat:
        if self.shut:
            raise ValueError(SHUT)
        now, limits = self.clock(), self.limits
        if len(self._seats) >= limits.seats:
            gone = [seat for seat in self._seats.values() if seat.hung_up is None]
            longest = min(gone, key=lambda seat: seat.left, default=None)
            if longest is None or now - longest.left < limits.away_seconds:
                raise ValueError(FULL)
            self._forget(longest)
        pace = Pace(limits.answers_a_second, limits.answers_at_once, now)
        seat = Seat(token=secrets.token_urlsafe(24), pace=pace)
        self._seats[seat.token] = seat
        return seat

    def _forget(self, seat: Seat) -> None:
        """Also what it answered: whoever comes back for it answers anew, and counts once."""
        del self._seats[seat.token]
        for answers in self._answers:
            answers.pop(seat.token, None)

    # What is answered.

    @property
    def asked(self) -> Asked | None:
        """The question that is asked; None in the lobby."""
        return self.questions[self.at] if self.at >= 0 else None

    @property
    def played(self) -> bool:
        """Whether the outcome of this question was shown."""
        return self.at in self._played

    def answer(self, seat: Seat, at: object, given: object) -> str:
        """Take an answer, or another in place of an earlier answer.

        Args:
            seat: whose answer it is.
            at: which question it answers.
            given: an index of an option, or the values of a drawing; anything else is refused.

        Returns:
            Nothing if it counts, else why it does not.
        """
        question = self.asked
        if question is None or at != self.at or self.phase is not Phase.ASKING:
            return LATE
        if self.paused:
            return WAITS
        known = question.known(given)
        if known is None:
            return STRANGE
        self._answers[self.at][seat.token] = known
        self._tell_walls()
        return ""

    def answer_of(self, seat: Seat) -> Answer | None:
        """What this seat has answered to the question that is asked."""
        return self._answers[self.at].get(seat.token) if self.at >= 0 else None

    def answers(self) -> list[Answer]:
        """All answers to the question that is asked, by size: nobody sees whose or when."""
        given = self._answers[self.at].values() if self.at >= 0 else ()
        return sorted(given, key=lambda answer: answer if isinstance(answer, tuple) else (answer,))

    # What the lecturer does.

    def go(self, at: int, phase: Phase) -> None:
        """Go to a question and its phase; the pause ends.

        A question whose outcome was shown is not asked again.

        Raises:
            ValueError: there is no such question.
        """
        if not LOBBY <= at < len(self.questions):
            raise ValueError("The room has no such question.")
        if at == LOBBY:
            phase = Phase.ASKING
        elif at in self._played and phase is Phase.ASKING:
            phase = Phase.ANSWERS
        self.at, self.phase, self.paused = at, phase, False
        if phase is Phase.OUTCOME:
            self._played.add(at)
        self._tell_all()

    def pause(self, paused: bool) -> None:
        """Take no answers for a while."""
        self.paused = paused
        self._tell_all()

    def shut_door(self, shut: bool) -> None:
        """Let nobody new in; who was here before comes back."""
        self.shut = shut
        self._tell_walls()

    def close(self) -> None:
        """The room is over: it forgets all, and its lines end."""
        self.over, self.at = True, LOBBY
        self._ends = -math.inf
        self._seats.clear()
        for answers in self._answers:
            answers.clear()
        self._tell_all()

    # Who hears of it.

    def watch(self, notify: Notify, *, wall: bool = False) -> None:
        """Call `notify` when there is news for students, or for a wall."""
        self._watchers[notify] = wall
        self._lonely_since = self.clock()

    def unwatch(self, notify: Notify) -> None:
        """Call it no longer."""
        self._watchers.pop(notify, None)
        self._lonely_since = self.clock()

    @property
    def walls(self) -> list[Notify]:
        """The walls, oldest first."""
        return [notify for notify, wall in self._watchers.items() if wall]

    def _tell_walls(self) -> None:
        self.wall_news += 1
        for notify in self.walls:
            notify()

    def _tell_all(self) -> None:
        self.news += 1
        self.wall_news += 1
        for notify in list(self._watchers):
            notify()
