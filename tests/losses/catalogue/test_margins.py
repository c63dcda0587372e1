"""The margins of the papers."""

import pytest

from losses import LOSSES
from losses.catalogue.margins import ROWS


@pytest.mark.parametrize(
    ("name", "margin", "unit"),
    [
        ("a_softmax", 4, ""),
        ("am_softmax", 0.35, "cosine units"),
        ("arc_softmax", 0.5, "radians"),
        ("elasticface", 0.5, "radians for arc, cosine units for cos"),
    ],
)
def test_the_papers_defaults(name, margin, unit):
    parameter = LOSSES[name].parameters["margin"]
    assert parameter.default == margin
    assert parameter.unit == unit


def test_sub_center_arc_is_arc_with_three_centres():
    spec = LOSSES["subcenter_arc"]
    assert spec.margin is LOSSES["arc_softmax"].margin
    assert {n: p.default for n, p in spec.parameters.items()} == {
        "scale": 64, "centres": 3, "margin": 0.5,
    }  # fmt: skip


def test_the_rows_fill_f_alone():
    assert len(ROWS) >= 5
    assert all(spec.slots == (spec.margin,) for spec in ROWS)
