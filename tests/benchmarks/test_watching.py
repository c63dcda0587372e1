"""The benchmark of watching takes turns, and says where a page cannot be measured."""

from __future__ import annotations

from benchmarks.watching import compared, page_report


def test_speeds_are_taken_by_turns_and_compared_pair_by_pair() -> None:
    turns: list[tuple[int, bool]] = []
    speeds = iter([100.0, 90.0, 200.0, 160.0, 50.0, 45.0])

    def speed(seed: int, *, watched: bool) -> float:
        turns.append((seed, watched))
        return next(speeds)

    text = compared(speed, rounds=3)
    assert turns == [(0, False), (1, True), (2, False), (3, True), (4, False), (5, True)]
    assert text.split()[-3:] == ["100", "90", "0.90"]


def test_without_a_browser_it_says_so() -> None:
    assert list(page_report(1, browser=False)) == [
        "The page is not measured: there is no program named chromium."
    ]
