"""The benchmark of opening a lesson: medians beside the Playground's, and no browser."""

from __future__ import annotations

from benchmarks.harness.options import Options
from benchmarks.lesson_opening import from_key, medians, report, until


def test_medians_are_compared_with_the_playground() -> None:
    text = medians(
        {
            "playground": [2.0, 1.0, 9.0], "address": [1.0, 1.0, 1.0], "click": [0.5, 0.4, 0.6],
            "step": [0.1, 0.2, 0.3], "run": [4.0, 4.0, 4.0],
        }
    )  # fmt: skip
    lines = [line.split()[-2:] for line in text.splitlines()[1:]]
    assert lines == [
        ["2000", "1.00"], ["1000", "0.50"], ["500", "0.25"], ["200", "0.10"], ["4000", "2.00"],
    ]  # fmt: skip


def test_without_a_browser_it_says_so() -> None:
    assert list(report(Options(), browser=False)) == [
        "The lesson is not measured: there is no program named chromium."
    ]


def test_the_clock_runs_from_the_action_to_its_effect() -> None:
    times = iter([10.0, 10.25])
    done: list[str] = []

    class Page:
        def wait_for_function(self, condition: str) -> None:
            done.append(condition)

    seconds = until(Page(), "seen", lambda: done.append("did"), lambda: next(times))
    assert seconds == 0.25
    assert done == ["did", "() => seen"]


def test_a_key_is_timed_by_the_browsers_clock() -> None:
    done: list[str] = []

    class Page:
        @property
        def keyboard(self) -> Page:
            return self

        def press(self, key: str) -> None:
            done.append(key)

        def evaluate(self, script: str) -> float:
            done.append(script)
            return 125.0

    assert from_key(Page(), "seen") == 0.125
    listening, key, answer = done
    assert "if (seen) resolve(performance.now() - event.timeStamp);" in listening
    assert (key, answer) == ("ArrowRight", "() => window.answered")
