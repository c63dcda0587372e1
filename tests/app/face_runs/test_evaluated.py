"""Tables of an evaluation: what the evaluation writes is read, and anything else is a sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from app.face_runs.evaluated import FOLDER, files, read_evaluated
from evidence.verification import verify
from face_training.evaluation import figures
from face_training.evaluation.outcome import Outcome


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an evaluation of two sets writes.  Its pictures take seconds, so they are drawn once."""
    folder = tmp_path_factory.mktemp("written")
    draw = np.random.default_rng(0)
    outcomes = {}
    for name, size in (("unseen", 30), ("lfw", 8)):
        scores = verify(draw.normal(size=(size, 6)), np.arange(size) // 2)
        outcomes[name] = Outcome(measures={"eer": scores.eer()}, scores=scores)
    figures.write(outcomes, folder)
    return folder


@pytest.fixture
def run(written: Path, tmp_path: Path) -> Path:
    """A run of the test's own that has been evaluated."""
    shutil.copytree(written, tmp_path / "run" / FOLDER)
    return tmp_path / "run"


def test_what_the_evaluation_writes_is_read(run: Path) -> None:
    problems: list[str] = []
    found = read_evaluated(run, problems)
    assert problems == []
    assert set(found.rocs) == set(found.thetas) == {"unseen", "lfw"}
    assert (np.diff(found.rocs["unseen"], axis=0) >= 0).all()
    np.testing.assert_allclose(found.thetas["unseen"][:, 2:].sum(0), 1, rtol=1e-6)
    assert {file.name for file in files(run)} == {
        "roc_unseen.csv", "roc_lfw.csv", "theta_unseen.csv", "theta_lfw.csv",
    }  # fmt: skip


def test_without_an_evaluation_there_is_nothing_and_no_complaint(tmp_path: Path) -> None:
    problems: list[str] = []
    found = read_evaluated(tmp_path, problems)
    assert (dict(found.rocs), dict(found.thetas), problems) == ({}, {}, [])


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("roc_x", "a,b\n1,1\n", "has not the columns far, tar"),
        ("roc_x", "", "has not the columns far, tar"),
        ("roc_x", "far,tar\n0.1,word\n", "has something in it that is no number"),
        ("roc_x", "far,tar\n0.1,nan\n", "has something in it that is no number"),
        ("roc_x", "far,tar\n", "has something in it that is no number"),
        ("roc_x", "far,tar\n0.1\n0.2,1\n", "has something in it that is no number"),
        ("roc_x", "far,tar\n0.2,0\n0.1,1\n", "has numbers that cannot be"),
        ("roc_x", "far,tar\n0.2,1.5\n", "has numbers that cannot be"),
        (
            "theta_x",
            "from_degrees,to_degrees,genuine,impostor\n5,4,0,0\n",
            "has numbers that cannot be",
        ),
        (
            "theta_x",
            "from_degrees,to_degrees,genuine,impostor\n0,400,0,0\n",
            "has numbers that cannot be",
        ),
    ],
)
def test_a_bad_table_is_a_sentence_and_the_others_are_read(
    run: Path, name: str, content: str, sentence: str
) -> None:
    (run / FOLDER / f"{name}.csv").write_text(content)
    problems: list[str] = []
    found = read_evaluated(run, problems)
    assert problems == [f"evaluation/{name}.csv {sentence}; it is left out."]
    assert len(found.rocs) == len(found.thetas) == 2


def test_bytes_large_files_and_links_are_a_sentence(run: Path, tmp_path: Path) -> None:
    (run / FOLDER / "roc_bytes.csv").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "elsewhere").write_text("far,tar\n0,0\n")
    (run / FOLDER / "roc_link.csv").symlink_to(tmp_path / "elsewhere")
    (run / FOLDER / "roc_many.csv").write_bytes(b"x" * (2**20 + 1))
    for file in (run / FOLDER).glob("theta_*"):
        file.unlink()
    problems: list[str] = []
    assert len(read_evaluated(run, problems, bytes_at_most=2**20).rocs) == 2
    assert problems == [
        "evaluation/roc_bytes.csv is not a text file that can be read; it is left out.",
        "evaluation/roc_link.csv is a link that leaves the run; it is left out.",
        "evaluation/roc_many.csv is larger than 1 MiB; it is left out.",
    ]
