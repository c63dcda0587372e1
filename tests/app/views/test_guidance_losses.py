"""The comparisons of losses on the page "When does it help?": the stored ones, and the control."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.face_sections.visiting import charts
from tests.patience import SECONDS
from toy_models.guidance.answer import stored_answer


def page() -> None:
    from app.look.themes import LIGHT
    from app.views.guidance_losses import own_settings, same_margin, taken_apart
    from toy_models.guidance.answer import stored_answer
    from toy_models.guidance.rows import RESULTS, stored
    from toy_models.guidance.stages.own_settings import judged
    from toy_models.guidance.stages.table import complete_stages

    first = stored(RESULTS / "screen.jsonl")
    second, third = complete_stages(RESULTS, first)
    taken_apart(stored_answer(), second, LIGHT)
    own_settings(stored_answer(), judged(third), LIGHT)
    same_margin(stored_answer(), LIGHT)


def _again() -> None:
    from app.look.themes import LIGHT
    from app.views.guidance_losses import repeated
    from toy_models.guidance.answer import stored_answer

    repeated(stored_answer(), LIGHT)


def _dose() -> None:
    from app.look.themes import LIGHT
    from app.views.guidance_losses import dose
    from toy_models.guidance.answer import stored_answer

    dose(stored_answer(), LIGHT)


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


def test_where_guidance_is_softmax_and_where_only_the_correction_undecides_it_is_said() -> None:
    app = AppTest.from_function(page).run(timeout=SECONDS)
    (alt,) = (alt for alt in charts(app) if alt.startswith("Does guidance help softmax?"))
    assert "s times 1.2? not decided, corrected for 48 comparisons: +1.4" in alt
    assert "help softmax? not decided: +0.4" in alt
    app.selectbox[0].select_index(0).run(timeout=SECONDS)
    (alt,) = (alt for alt in charts(app) if alt.startswith("Does guidance help softmax?"))
    assert "s times 1.2? yes, by 1.6 points, but guidance is softmax here" in alt
    assert "Arc have a margin of 0.3" in app.caption[0].value


def test_the_setting_that_opens_has_something_to_push_and_the_others_say_they_have_not(
    shown: AppTest,
) -> None:
    said = []
    for at, _ in enumerate(shown.selectbox[0].options):
        app = AppTest.from_function(page).run(timeout=SECONDS)
        app.selectbox[0].select_index(at).run(timeout=SECONDS)
        said.append(next(m.value for m in app.markdown if m.value.startswith("When t begins")))
    assert ["next to nothing to push" in words for words in said] == [True, True, False, False]
    assert shown.selectbox[0].index == 2
    assert said[2].endswith(
        "all 12 runs with a fixed t are stuck, with more than half of their training pictures "
        "still wrong."
    )
    assert "2 of 12 runs each with Arc and SV-Arc and all runs with every other loss" in said[3]


def test_runs_that_stuck_at_their_own_best_are_said_with_what_is_left_without_them(
    shown: AppTest,
) -> None:
    (words,) = (m.value for m in shown.markdown if m.value.startswith("At the end"))
    assert words.startswith("At the end 2 of 12 runs each with Arc and SV-Arc are stuck")
    assert "Without the seeds 108 and 111, in points: Arc minus softmax is +" in words


def test_what_is_gained_at_own_settings_stands_there_with_when_it_was_added(
    shown: AppTest,
) -> None:
    texts = [m.value for m in shown.markdown]
    assert any("gains there, too: 0.5 points at a margin of 0.2" in text for text in texts)
    assert any("no prediction speaks of them" in caption.value for caption in shown.caption)


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
    heading = shown.markdown[-1].value
    assert heading.startswith("**The same margin for both: 1,000 people in loose")
    assert heading.endswith("; s = 0.3 $s_A$**")
    said = shown.caption[-1].value
    assert "added after it was seen: s = 0.3 $s_A$ for both, 12 pairs of trainings" in said
    assert "the next figure asks whether it comes again with others" in said


def test_each_t_and_each_part_has_a_row_under_a_sentence_with_all_of_them() -> None:
    app = AppTest.from_function(_dose).run()
    assert not app.exception
    assert app.header[-1].value == "How hard should it push?"
    found = stored_answer().dose
    (alt,) = (alt for alt in charts(app) if alt.startswith("Is SV-Arc with t = 1.1 better"))
    assert alt.count("?") == len(found) == 9
    assert app.markdown[-1].value.startswith("SV-Arc minus Arc, in points: ")
    assert app.caption[-1].value.startswith("8 pairs of trainings; s = 0.3 $s_A$, m = 0.3. ")


def test_the_gain_that_was_trained_again_has_its_own_figure() -> None:
    app = AppTest.from_function(_again).run()
    assert app.markdown[-1].value.startswith("**Again, with other seeds, other training people")
    assert app.caption[-1].value.startswith("12 pairs of trainings, added when the figure above")
