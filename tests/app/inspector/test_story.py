"""The story against the record, read step by step."""

from dataclasses import replace

import numpy as np
import pytest

from app.inspector.story import Story, angles, cosines, story, words
from app.toy_runs.comparison import scene_of
from tests.app.runs import flat
from toy_models.record import Run

NAMES = ["apple", "pear", "plum", "fig"]


def made(*held: str, steps: tuple[int, ...] = (0, 10, 30, 60, 100)) -> Run:
    """A run in which sample 0 has these support vectors: for each kept step the classes."""
    whole = flat()
    support = np.zeros((len(steps), 4), bool)
    for k, classes in enumerate(held):
        for c in classes:
            support[k, int(c)] = True
    packed = np.zeros_like(whole.arrays["support_LNc"])
    packed[:, 1, 0] = np.packbits(support, axis=-1)
    return replace(whole, steps_K=np.array(steps), arrays={**whole.arrays, "support_LNc": packed})


def told(*held: str) -> Story:
    return story(made(*held), 1, 0)


def test_entries_exits_and_time() -> None:
    one = told("1", "13", "", "1", "")
    assert one.entries == [0, 60]
    assert one.exits == [30, 100]
    assert one.spans == [(0, 30), (60, 100)]
    assert one.last_exit == 100
    assert one.share == pytest.approx(0.7)
    assert one.steps_C.tolist() == [0, 70, 0, 20]


def test_one_that_goes_on_to_the_end_has_no_last_exit() -> None:
    one = told("", "2", "", "", "2")
    assert one.entries == [10, 100]
    assert one.exits == [30]
    assert one.spans == [(10, 30), (100, 100)]
    assert one.last_exit is None


@pytest.mark.parametrize(
    ("held", "sentence"),
    [
        ([], "**SV**: at no kept step was a class a support vector of it."),
        (
            ["1"] * 5,
            "**SV**: support vectors from the first step to the last, 100% of the steps, "
            "always class pear; it still has one at the end.",
        ),
        (
            ["1", "13", "", "1", ""],
            "**SV**: support vectors from step 0 to 30 and from step 60 to 100, 70% of the "
            "steps, mostly class pear; it is free of them from step 100 on.",
        ),
        (
            ["", "", "0", "0", "0"],
            "**SV**: support vectors from step 30 to the end, 70% of the steps, "
            "always class apple; it still has one at the end.",
        ),
        (
            ["0", "", "0", "", "1"],
            "**SV**: support vectors from step 0 to 10, from step 30 to 60 and from step 100 to "
            "the end, 40% of the steps, mostly class apple; it still has one at the end.",
        ),
    ],
)
def test_the_story_in_words(held: list[str], sentence: str) -> None:
    assert words(told(*held), "SV", NAMES) == sentence


def test_many_stretches_are_counted() -> None:
    result = made("1", "", "1", "", "1")
    one = story(scene_of(result), 1, 0)
    many = replace(one, entries=[0, 20, 40, 1060], exits=[10, 30, 50])
    assert "in 4 stretches, first from step 0 to 10, last from step 1,060 to the end" in words(
        many, "SV", NAMES
    )


def test_it_is_the_record_of_every_sample_and_loss() -> None:
    result = flat()
    for loss in range(3):
        for row in range(len(result.labels_N)):
            one = story(scene_of(result), loss, row)
            inside = False
            entries, exits = [], []
            for k, step in enumerate(result.steps_K.tolist()):
                held_C = result.support_vectors(k, loss)[row]
                np.testing.assert_array_equal(one.held_KC[k], held_C)
                if held_C.any() and not inside:
                    entries.append(step)
                if inside and not held_C.any():
                    exits.append(step)
                inside = bool(held_C.any())
            assert (one.entries, one.exits) == (entries, exits)
            assert 0 <= one.share <= 1
            assert words(one, "X", result.class_names).endswith(".")


@pytest.mark.parametrize("dimension", [2, 5])
def test_cosines_and_angles_are_the_records(dimension: int) -> None:
    result = flat(embedding=dimension)
    for loss in range(3):
        for row in (0, 7):
            label = result.labels_N[row]
            cos_KC = cosines(scene_of(result), loss, row)
            angles_KC = angles(scene_of(result), loss, row)
            assert cos_KC.shape == (len(result.steps_K), 4)
            np.testing.assert_allclose(np.cos(np.radians(angles_KC)), cos_KC, atol=1e-9)
            for k in range(len(result.steps_K)):
                expected = result.weights(k, loss) @ result.features(k, loss)[row]
                np.testing.assert_allclose(cos_KC[k], expected, atol=1e-4)
                recorded = np.degrees(float(result.target_angle_KLN[k, loss, row]))
                assert angles_KC[k, label] == pytest.approx(recorded, abs=0.2)
