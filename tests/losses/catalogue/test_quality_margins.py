"""The losses that read the length of a feature."""

import pytest

from losses import LOSSES


@pytest.mark.parametrize("name", ["magface", "adaface"])
def test_they_need_the_norms(name):
    assert LOSSES[name].needs_norms
    assert LOSSES[name].parameters["scale"].default == 64


def test_the_papers_lengths_and_margins():
    values = {name: p.default for name, p in LOSSES["magface"].parameters.items()}
    assert values == {
        "scale": 64, "l_a": 10, "u_a": 110, "l_m": 0.45, "u_m": 0.8, "lambda_g": 35
    }  # fmt: skip
