"""The tables of measures beside the paper's."""

import numpy as np

from evidence.measures import Measures
from evidence.report import claims, difference, table
from evidence.table_1 import CLAIMS, PAPER
from tests.evidence.made_measures import made


def test_differences_are_taken_seed_by_seed() -> None:
    measures = made(norm_softmax=[0.3, 0.5, 0.4], sv_softmax=[0.4, 0.5, 0.1])
    found = difference(measures, "sv_softmax", "norm_softmax")
    np.testing.assert_allclose(found.values_S, [0.1, 0.0, -0.3], atol=1e-12)


def test_the_table_has_bands_and_both_ranks() -> None:
    lines = table(made(norm_softmax=[0.3, 0.5], arc_softmax=[0.6, 0.8])).split("\n")
    assert len(lines) == 4
    assert lines[2].startswith("| Softmax | 0.500 ± 0.000 | 0.400 ± 0.141 |")
    assert lines[2].endswith("| 2 | 95.24 % | 2 |")
    assert lines[3].endswith("| 1 | 98.18 % | 1 |")


def test_the_claims_are_one_line_each() -> None:
    measures = made(**{name: [0.3, 0.4, 0.35] for name in PAPER})
    lines = claims(measures).split("\n")
    assert len(lines) == 2 + len(CLAIMS)
    assert lines[2] == ("| F-Softmax beats Softmax | +0.000 ± 0.000 | 0 of 3 | we cannot say |")


def test_a_claim_is_judged_by_the_sign_of_the_difference() -> None:
    arc = np.array([0.5, 0.51, 0.52, 0.53])
    measures = made(
        norm_softmax=[0.3, 0.31, 0.3, 0.31],
        arc_softmax=arc.tolist(),
        sv_arc_softmax=(arc - 0.1 - 0.001 * np.arange(4)).tolist(),
    )
    higher, lower = claims(measures).split("\n")[2:]
    assert higher.startswith("| Arc-Softmax beats Softmax | +0.210 ± ")
    assert higher.endswith("| 4 of 4 | the same |")
    assert lower.startswith("| SV-Arc-Softmax beats Arc-Softmax | -0.101 ± 0.001 ")
    assert lower.endswith("| 0 of 4 | the other way round |")


def test_rates_of_another_experiment_fit_the_table() -> None:
    whole = {name: [Measures(tar=(0.5, 0.25), eer=0.1, accuracy=1.0)] * 2 for name in PAPER}
    lines = table(whole, (1e-2, 1e-3)).splitlines()
    assert lines[0].startswith("| loss | TAR at FAR 1e-2 | 1e-3 | EER |")
    assert len({line.count("|") for line in lines}) == 1
    assert claims(whole)
