"""The clock stays within the run, and begins as the run and the reader want."""

from __future__ import annotations

from typing import Any

import pytest

from tests.app.drawing.modules import run_with


def test_the_clock_stays_within_the_run(blank: Any) -> None:
    found = run_with(
        blank,
        "clock.js",
        "Clock",
        """const clock = new Clock();
        const log = [];
        clock.step(1, 4); log.push(clock.head);
        clock.seek(2.6, 5); clock.step(1, 5); log.push(clock.head);
        clock.seek(2.4, 4); clock.step(-1, 4); log.push(clock.head);
        clock.seek(9, 4); log.push(clock.head);
        clock.seek(-1, 4); log.push(clock.head);
        clock.play(4); clock.tick(2, 4); log.push(clock.head);
        clock.speed = 4; clock.tick(10, 4); log.push(clock.head, clock.playing);
        clock.play(4); log.push(clock.head, clock.playing);
        log.push(clock.tick(0, 4));
        return log;""",
    )
    assert found == [1, 4, 1, 4, 0, 2, 4, False, 0, True, False]


def test_few_kept_steps_take_four_seconds_and_many_their_usual_pace(blank: Any) -> None:
    found = run_with(
        blank,
        "clock.js",
        "Clock",
        """const seconds = (last, growing, speed = 1) => {
            const clock = new Clock();
            clock.growing = growing;
            clock.speed = speed;
            clock.play(last);
            clock.following = false;
            let passed = 0;
            while (clock.playing) { clock.tick(0.03125, last); passed += 0.03125; }
            return passed;
        };
        return [seconds(5, false), seconds(11, false), seconds(12, false), seconds(40, false),
            seconds(5, false, 2), seconds(8, true)];""",
    )
    assert found == [4, 4, 1.5, 5, 2, 1]  # what still grows is not held up


@pytest.mark.parametrize(
    ("growing", "still", "expected"),
    [
        (False, False, [0, True, False]),  # it plays once
        (False, True, [4, False, False]),  # no motion: the end
        (True, False, [0, False, True]),  # it follows what comes
        (True, True, [0, False, True]),
    ],
)
def test_the_clock_begins(blank: Any, growing: bool, still: bool, expected: list[Any]) -> None:
    found = run_with(
        blank,
        "clock.js",
        "Clock",
        """const clock = new Clock();
        clock.head = 2;
        clock.begin(4, given.growing, given.still);
        return [clock.head, clock.playing, clock.following];""",
        growing=growing,
        still=still,
    )
    assert found == expected


def test_it_goes_on_following_when_it_plays_before_it_is_there(blank: Any) -> None:
    found = run_with(
        blank,
        "clock.js",
        "Clock",
        """const clock = new Clock();
        clock.begin(0, true, false);
        clock.grow(8); clock.tick(0.05, 8);
        clock.play(8);
        const log = [clock.head < 8, clock.following];
        clock.seek(2, 8); clock.play(8);
        log.push(clock.following);
        return log;""",
    )
    assert found == [True, True, False]
