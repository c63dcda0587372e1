"""What is kept of the runs behind a cell: whole again from its file, true to the training."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.toy_models.guidance.drawn_pictures import drawn
from toy_models.guidance import shown
from toy_models.guidance.cells import TINY


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
    assert (made.arrays["rival_LN"] < people).all()
