"""What there was to push, and which runs got stuck, in words."""

import pytest

from app.guidance.questions import QUESTIONS
from app.guidance.runs import ARMS, stuck_runs, to_push, without_stuck
from toy_models.guidance.answer import FILE, read_answer
from toy_models.guidance.rows import RESULTS

NAMES = list(ARMS)


def test_every_arm_of_stage_2_has_a_name() -> None:
    assert {arm for pair in QUESTIONS for arm in pair} == set(ARMS)


def test_where_nothing_is_left_to_push_the_words_say_so() -> None:
    assert to_push(0.867) == (
        "When t begins to rise, 87% of the training pictures have a support vector."
    )
    assert "0.3% of the training pictures" in to_push(0.0031)
    assert "none of the training pictures" in to_push(0.0)
    assert "next to nothing to push" in to_push(0.0)


@pytest.mark.parametrize(
    ("stuck", "who"),
    [
        ({"sv_constant": range(12)}, "all 12 runs with a fixed t"),
        ({"arc": (1, 2), "sv_arc": (1, 2)}, "2 of 12 runs each with Arc and SV-Arc"),
        (
            {arm: range(2 if "arc" in arm else 12) for arm in NAMES},
            "2 of 12 runs each with Arc and SV-Arc and all runs with every other loss",
        ),
        ({arm: range(12) for arm in NAMES}, "all runs with every loss"),
    ],
)
def test_stuck_runs_are_counted_by_loss(stuck: dict[str, range], who: str) -> None:
    assert stuck_runs(stuck, NAMES, 12) == (
        f"At the end {who} are stuck, with more than half of their training pictures still wrong."
    )


def test_where_no_run_stuck_nothing_is_said() -> None:
    assert stuck_runs({}, NAMES, 12) == ""
    found = read_answer(RESULTS / FILE)
    assert without_stuck([one for one in found.own_contrasts if not one.stuck]) == ""


def test_what_is_left_without_the_seeds_that_got_stuck() -> None:
    found = read_answer(RESULTS / FILE)
    here = [one for one in found.own_contrasts if one.cell == found.own_contrasts[0].cell]
    arc = next(one for one in here if (one.one, one.other) == ("arc", "norm"))
    assert arc.mean_learned is not None
    said = without_stuck(here)
    assert "Without the seeds 108 and 111, in points: Arc minus softmax is " in said
    assert f"Arc minus softmax is {100 * arc.mean_learned:+.1f}" in said
    assert "AM" not in said
