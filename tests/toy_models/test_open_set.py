"""The open-set experiment: a small one from end to end, its tables, and what is stored."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from losses import LOSSES
from toy_models import open_set
from toy_models.config import LossChoice
from toy_models.data import Faces
from toy_models.open_set import (
    CLAIMS,
    PAPER,
    ROWS,
    Measures,
    Protocol,
    claims,
    differences_of,
    run,
    store,
    stored,
    table,
    verdict,
)
from toy_models.recording import features_of
from toy_models.training import Training
from toy_models.verification import FARS, verify

SMALL = Protocol(
    faces=Faces(identities=5, images=6, size=16),
    unseen_identities=72,
    unseen_images=2,
    embedding=8,
    hidden=(4, 8),
    steps=3,
    seeds=(0, 1),
)
PAIR = (LossChoice.of("norm_softmax", scale=16.0), LossChoice.of("sv_softmax", scale=16.0, t=1.2))


def made(**tars: list[float]) -> dict[str, list[Measures]]:
    """Measures with these TARs at FAR 1e-3, one a seed."""
    return {
        name: [Measures(tar=(0.5, value, 0.1), eer=0.1, accuracy=0.9) for value in values]
        for name, values in tars.items()
    }


def test_the_rows_are_the_papers_thirteen() -> None:
    assert len(ROWS) == 13
    assert {choice.name for choice in ROWS} == set(PAPER)
    assert len(Protocol().seeds) >= 5
    assert all({better, worse} <= set(PAPER) for better, worse in CLAIMS)


def test_every_claim_is_what_the_papers_table_says() -> None:
    for better, worse in CLAIMS:
        assert PAPER[better][2] > PAPER[worse][2]


def test_every_row_is_trained_and_tested_with_every_seed() -> None:
    told: list[str] = []
    measures = run(SMALL, PAIR, progress=told.append)
    assert {name: len(seeds) for name, seeds in measures.items()} == {
        "norm_softmax": 2,
        "sv_softmax": 2,
    }
    assert len(told) == 4
    assert measures == run(SMALL, PAIR)
    assert measures["norm_softmax"][0] != measures["norm_softmax"][1]


def test_the_measures_are_those_of_the_trained_network_on_unseen_people() -> None:
    measures = run(replace(SMALL, seeds=(1,)), PAIR)
    training = Training(SMALL.config(PAIR, seed=1))
    for _ in range(SMALL.steps):
        training.advance()
    pictures, people = SMALL.faces.unseen(1, 72, 2)
    features = features_of(training.network, torch.from_numpy(pictures)).numpy()
    for loss, choice in enumerate(PAIR):
        expected = verify(features[loss], people)
        (found,) = measures[choice.name]
        assert found.tar == tuple(expected.tar_at(far) for far in FARS)
        assert found.eer == expected.eer()


def test_what_is_stored_comes_back(tmp_path: Path) -> None:
    measures = made(norm_softmax=[0.3, 0.4])
    file = tmp_path / "results" / "open_set.json"
    store(SMALL, measures, file)
    assert stored(file) == measures
    plain = json.loads(file.read_text())
    assert plain["protocol"]["steps"] == 3
    assert plain["versions"]["torch"] == torch.__version__
    assert plain["losses"]["sv_softmax"] == {"scale": 16.0, "t": 1.2}


@pytest.mark.parametrize("text", ["", "{", "{}", '{"measures": {"a": [{"b": 1}]}}'])
def test_a_damaged_store_is_one_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "open_set.json"
    file.write_text(text)
    with pytest.raises(ValueError, match=r"^No readable open-set result in open_set\.json: "):
        stored(file)
    file.unlink()
    with pytest.raises(ValueError, match=r"--run` makes one\.$"):
        stored(file)


def test_differences_are_taken_seed_by_seed() -> None:
    measures = made(norm_softmax=[0.3, 0.5, 0.4], sv_softmax=[0.4, 0.5, 0.1])
    found = differences_of(measures, "sv_softmax", "norm_softmax")
    np.testing.assert_allclose(found, [0.1, 0.0, -0.3])


@pytest.mark.parametrize(
    ("differences", "words"),
    [
        ([0.1, 0.11, 0.12, 0.09, 0.1], "the same"),
        ([-0.1, -0.11, -0.12, -0.09, -0.1], "the other way round"),
        ([0.1, -0.1, 0.05, 0.02, -0.04], "not told apart"),
        # A mean of 1 with a deviation of 0.8: 2.776 * 0.8 / sqrt(5) = 0.993 and with 0.81: 1.006.
        ([1 + 0.8 * z for z in (-1.2649111, -0.6324555, 0, 0.6324555, 1.2649111)], "the same"),
        (
            [1 + 0.81 * z for z in (-1.2649111, -0.6324555, 0, 0.6324555, 1.2649111)],
            "not told apart",
        ),
    ],
)
def test_a_verdict_needs_the_whole_interval(differences: list[float], words: str) -> None:
    assert verdict(np.array(differences)) == words


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
    assert lines[2] == ("| F-Softmax beats Softmax | +0.000 ± 0.000 | 0 of 3 | not told apart |")


def test_the_stored_result_is_of_this_protocol_and_these_rows() -> None:
    plain = json.loads(open_set.STORED.read_text())
    protocol = Protocol()
    assert plain["protocol"]["seeds"] == list(protocol.seeds)
    assert plain["protocol"]["steps"] == protocol.steps
    assert plain["protocol"]["faces"]["identities"] == protocol.faces.identities
    assert plain["losses"] == {choice.name: dict(choice.parameters) for choice in ROWS}
    measures = stored()
    assert list(measures) == [choice.name for choice in ROWS]
    assert all(len(seeds) == len(protocol.seeds) for seeds in measures.values())


def test_the_command_prints_what_is_stored(capsys: pytest.CaptureFixture[str]) -> None:
    open_set.main([])
    printed = capsys.readouterr().out
    assert printed == f"{table(stored())}\n\n{claims(stored())}\n"
    assert LOSSES["sv_softmax"].title in printed


@pytest.mark.slow
def test_the_first_row_of_the_stored_result_can_be_made_again() -> None:
    (choice,) = [row for row in ROWS if row.name == "norm_softmax"]
    found = run(replace(Protocol(), seeds=(0,)), (choice,))["norm_softmax"][0]
    # Another machine rounds otherwise, and 1,200 steps let that grow; the band over seeds is 0.04.
    np.testing.assert_allclose(found.tar, stored()["norm_softmax"][0].tar, atol=0.05)
