"""The notes of the opening: their numbers are those of the stored runs."""

from app.opening.facts import (
    ARC,
    SOFTMAX,
    SV_ARC,
    found_difference,
    gap_difference,
    stored_strangers,
)
from app.opening.notes import about, guidance_note, seeds_note, strangers_note, strangers_view


def test_every_claim_has_its_difference_and_its_seeds() -> None:
    gap = gap_difference(ARC, SOFTMAX)
    assert len(gap.values_S) >= 5
    assert gap.up == len(gap.values_S)
    assert seeds_note() == (f"Arc minus softmax: {gap}°, larger in all {len(gap.values_S)} seeds")
    assert str(gap_difference(SV_ARC, ARC)) in guidance_note()
    assert found_difference().sign == 1
    assert strangers_note() == (
        f"{len(found_difference().values_S)} seeds, each loss at its best: "
        f"Arc {found_difference()} points"
    )


def test_the_view_of_strangers_names_its_dimensions_and_an_angle_of_its_pictures() -> None:
    strangers = stored_strangers()
    dimensions, angle = strangers_view()
    assert f"3 of {strangers.config.embedding} dimensions" in dimensions
    assert f"{strangers.pair_angles[0]:.0f}°" in angle


def test_a_picture_that_leaves_the_app_names_its_run() -> None:
    assert "8 people x 60 pictures" in about()
    assert seeds_note() in about()
