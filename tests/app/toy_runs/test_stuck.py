"""Stuck runs: found by two class weights on one spot whose classes are mixed up, and ways out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.scene.scene import Scene
from app.toy_runs.comparison import scene_of
from app.toy_runs.stuck import Stuck, crowded, in_a_sentence, narrow, stuck, ways_out
from tests.app.runs import SMALL, flat
from toy_models.data import Faces
from toy_models.record import pack_unit


def on_circle(degrees: list[float]) -> np.ndarray:
    angle = np.radians(degrees)
    return np.stack([np.cos(angle), np.sin(angle)], 1)


def placed(weights: list[list[float]], features: list[list[float]]) -> Scene:
    """The small scene with other class weights and, by class, other features at its last step.

    Args:
        weights: degrees, by panel and class.
        features: the same for all samples of a class.
    """
    scene = scene_of(flat(label_noise=0.0))
    arrays = {name: array.copy() for name, array in scene.arrays.items()}
    for panel, (of_weights, of_classes) in enumerate(zip(weights, features, strict=True)):
        arrays["weights_LCD"][-1, panel] = pack_unit(on_circle(of_weights))
        arrays["features_LND"][-1, panel] = pack_unit(on_circle(of_classes)[scene.labels_N])
    arrays["test_accuracy_L"][-1] = [0.95, 0.74, 0.72]
    return replace(scene, arrays=arrays)


APART = [0.0, 90.0, 180.0, 270.0]
MET = [0.0, 90.0, 93.0, 270.0]  # 1 and 2 on one spot


def test_two_weights_on_one_spot_are_found_with_their_panel_and_said() -> None:
    # The samples of class 1 and 2 lie together, so one of the two classes is always wrong.
    scene = placed([APART, MET, MET], [APART, [0, 92, 92, 270], MET])
    (found,) = stuck(scene)
    assert (found.panel, found.pairs) == (1, (("1", "2"),))
    assert in_a_sentence([found]) == (
        "SV-Softmax is stuck: the class weights of 1 and 2 lie almost on one spot, so samples of "
        "these classes are taken for one another; 74% are right, and 95% with the best loss here. "
        "On a circle they cannot pass one another."
    )


def test_at_the_start_nothing_is_stuck() -> None:
    scene = placed([APART, MET, MET], [MET] * 3)
    assert stuck(scene, 0) == []


def test_several_panels_and_other_dimensions_are_said() -> None:
    pairs = (("1", "2"), ("5", "6"), ("1", "3"), ("2", "3"))
    one = Stuck(0, "Softmax", pairs, 0.8, 0.95, 3)
    other = Stuck(2, "Arc-Softmax", (("1", "2"),), 0.9, 0.95, 3)
    assert sorted(map(sorted, one.spots)) == [["1", "2", "3"], ["5", "6"]]
    assert in_a_sentence([one, other]) == (
        "Softmax and Arc-Softmax are stuck: 5 class weights lie on 2 spots, so samples of these "
        "classes are taken for one another; 80%, 90% are right."
    )


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        ({"embedding": 2}, "Start the class weights evenly apart"),
        ({"class_weights": "spread"}, "Go to the sphere"),
        ({"class_weights": "spread", "embedding": 3}, "Warm up longer"),
        ({"class_weights": "spread", "embedding": 3, "t_warmup": 12}, "Try another seed"),
    ],
)
def test_the_ways_out(changes: dict[str, object], first: str) -> None:
    config = replace(SMALL, **changes)  # type: ignore[arg-type]
    ways = ways_out(config)
    assert next(iter(ways)) == first
    assert all(other != config for other in ways.values())
    assert ways["Try another seed"] == replace(config, seed=1)
    if "Warm up longer" in ways:
        assert ways["Warm up longer"].softmax_warmup == 2


def test_a_circle_that_is_too_narrow_is_said_and_left() -> None:
    scene = scene_of(flat(label_noise=0.0))
    names = tuple(map(str, range(20)))
    arrays = {name: array.copy() for name, array in scene.arrays.items()}
    arrays["test_accuracy_L"][-1] = [0.18, 0.16, 0.16]
    full = replace(scene, class_names=names, arrays=arrays)
    words = crowded(full)
    assert words.startswith("A circle is too narrow for 20 classes: their weights lie 18°")
    assert "18% are right" in words
    assert crowded(replace(full, class_names=scene.class_names)) == ""  # four find their places
    assert crowded(full, 0) == ""  # nothing is trained yet
    arrays["test_accuracy_L"][-1, 1] = 0.8
    assert crowded(full) == ""  # it is the loss, and not the room
    config = replace(SMALL, data=Faces(identities=20), embedding=2)
    assert narrow(config).startswith("A circle is too narrow for 20 classes: their weights lie 18°")
    assert narrow(replace(config, embedding=3)) == narrow(SMALL) == ""
    assert ways_out(config) == {
        "Use 64 dimensions": replace(config, embedding=64),
        "Go to the sphere": replace(config, embedding=3),
    }
