"""The values of the papers, and which parts share a parameter."""

from losses import LOSSES
from losses.catalogue.thresholds import ROWS


def test_the_authors_values():
    uniface, sphereface2 = ROWS
    assert {n: p.default for n, p in uniface.parameters.items()} == {"scale": 64, "margin": 0.4}
    assert {n: p.default for n, p in sphereface2.parameters.items()} == {
        "scale": 40, "margin": 0.4, "power": 3, "balance": 0.7,
    }  # fmt: skip


def test_margin_and_exponent_are_one_parameter_of_three_slots():
    spec = LOSSES["sphereface2"]
    values = spec.checked({"margin": 0.2, "power": 2.0})
    assert spec.arguments(spec.guidance, values) == {"rival_margin": 0.2, "rival_power": 2.0}
    assert spec.arguments(spec.threshold, values) == {
        "balance": 0.7, "scale": 40, "margin": 0.2, "power": 2.0,
    }  # fmt: skip


def test_only_these_losses_have_a_threshold():
    assert {name for name, spec in LOSSES.items() if spec.threshold} == {"uniface", "sphereface2"}
