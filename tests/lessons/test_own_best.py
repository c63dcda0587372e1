"""The gains of guidance at each loss's own best setting are those of the stored experiment."""

import pytest

from lessons.own_best import gains_at_own_best
from toy_models.guidance.answer import stored_answer


def test_gains_are_in_points_of_tar_and_settings_are_counted() -> None:
    found = gains_at_own_best()
    assert (found["places"], found["of"]) == (1, 2)
    for one in stored_answer().own_gains:
        assert float(found[one.one]) == pytest.approx(100 * one.interval.mean, abs=0.05)
    assert found["by_margin_too"]
    push = [float(f"{100 * one.interval.mean:.1f}") for one in stored_answer().push_alone]
    assert [float(found["push_least"]), float(found["push_most"])] == sorted(push)
    assert found["push_alone"] is all(one.words == "more" for one in stored_answer().push_alone)
    (hardest,) = (
        one
        for one in stored_answer().dose
        if one.one.endswith(" t1.8") and "arc " in one.other and "sv" not in one.other
    )
    assert (found["hardest_t"], found["harder"]) == ("1.8", True)
    assert float(found["hardest"]) == pytest.approx(100 * hardest.interval.mean, abs=0.05)
    assert "arc" not in found  # its gain is the margin's, and not that of guidance
