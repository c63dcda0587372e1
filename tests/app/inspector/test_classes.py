"""The tables of all classes: an explanation as it is, or the record's angles alone."""

import numpy as np
import pytest

from app.inspector.classes import angles_alone, every_class
from toy_models.explanation import explain
from toy_models.gentle import gentle

NAMES = ("a", "b", "c")


def test_the_likeliest_class_comes_first() -> None:
    explanation = explain(gentle("sv_softmax"), [0.2, 0.9, 0.1], 0, 1.0)
    table = every_class(explanation, NAMES)
    assert table["class"][0] == "b"
    assert dict(zip(table["class"], table["role"], strict=True)) == {
        "b": "SV",
        "a": "target",
        "c": "",
    }
    assert table["p"] == sorted(explanation.p_C, reverse=True)
    assert table["cosine"][0] == 0.9


def test_without_an_explanation_the_nearest_class_comes_first() -> None:
    table = angles_alone(np.array([0.5, -1.0, 1.0]), NAMES)
    assert table["class"] == ["c", "a", "b"]
    assert table["angle (°)"] == pytest.approx([0, 60, 180])
