"""Learning rates by hand, and the rule that scaled them."""

import pytest

from face_training import recipes
from face_training.training.learning_rate import LearningRate, scaled


def rates(images=640, *overrides):
    return LearningRate.of(recipes.read("smoke", overrides), images)


def test_steps_fall_at_the_milestones():
    rate = rates(
        640,
        "schedule.kind=steps",
        "schedule.warmup=0",
        "schedule.milestones=[100, 160, 220]",
        "schedule.length=240",
    )
    assert rate.steps == 240
    expected = {0: 0.1, 99: 0.1, 100: 0.01, 159: 0.01, 160: 0.001, 220: 1e-4, 239: 1e-4}
    assert {step: rate.at(step) for step in expected} == pytest.approx(expected)


def test_epochs_are_counted_in_whole_batches():
    rate = rates(
        700, "schedule.unit=epochs", "schedule.length=12", "schedule.warmup=0",
        "schedule.kind=steps", "schedule.milestones=[4, 8, 10]",
    )  # fmt: skip
    assert (rate.steps_per_epoch, rate.steps) == (10, 120)
    assert [rate.at(step) for step in (39, 40, 80, 100)] == pytest.approx([0.1, 0.01, 1e-3, 1e-4])


def test_warm_up_then_a_straight_line_to_nothing():
    rate = rates(640, "schedule.kind=polynomial", "schedule.warmup=100", "schedule.length=300")
    assert rate.at(0) == pytest.approx(0.1 / 101)
    assert rate.at(99) == pytest.approx(0.1 * 100 / 101)
    assert rate.at(100) == pytest.approx(0.1)
    assert rate.at(200) == pytest.approx(0.05)
    assert rate.at(300) == pytest.approx(0)
    squared = rates(
        640, "schedule.kind=polynomial", "schedule.warmup=100", "schedule.length=300",
        "schedule.power=2",
    )  # fmt: skip
    assert squared.at(200) == pytest.approx(0.025)


def test_cosine_and_constant():
    cosine = rates(640, "schedule.warmup=0", "schedule.length=300")
    assert [cosine.at(s) for s in (0, 150, 300)] == pytest.approx([0.1, 0.05, 0])
    constant = rates(640, "schedule.warmup=0", "schedule.kind=constant")
    assert constant.at(299) == 0.1


def test_the_batch_scales_the_rate_and_the_rule_is_told():
    settings = recipes.read("smoke", ["optimiser.for_batch=1024"]).optimiser
    assert scaled(settings, 256) == (
        pytest.approx(0.025),
        "0.1 for 1024 images a step, 0.025 for 256 (linear rule)",
    )
    root = recipes.read("smoke", ["optimiser.for_batch=1024", "optimiser.scaling=square_root"])
    assert scaled(root.optimiser, 256)[0] == pytest.approx(0.05)
    assert scaled(recipes.read("smoke").optimiser, 64)[1] == "0.1, as given, for 64 images a step"


def test_fewer_images_than_a_batch():
    with pytest.raises(ValueError, match=r"training\.batch is 64, and there are only 63 images"):
        rates(63)
