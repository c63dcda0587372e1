"""The notes of the opening: their numbers are those of the stored runs."""

import re

from app.opening.facts import (
    ARC,
    SOFTMAX,
    SV_ARC,
    found_difference,
    gap_difference,
)
from app.opening.notes import (
    ONE_RUN,
    SEEDS,
    about,
    guidance_note,
    interval,
    seeds_note,
    signed,
    strangers_note,
)
from app.opening.story import scenes


def test_every_claim_has_its_mean_its_seeds_and_its_interval() -> None:
    gap, guidance, found = (
        gap_difference(ARC, SOFTMAX),
        gap_difference(SV_ARC, ARC),
        found_difference(),
    )
    assert len(gap.values_S) >= 5
    assert seeds_note()[1].endswith(f"in this run, {signed(gap.mean)}° in the mean")
    assert seeds_note()[2] == f"{interval(gap)}°. {SEEDS}"
    assert guidance_note()[2] == f"{interval(guidance)}°"
    assert strangers_note()[1:] == (
        f"Each loss at its best: Arc {signed(found.mean)} points in the mean",
        f"{interval(found)} points. {ONE_RUN}",
    )


def test_what_is_no_luck_is_said_first_and_what_may_be_luck_too() -> None:
    assert seeds_note()[0] == "Over 7 seeds the interval leaves 0 out: not luck"
    assert strangers_note()[0] == "Over 10 seeds the interval leaves 0 out: not luck"
    assert guidance_note()[0] == "Over 7 seeds the interval holds 0: no clear gain"


def test_the_run_that_is_seen_has_the_difference_that_a_reader_subtracts() -> None:
    caption = next(scene.caption for scene in scenes() if scene.name == "gap")
    arc, softmax = (float(found) for found in re.findall(r"\d+\.\d", caption))
    assert f"+{arc - softmax:.1f}° in this run" in seeds_note()[1]


def test_an_interval_is_called_so_each_time_and_no_note_has_a_sign_for_two_things() -> None:
    low, high = gap_difference(SV_ARC, ARC).interval()
    assert low < 0 < high
    assert guidance_note()[2] == f"95 % interval of the mean: −{-low:.1f} to {high:.1f}°"
    notes = " ".join((*seeds_note(), *guidance_note(), *strangers_note(), about()))
    assert "±" not in notes


def test_a_picture_that_leaves_the_app_names_its_run() -> None:
    assert "8 people x 60 pictures" in about()
    assert seeds_note()[0] in about()
