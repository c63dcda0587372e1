"""The words below a figure: what it is made of, and what it cannot show."""

from dataclasses import replace

import pytest

from app.figures.about import MEASURES, about, reading
from tests.app.runs import flat
from toy_models.data import Blobs


def test_the_line_names_data_number_steps_seed_and_versions() -> None:
    result = flat(seed=7)
    line = about(result)
    assert line.startswith(
        "Data: blobs, 32 training samples shown, 10% wrong labels. 12 of 12 steps of adam, seed 7. "
    )
    assert result.provenance in line
    assert "torch" in result.provenance
    assert line.endswith("that takes several seeds.")


def test_a_clean_run_speaks_of_no_wrong_labels() -> None:
    line = about(flat(label_noise=0.0))
    assert "wrong labels" not in line
    assert "32 training samples shown. 12 of" in line


def test_a_part_of_the_samples_is_counted_as_shown() -> None:
    line = about(flat(recorded=20, data=Blobs(classes=4, per_class=300)))
    assert "blobs, 20 training samples shown" in line
    assert "1,200 training and 600 test samples" in line


def test_a_stopped_run_tells_how_far_it_came() -> None:
    result = flat()
    config = replace(result.config, steps=2000)
    assert "12 of 2,000 steps" in about(replace(result, config=config, stopped=True))


@pytest.mark.parametrize("dimension", [2, 3, 8, 64])
def test_the_reading_says_what_points_rings_and_regions_are(dimension: int) -> None:
    text = reading(dimension)
    assert text.endswith(".")
    if dimension <= 3:
        for word in ("Points are features", "class weights", "support vector", "direction"):
            assert word in text
    else:
        assert f"in {dimension} dimensions" in text
        assert "cannot show" in text


def test_the_measures_are_said_to_be_of_the_plain_cosine() -> None:
    assert MEASURES.startswith("Accuracy is measured with the plain cosine")
    for word in ("angle gap", "rival", "margin"):
        assert word in MEASURES.lower()
