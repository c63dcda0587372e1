"""A run directory as the page reads it, whole and in every state of damage."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from app.face_runs.reading import read, state_of
from face_training.probe.record import FOLDER
from tests.app.face_runs.made import directory, moment, samples
from toy_models.config import LossChoice

NO_NAMES = "identities.json is not a list of names in JSON; the identities have numbers instead."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return directory(tmp_path / "a run", steps=4)


def problems(folder: Path) -> list[str]:
    return list(read(folder, "it").problems)


def test_a_whole_run_is_read_without_a_complaint(folder: Path) -> None:
    found = read(folder, "it")
    assert found.problems == ()
    assert found.name == "it"
    assert found.loss == LossChoice.of("sv_softmax", scale=16.0)
    assert found.loss_title == "SV-Softmax"
    assert found.steps_K.tolist() == [0, 100, 200, 300]
    assert found.last_step == 300
    assert found.identity(3) == "person 3"
    loss = found.training["loss"]
    assert loss.steps.tolist() == [0, 100, 200, 300]
    np.testing.assert_allclose(loss.values, [8, 8 - 5 / 3, 8 - 10 / 3, 3])
    assert set(found.evaluations) == {("unseen", "tar_at_far_0.001"), ("unseen", "eer")}
    assert "epoch" not in found.training


def test_a_directory_without_a_readable_config_is_no_run(folder: Path) -> None:
    (folder / "config.toml").write_text("loss = ")
    with pytest.raises(
        ValueError, match=r"^config\.toml is not TOML, so this is not a run: [^\n]+"
    ):
        read(folder, "it")
    (folder / "config.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ValueError, match=r"^config\.toml is not a text file that can be read\.$"):
        read(folder, "it")
    (folder / "config.toml").unlink()
    with pytest.raises(ValueError, match=r"^There is no config\.toml in it, so it is not"):
        read(folder, "it")


@pytest.mark.parametrize(
    "head",
    ['"none"', '{ loss = "nothing" }', '{ loss = "sv_softmax", parameters = 3 }', "{ loss = 5 }"],
)
def test_an_unknown_loss_is_an_unknown_loss(folder: Path, head: str) -> None:
    (folder / "config.toml").write_text(f"head = {head}")
    found = read(folder, "it")
    assert found.loss is None
    assert found.loss_title == "an unknown loss"
    assert found.problems == ()


def test_missing_files_are_a_sentence_each(folder: Path) -> None:
    (folder / "metrics.jsonl").unlink()
    (folder / "identities.json").unlink()
    shutil.rmtree(folder / FOLDER)
    found = read(folder, "it")
    assert found.problems == (
        "metrics.jsonl is missing, so there are no curves.",
        "There is no probe directory: this run kept no samples, so there are only curves.",
    )
    assert found.identity(3) == "identity 3"
    assert found.last_step == 0


def test_names_that_are_none_are_a_sentence(folder: Path) -> None:
    (folder / "identities.json").write_text("[1, 2]")
    assert problems(folder) == [NO_NAMES]
    (folder / "identities.json").write_text("[")
    assert problems(folder) == [NO_NAMES]


def test_a_text_that_is_too_large_is_not_read(folder: Path) -> None:
    (folder / "metrics.jsonl").write_bytes(b"x" * (2**20 + 1))
    found = read(folder, "it", bytes_at_most=2**20)
    assert found.problems == ("metrics.jsonl is larger than 1 MiB.",)


def test_many_problems_are_summed_up(folder: Path) -> None:
    for step in range(1, 30):
        (folder / FOLDER / f"step_{step:08d}.npz").touch()
    found = problems(folder)
    assert len(found) == 6
    assert found[-1] == "24 more files of this run cannot be read."


@pytest.mark.parametrize("name", ["metrics.jsonl", "identities.json", "probe/samples.npz", "probe"])
def test_links_out_of_the_run_are_not_followed(folder: Path, tmp_path: Path, name: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    (folder / name).rename(elsewhere)
    (folder / name).symlink_to(elsewhere)
    found = read(folder, "it")
    assert len(found.problems) == 1
    assert found.problems[0].startswith(f"{name} is a link that leaves the")


def test_the_state_changes_when_the_run_goes_on(folder: Path) -> None:
    before, token = state_of(folder), read(folder, "it").token
    assert state_of(folder) == before
    assert read(folder, "it").token == token
    moment(samples(), 400, 1.0).save(folder / FOLDER)
    assert state_of(folder) != before
    assert read(folder, "it").token != token
