"""Classes without holes."""

import numpy as np
import pytest

from face_training.data.labels import one_spelling, renumbered


def test_holes_are_closed_up_and_told() -> None:
    classes = renumbered([7, 2, 2, 9], "it")
    assert classes.labels_N.tolist() == [1, 0, 0, 2]
    assert classes.labels_N.dtype == np.int64
    assert classes.numbers_C.tolist() == [2, 7, 9]
    assert classes.holes == 7
    assert classes.in_words() == "4 images of 3 identities, 7 unused numbers closed up"


def test_numbers_without_holes_stay() -> None:
    classes = renumbered([1, 0, 2, 1], "it")
    assert classes.labels_N.tolist() == [1, 0, 2, 1]
    assert classes.in_words() == "4 images of 3 identities"


@pytest.mark.parametrize(
    ("numbers", "says"),
    [
        ([], "it has 0 identities; training needs two or more."),
        ([3, 3], "it has 1 identities; training needs two or more."),
        ([0, -1], "it has the label -1; labels are 0 or more."),
    ],
)
def test_what_cannot_be_trained_is_refused(numbers: list[int], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        renumbered(numbers, "it")


def test_two_spellings_of_a_name_are_one() -> None:
    assert one_spelling(["Zo\xeb", "Zoe\u0308", "Ann"]) == {
        "Ann": "Ann", "Zoe\u0308": "Zoe\u0308", "Zo\xeb": "Zoe\u0308",
    }  # fmt: skip
