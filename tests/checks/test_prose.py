"""Prose and numbers: what parts is found, what is only out of date is written."""

import pytest

from checks.prose import ProseError, refreshed
from evidence.differences import Difference
from evidence.numbers import numbers
from tests.evidence.tuned_runs import PLAN, drawn_runs
from tests.toy_models.guidance.drawn_rows import (
    as_predicted,
    confirmation_rows,
    error_as_predicted,
    screen_rows,
)
from toy_models.guidance import numbers as guidance
from toy_models.guidance.cells import screen

PAGE = """Arc gains <!-- = '%+.2f'|format(gain.arc) -->+0.12<!-- / --> here.
<!-- check gain.arc > gain.sv -->It gains more than SV.

<!-- = table -->
| a |
| b |
<!-- / -->
"""


def test_numbers_that_are_right_stay_and_others_are_written() -> None:
    right = {"gain": {"arc": 0.1218, "sv": 0.0}, "table": "| a |\n| b |"}
    assert refreshed(PAGE, right) == PAGE
    other = refreshed(PAGE, right | {"gain": {"arc": 0.4, "sv": -1}, "table": "| c |"})
    assert other == PAGE.replace("+0.12", "+0.40").replace("| a |\n| b |", "| c |")


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ({"gain": {"arc": 0.1, "sv": 0.2}, "table": ""}, r"say otherwise: gain\.arc > gain\.sv"),
        ({"gain": {"arc": 0.1, "sv": 0.0}}, r"'table' cannot be worked out: .*undefined"),
        ({"gain": {"arc": "much", "sv": "a"}, "table": ""}, "cannot be worked out"),
    ],
)
def test_what_contradicts_the_results_is_refused(found: dict[str, object], words: str) -> None:
    with pytest.raises(ProseError, match=words):
        refreshed(PAGE, found)


def test_a_comparison_has_numbers_for_sentences() -> None:
    measures = PLAN.judged(drawn_runs(PLAN), "")
    found = {"toy": numbers(measures)}
    page = (
        "<!-- = toy.seeds -->0<!-- / --> seeds, <!-- = toy.rank.arc_softmax -->0<!-- / -->, "
        "<!-- = toy.minus('arc_softmax', 'norm_softmax') -->0<!-- / -->"
        "<!-- check toy.minus('arc_softmax', 'norm_softmax').sign == -1 -->"
        "<!-- check toy.verdicts['the other way round'] == 1 -->"
    )
    expected = Difference(
        [
            a.tar[1] - b.tar[1]
            for a, b in zip(
                *(measures[loss] for loss in ("arc_softmax", "norm_softmax")), strict=True
            )
        ]
    )
    written = refreshed(page, found)
    assert "2<!-- / --> seeds, <!-- = toy.rank.arc_softmax -->2<" in written
    assert f"-->{expected.mean:+.3f} ± ".replace("-->-", "-->−") in written


def test_the_guidance_experiment_has_numbers_for_sentences() -> None:
    cells = [screen()[0], screen()[5]]
    first = screen_rows(as_predicted, error_as_predicted)
    found = guidance.numbers(first, confirmation_rows(cells, {"sv": 0.04}), [])
    gains = sum(as_predicted(cell) > 0 for cell in screen())
    page = (
        "<!-- = screen.more -->0<!-- / --> of <!-- = screen.found|length -->0<!-- / -->; "
        "<!-- = '%+.2f'|format(effect['wrong'].size) -->0<!-- / -->; "
        f"<!-- = confirmation.of['{cells[0].name}: sv - norm'].words -->0<!-- / -->; "
        "<!-- = fate.where.fate -->0<!-- / -->; <!-- = runs.screen -->0<!-- / -->"
        "<!-- check runs.diverged == 0 and screen.less > 0 -->"
    )
    written = refreshed(page, found)
    for value in (f"-->{gains}<", "-->32<", "-->-0.03<", "-->more<", "-->held<", "-->256<"):
        assert value in written
