"""The probe of a run, whole and damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.face_runs.reading import read
from app.face_runs.remembered import MOMENTS_AT_MOST, read_probe
from face_training.probe.record import FOLDER
from tests.app.face_runs.made import directory, moment, samples


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return directory(tmp_path / "a run", steps=4)


def problems(folder: Path) -> list[str]:
    return list(read(folder, "it").problems)


def test_a_damaged_step_is_a_sentence_and_the_others_are_shown(folder: Path) -> None:
    (folder / FOLDER / "step_00000100.npz").write_bytes(b"nothing")
    found = read(folder, "it")
    assert found.problems == (
        "probe/step_00000100.npz cannot be read: File is not a zip file. This step is left out.",
    )
    assert found.steps_K.tolist() == [0, 200, 300]


def test_without_the_samples_there_are_only_curves(folder: Path) -> None:
    (folder / FOLDER / "samples.npz").unlink()
    found = read(folder, "it")
    assert found.problems == ("probe/samples.npz is missing. Without it there are only curves.",)
    assert found.samples is None
    assert found.moments == ()
    assert "loss" in found.training


def test_without_a_step_there_are_only_curves(folder: Path) -> None:
    for file in (folder / FOLDER).glob("step_*"):
        file.unlink()
    assert problems(folder) == ["probe holds no step that can be read, so there are only curves."]


def test_a_step_of_another_run_is_left_out(folder: Path) -> None:
    moment(samples(images=4), 100, 0.5).save(folder / FOLDER)
    found = read(folder, "it")
    assert found.problems == (
        "probe/step_00000100.npz does not belong to the samples of this run. "
        "This step is left out.",
    )
    assert found.steps_K.tolist() == [0, 200, 300]


def test_steps_of_different_lengths_are_a_sentence(folder: Path) -> None:
    moment(samples(), 100, 0.5, dimension=8).save(folder / FOLDER)
    found = read(folder, "it")
    assert found.problems == ("The steps in probe have embeddings of different lengths.",)
    assert found.moments == ()


def test_a_linked_step_is_left_out(folder: Path, tmp_path: Path) -> None:
    file = folder / FOLDER / "step_00000100.npz"
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    found = read(folder, "it")
    assert found.problems == (
        "probe/step_00000100.npz is a link that leaves the run. This step is left out.",
    )


def test_many_steps_are_spread_evenly(tmp_path: Path) -> None:
    folder = directory(tmp_path / "long", steps=2, identities=2, images=2, wrong=0)
    content = (folder / FOLDER / "step_00000000.npz").read_bytes()
    for step in range(1, 2 * MOMENTS_AT_MOST):
        (folder / FOLDER / f"step_{step:08d}.npz").write_bytes(content)
    problems: list[str] = []
    _, moments = read_probe(folder, problems)
    assert problems == []
    assert len(moments) == MOMENTS_AT_MOST
    assert moments[-1].step == 300
