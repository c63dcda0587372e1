"""What is kept of the runs behind a cell: whole again from its file, true to the training."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.toy_models.guidance.drawn_pictures import angles_between, drawn
from toy_models.guidance import shown
from toy_models.guidance.cells import TINY, screen

PACKED = 5e-5  # radians by which an angle differs when its vectors have been packed


def test_a_kept_cell_comes_back_whole(tmp_path: Path) -> None:
    made = drawn("K9 d8")
    file = shown.file_of(made.cell, tmp_path)
    shown.save_shown(made, file)
    found = shown.read_shown(made.cell, tmp_path)
    assert (found.titles, found.class_names) == (made.titles, made.class_names)
    for name, array in made.arrays.items():
        np.testing.assert_array_equal(found.arrays[name], array)
    file.write_bytes(b"nothing")
    with pytest.raises(ValueError, match="is damaged"):
        shown.read_shown(made.cell, tmp_path)


def test_a_training_is_kept_with_all_classes_counted(tmp_path: Path) -> None:
    made = shown.shown(TINY)
    people, pictures = shown.PEOPLE, shown.PICTURES
    assert made.steps_K.tolist() == [1, 4, 10, 16, 28, 40]
    assert made.losses == ("norm_softmax", "sv_softmax")
    assert made.labels_N.tolist() == np.repeat(np.arange(people), pictures).tolist()
    assert made.arrays["weights_LCD"].shape == (6, 2, people, TINY.dimension)
    # Both arms are softmax until t rises; support vectors are counted among all twenty people.
    np.testing.assert_array_equal(
        made.arrays["features_LND"][0, 0], made.arrays["features_LND"][0, 1]
    )
    among_shown_LN = made.arrays["support_LNc"][0].any(-1)
    assert (made.arrays["support_samples_L"][0] >= among_shown_LN.mean(-1)).all()
    assert_named_truly(made)
    assert (made.arrays["rival_LN"] == people).any()
    assert (made.arrays["rival_LN"] < people).any()


def test_in_every_stored_cell_a_rival_is_named_only_where_it_is_the_nearest() -> None:
    hidden = [assert_named_truly(shown.read_shown(cell.name)) for cell in screen()]
    assert 0.6 < np.mean(hidden) < 0.8


def assert_named_truly(kept: shown.Shown) -> float:
    """The angle to the rival that is named is the stored one; the share that is not shown."""
    arrays, labels_N = kept.arrays, kept.labels_N.astype(int)
    rival, stored = arrays["rival_LN"].astype(int), arrays["rival_angle_LN"]
    angles = angles_between(arrays["features_LND"], arrays["weights_LCD"])
    angles[..., np.arange(len(labels_N)), labels_N] = np.inf  # the own class is no rival
    is_shown = rival < len(kept.class_names)
    assert (rival <= len(kept.class_names)).all()
    named = np.take_along_axis(angles, np.where(is_shown, rival, 0)[..., None], -1)[..., 0]
    off_by = np.spacing(stored).astype(float) / 2 + PACKED
    assert (np.abs(named - stored) <= off_by)[is_shown].all()
    assert (angles.min(-1) >= stored - off_by).all()
    return float(1 - is_shown.mean())
