"""A kept cell as a scene: its panels, and labels whose true class is not shown."""

import numpy as np

from app.guidance.scene import scene
from tests.toy_models.guidance.drawn_pictures import drawn


def test_a_scene_has_the_arms_as_panels() -> None:
    kept = drawn("K9 d8")
    made = scene(kept, 3)
    assert made.titles == kept.titles
    assert [panel.seed for panel in made.panels] == [3, 3]
    assert made.dimension == 8
    assert made.arrays["push_LND"].shape == kept.arrays["features_LND"].shape
    assert not made.arrays["push_LND"].any()


def test_a_true_class_that_is_not_shown_is_none_of_the_scene() -> None:
    kept = drawn("K9 d8")
    made = scene(kept, 0)
    np.testing.assert_array_equal(made.true_labels_N, kept.true_labels_N)
    assert made.true_labels_N.max() == len(made.class_names)
