"""The three sentences follow the stored answer, and say otherwise of another one."""

from dataclasses import replace

from tests.toy_models.guidance.drawn_rows import as_predicted, error_as_predicted, screen_rows
from toy_models.guidance.answer import FILE, Answer, computed, read_answer
from toy_models.guidance.rows import RESULTS
from toy_models.guidance.three_sentences import LEARNED, three_sentences


def stored() -> Answer:
    return read_answer(RESULTS / FILE)


def test_the_stored_answer_is_three_sentences_with_its_own_counts() -> None:
    found = stored()
    others = [point for point in found.points if point.error >= LEARNED]
    worse = sum(point.difference.words == "less" for point in others)
    (gain,) = (one for one in found.own_gains if one.interval.mean >= 0.01)
    least, most = sorted(100 * one.interval.mean for one in found.push_alone)
    assert three_sentences(found) == (
        "**Where a network has learned its training pictures, a harder push that starts late "
        "changes nothing**: by then hardly a wrong class beats the right one, so there is next to "
        "nothing left to push. "
        "**Where it has not, a harder push mostly changes nothing or costs**: SV-Softmax "
        f"recognises strangers better than softmax in none of {len(others)} such settings, and "
        f"worse in {worse}. **One gain was found, and it is small**: SV-Arc over Arc by "
        f"{100 * gain.interval.mean:.1f} points ({least:.1f} to {most:.1f} with one margin for "
        "both), where some labels name look-alikes and the scale s is far below the usual."
    )


def test_another_result_gets_other_sentences() -> None:
    said = three_sentences(computed(screen_rows(as_predicted, error_as_predicted), []))
    assert "changes nothing**: by then hardly a wrong class" in said
    assert "Where it has not, it helps in 8 of 16 such settings, and costs in 8 of 16" in said
    assert "gain" not in said  # stage 3 is not there
    hurts = three_sentences(computed(screen_rows(lambda cell: -0.04, lambda cell: 0.0), []))
    assert "helps in none of 32 such settings, and costs in 32 of 32 such settings" in hurts


def test_without_a_gain_that_counts_it_says_so() -> None:
    found = stored()
    little = tuple(one for one in found.own_contrasts if (one.one, one.other) == ("sv", "norm"))
    assert "**No gain was found**" in three_sentences(replace(found, own_contrasts=little))
    at_the_usual = tuple(replace(own, setting="s1 m0.3") for own in found.own)
    said = three_sentences(replace(found, own=at_the_usual, same_margin=()))
    assert said.endswith("points, where some labels name look-alikes.")
