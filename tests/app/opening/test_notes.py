"""The notes of the opening: their numbers are those of the stored runs."""

from app.opening.facts import (
    ARC,
    SOFTMAX,
    SV_ARC,
    found_difference,
    gap_difference,
    stored_strangers,
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
    strangers_view,
)


def test_every_claim_has_its_mean_its_seeds_and_its_interval() -> None:
    gap, guidance, found = (
        gap_difference(ARC, SOFTMAX),
        gap_difference(SV_ARC, ARC),
        found_difference(),
    )
    assert len(gap.values_S) >= 5
    assert gap.up == len(gap.values_S)
    assert seeds_note() == (
        f"Arc minus softmax: {signed(gap.mean)}°, larger in all {len(gap.values_S)} seeds",
        f"{interval(gap)}°. {SEEDS}",
    )
    assert guidance_note()[1] == f"{interval(guidance)}°"
    assert found.sign == 1
    assert strangers_note() == (
        f"Mean of {len(found.values_S)} seeds, each loss at its best: "
        f"Arc {signed(found.mean)} points",
        f"{interval(found)} points. {ONE_RUN}",
    )


def test_an_interval_is_called_so_each_time_and_no_note_has_a_sign_for_two_things() -> None:
    low, high = gap_difference(SV_ARC, ARC).interval()
    assert low < 0 < high
    assert guidance_note()[1] == f"95 % interval of the mean: −{-low:.1f} to {high:.1f}°"
    notes = " ".join((*seeds_note(), *guidance_note(), *strangers_note(), about()))
    assert "±" not in notes


def test_the_view_of_strangers_names_its_dimensions_and_an_angle_of_its_pictures() -> None:
    strangers = stored_strangers()
    assert f"3 of {strangers.config.embedding} dimensions" in strangers_view()
    assert f"{strangers.pair_angles[0]:.0f}°" in strangers_view()


def test_a_picture_that_leaves_the_app_names_its_run() -> None:
    assert "8 people x 60 pictures" in about()
    assert seeds_note()[0] in about()
