"""The predictions as they were registered: the rules use what the experiment has."""

from toy_models.guidance.predictions import (
    BOUND,
    CONFIRMATION_SEEDS,
    CONTRASTS,
    LEVEL,
    PREDICTIONS,
    SCREEN_SEEDS,
)


def test_six_predictions_each_with_a_rule_of_its_stage() -> None:
    assert [one.key for one in PREDICTIONS] == [
        "where", "equal", "flips", "random", "hotter", "with_margin",
    ]  # fmt: skip
    assert all("Stage 1" in one.rule or "Stage 2" in one.rule for one in PREDICTIONS)


def test_no_contrast_stands_twice() -> None:
    assert len({frozenset(pair) for pair in CONTRASTS}) == len(CONTRASTS) == 12


def test_the_confirmation_has_seeds_that_chose_no_cell() -> None:
    assert not set(SCREEN_SEEDS) & set(CONFIRMATION_SEEDS)
    assert (len(SCREEN_SEEDS), len(CONFIRMATION_SEEDS)) == (4, 12)
    assert (BOUND, LEVEL) == (0.01, 0.05)
