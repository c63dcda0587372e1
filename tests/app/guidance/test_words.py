"""The experiment in words: a sentence for each outcome, and a question for each contrast."""

from dataclasses import replace

import pytest

from app.guidance.words import (
    by_heat,
    cell_in_words,
    dose_headline,
    effect_of_scale,
    headline,
    margin_headline,
    own_headline,
    own_in_words,
    own_scales,
    own_setting,
    predictions,
    push_headline,
)
from tests.toy_models.guidance.drawn_rows import (
    as_predicted,
    control_rows,
    error_as_predicted,
    screen_rows,
)
from toy_models.guidance.answer import FILE, read_answer
from toy_models.guidance.cells import Cell, screen
from toy_models.guidance.from_rows import computed
from toy_models.guidance.rows import RESULTS
from toy_models.guidance.stages.dose import DOSE
from toy_models.guidance.stages.dose_longer import DOSE_LONGER


def nothing(cell: Cell) -> float:
    return 0.0


def test_the_headline_counts_gains_and_losses() -> None:
    mixed = computed(screen_rows(as_predicted, error_as_predicted), [])
    assert headline(mixed) == (
        "With one scale s for both, SV-Softmax recognises strangers better than softmax in 8 of 32 "
        "settings, and worse in 8. In 16 the two are equal within 1 point; the rest is not decided."
    )
    assert by_heat(mixed.points) == (
        "The mean difference in points of TAR is +1.0 at 0.8 times the usual s and 0.0 at "
        "2.5 times the usual s."
    )
    none = computed(screen_rows(nothing, error_as_predicted), [])
    assert headline(none).startswith(
        "With one scale s for both, SV-Softmax recognises strangers better than softmax in none"
    )


def test_what_guidance_gains_at_its_own_best_settings() -> None:
    found = read_answer(RESULTS / FILE)
    guided = found.own_guided
    gains = {one.one: f"{100 * one.interval.mean:.1f}" for one in guided if one.words == "more"}
    assert own_headline(found) == (
        "With each loss at its own best s and margin there is a gain in 1 of 2 settings: SV-Arc "
        f"over Arc by {gains['sv_arc']} points (its margin was larger, 0.3 against 0.2). "
        f"SV-Softmax over softmax gains {gains['sv']} in one of them, less than the 1 "
        "that we count."
    )
    nobody = replace(found, own_contrasts=tuple(replace(one, p_holm=1.0) for one in guided))
    assert "it gains in none of 4 comparisons." in own_headline(nobody)
    assert own_headline(replace(found, own_contrasts=())) == ""
    little = replace(found, own_contrasts=tuple(one for one in guided if one.one == "sv"))
    assert "it gains 1 point in none of 2 comparisons. SV-Softmax" in own_headline(little)


def test_what_the_push_gains_at_one_margin_is_said_beside_it() -> None:
    found = read_answer(RESULTS / FILE)
    smaller, larger = (f"{100 * one.interval.mean:.1f}" for one in found.push_alone)
    assert push_headline(found) == (
        f"The push alone, with one margin for both, gains there, too: {smaller} points at a margin "
        f"of 0.2 and {larger} at 0.3. Not luck, but less than 1 point."
    )
    assert push_headline(replace(found, same_margin=())) == ""


@pytest.mark.parametrize(
    ("tars", "words"),
    [
        (
            (0.4, 0.4, 0.42, 0.43),
            "gains there, too: 2.0 points at a margin of 0.2 and 3.0 at 0.3.",
        ),
        ((0.4, 0.4, 0.4, 0.43), "with one margin for both, has no certain gain at each margin."),
    ],
)
def test_a_larger_gain_of_the_push_and_none_have_their_sentences(
    tars: tuple[float, float, float, float], words: str
) -> None:
    found = computed(screen_rows(nothing, error_as_predicted), [], same_margin=control_rows(tars))
    assert push_headline(found).endswith(words)


def test_what_each_t_and_each_part_gains_is_said_in_points() -> None:
    # Arc, four t, the shift, the factor, random rivals.
    tars = (0.4, 0.404, 0.412, 0.42, 0.39, 0.41, 0.4, 0.402)
    rows = control_rows(tars, DOSE)
    found = computed(screen_rows(nothing, error_as_predicted), [], dose=rows)
    assert dose_headline(found) == (
        "SV-Arc minus Arc, in points: +0.4 with t = 1.1, +1.2 with t = 1.2, +2.0 with t = 1.4 and "
        "\u22121.0 with t = 1.8. With t = 1.2, the shift of the probabilities alone: +1.0; the "
        "factor on the gradient alone: 0.0 (equal); the same push on random classes: +0.2."
    )
    assert dose_headline(replace(found, dose=())) == ""
    longer = control_rows((0.5, 0.51, 0.53), DOSE_LONGER)
    both = computed(screen_rows(nothing, error_as_predicted), [], dose=rows, dose_longer=longer)
    assert dose_headline(both).endswith(
        "After twice the steps, with 6 of these seeds: +1.0 with t = 1.2 and +3.0 with t = 1.8, "
        "where the same seeds had \u22121.0."
    )


def test_what_a_margin_gains_is_said_beside_it() -> None:
    found = read_answer(RESULTS / FILE)
    (gain,) = (
        one
        for one in found.own_contrasts
        if (one.one, one.other, one.words) == ("arc", "norm", "more")
    )
    assert margin_headline(found) == (
        "A margin, without any guidance: Arc is ahead of softmax by "
        f"{100 * gain.interval.mean:.1f} points in 1 of 2 settings."
    )
    assert margin_headline(replace(found, own_contrasts=())) == ""


def test_what_became_of_the_predictions_is_in_points() -> None:
    found = read_answer(RESULTS / FILE)
    said = " ".join(f"{fate}: {why}" for _, fate, why in predictions(found))
    assert "0.00" not in said
    assert "undecided: effect of wrong labels 0.0 (\u22120.3 to +0.3)" in said


def test_predictions_of_every_setting_say_at_which_scales_they_held() -> None:
    found = read_answer(RESULTS / FILE)
    whys = {expected: why for expected, _, why in predictions(found)}
    assert whys["With t raised, SV-Arc equals Arc."].endswith(
        "; s is 0.8 and 2.5 times the usual there"
    )
    assert sum("times the usual there" in why for why in whys.values()) == 2
    assert not any("there" in why for _, _, why in predictions(replace(found, contrasts=()))[-1:])


def test_the_page_speaks_of_settings_where_the_rules_speak_of_cells() -> None:
    reasons = [why for _, _, why in predictions(read_answer(RESULTS / FILE))]
    assert not any("cell" in why or "stage" in why for why in reasons)
    assert any("setting" in why for why in reasons)


def test_what_the_scale_does_to_the_difference_has_its_sign_and_interval() -> None:
    found = read_answer(RESULTS / FILE)
    effect = next(one for one in found.effects if one.names == ("heat",))
    assert effect.high < 0
    assert effect_of_scale(found).startswith(
        f"Over all settings SV-Softmax minus softmax is {-100 * effect.size:.1f} points lower at "
        f"2.5 $s_A$ than at 0.8 $s_A$ ({-100 * effect.high:.1f} to {-100 * effect.low:.1f}). So "
        "it does more harm at the large s, which theory does not expect."
    )
    assert "s (t − 1)(1 + cos)" in effect_of_scale(found)
    assert effect_of_scale(found).endswith("cannot be told apart here.")
    as_expected = replace(effect, size=0.02, low=0.01, high=0.03)
    assert "theory" not in effect_of_scale(replace(found, effects=(as_expected,)))
    none = replace(found, effects=(replace(effect, low=-0.1, high=0.1),))
    assert "no effect of s" in effect_of_scale(none)


def test_a_cell_is_described_by_what_it_is() -> None:
    words = cell_in_words(screen()[0])
    assert "200 people" in words
    assert "8 dimensions" in words


@pytest.mark.parametrize(
    ("setting", "words"), [("s0.8", "s = 0.8 $s_A$"), ("s1.25 m0.3", "s = 1.25 $s_A$, m = 0.3")]
)
def test_an_own_setting_is_read_aloud(setting: str, words: str) -> None:
    assert own_setting(setting) == words


def test_a_loss_at_the_end_of_its_range_is_called_so() -> None:
    own = read_answer(RESULTS / FILE).own
    plain, flipped = (
        [one for one in own if one.cell == cell] for cell in dict.fromkeys(one.cell for one in own)
    )
    assert "range" not in own_in_words(plain)
    words = own_in_words(flipped)
    assert "Softmax s = 0.2 $s_A$ (an end of its range), TAR" in words
    assert words.count("(an end of its range)") == 2
    assert words.endswith("Beyond the end of a range there may be a better value.")


def test_own_settings_say_which_scales_were_chosen() -> None:
    found = read_answer(RESULTS / FILE)
    cells = dict.fromkeys(own.cell for own in found.own)
    assert [own_scales(found, cell) for cell in cells] == [
        "each loss at its own s, 0.5 to 0.8 $s_A$",
        "each loss at its own s, 0.2 to 0.3 $s_A$",
    ]
