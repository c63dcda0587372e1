"""The comparisons of losses on the page "When does it help?": the stored ones, and the control."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.face_sections.visiting import charts
from toy_models.guidance.answer import stored_answer

SECONDS = 60


def page() -> None:
    from app.look.themes import LIGHT
    from app.views.guidance_losses import own_settings, same_margin, taken_apart
    from toy_models.guidance.answer import stored_answer

    for part in (taken_apart, own_settings, same_margin):
        part(stored_answer(), LIGHT)


@pytest.fixture(scope="module")
def shown() -> AppTest:
    app = AppTest.from_function(page)
    app.run(timeout=SECONDS)
    assert not app.exception
    return app


def test_each_comparison_is_a_question_with_its_answer(shown: AppTest) -> None:
    alts = "; ".join(charts(shown))
    assert "Does guidance help softmax? " in alts  # of the setting that is chosen
    for one in stored_answer().own_gains:
        assert f"by {100 * one.interval.mean:.1f} points" in alts


def test_the_control_has_a_row_for_each_of_its_four_comparisons(shown: AppTest) -> None:
    first, chart = next(
        (alt, chart) for alt, chart in charts(shown).items() if alt.startswith("With m = 0.2")
    )
    found = stored_answer().same_margin
    assert chart["data"][0]["x"] == pytest.approx([100 * one.interval.mean for one in found])
    assert first.count("?") == len(found) == 4
    for one in stored_answer().push_alone:
        assert f"yes, by {100 * one.interval.mean:.1f} points" in first


def test_it_says_that_the_control_came_after_the_gain_and_repeats_nothing(shown: AppTest) -> None:
    assert shown.markdown[-1].value.startswith("**The same margin for both: 1,000 people in loose")
    said = shown.caption[-1].value
    assert "added after it was seen: s = 0.3 s_A for both, 12 pairs of trainings" in said
    assert "not that it comes again with others" in said
