"""A run directory as the page reads it, whole and in every state of damage."""

from __future__ import annotations

import json
import math
import shutil
from pathlib import Path

import numpy as np
import pytest

from app.face_runs import run as module
from app.face_runs.evaluated import Evaluated
from app.face_runs.run import MOMENTS_AT_MOST, POINTS_AT_MOST, FaceRun, read, shown, state_of
from face_training.probe.record import FOLDER
from tests.app.face_runs.made import directory, moment, run, samples
from toy_models.config import LossChoice


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


def test_the_moment_at_a_step_is_the_nearest() -> None:
    found = run(steps=4)
    for step, nearest in ((0, 0), (49, 0), (50, 0), (51, 100), (299, 300), (10_000, 300)):
        assert found.moment_at(step) is found.moments[nearest // 100]


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
    assert problems(folder) == ["identities.json is not a list of names."]
    (folder / "identities.json").write_text("[")
    assert problems(folder) == [
        "identities.json is not JSON; the identities have numbers instead of names."
    ]


def test_a_last_line_under_way_is_left_out_in_silence(folder: Path) -> None:
    with (folder / "metrics.jsonl").open("a") as file:
        file.write('{"kind": "train", "step": 400, "lo')
    found = read(folder, "it")
    assert found.problems == ()
    assert found.training["loss"].steps[-1] == 300


def test_damaged_lines_are_counted_and_left_out(folder: Path) -> None:
    lines = (folder / "metrics.jsonl").read_text().split("\n")
    lines[1:1] = ["{", "[1]", '{"kind": "train", "step": -3}', "[" * 100_000]
    (folder / "metrics.jsonl").write_text("\n".join(lines))
    found = read(folder, "it")
    assert found.problems == ("metrics.jsonl: 4 lines of it are damaged and left out.",)
    assert len(found.training["loss"].steps) == 4


def test_of_a_step_that_was_done_again_the_later_line_counts(folder: Path) -> None:
    with (folder / "metrics.jsonl").open("a") as file:
        file.write('{"kind": "train", "step": 200, "loss": 77}\n')
    loss = read(folder, "it").training["loss"]
    assert loss.steps.tolist() == [0, 100, 200, 300]
    assert loss.values[2] == 77


def test_what_is_no_number_is_no_measure(folder: Path) -> None:
    line = {
        "kind": "train",
        "step": 500,
        "loss": math.nan,
        "word": "x",
        "yes": True,
        "big": 10**400,
    }
    with (folder / "metrics.jsonl").open("a") as file:
        file.write(json.dumps(line) + "\n")
    found = read(folder, "it")
    assert "word" not in found.training
    assert "yes" not in found.training
    assert math.isnan(found.training["loss"].values[-1])
    assert math.isnan(found.training["big"].values[0])


def test_a_long_curve_is_thinned_and_keeps_its_end(folder: Path) -> None:
    count = 3 * POINTS_AT_MOST
    lines = [json.dumps({"kind": "train", "step": at, "loss": at}) for at in range(count)]
    (folder / "metrics.jsonl").write_text("\n".join(lines))
    curve = read(folder, "it").training["loss"]
    assert len(curve.steps) == POINTS_AT_MOST
    assert curve.steps[-1] == count - 1
    np.testing.assert_array_equal(curve.steps, curve.values)
    assert len(set(np.diff(curve.steps))) == 1


def test_a_text_that_is_too_large_is_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TEXT_BYTES_AT_MOST", 2**20)
    (folder / "metrics.jsonl").write_bytes(b"x" * (2**20 + 1))
    assert problems(folder) == ["metrics.jsonl is larger than 1 MiB."]


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
    files = module._spread(list(module.moments_in(folder / FOLDER).values()))
    assert len(files) == MOMENTS_AT_MOST
    assert files[0].name == "step_00000000.npz"
    assert files[-1].name == "step_00000300.npz"


def test_the_state_changes_when_the_run_goes_on(folder: Path) -> None:
    before, token = state_of(folder), read(folder, "it").token
    assert state_of(folder) == before
    assert read(folder, "it").token == token
    moment(samples(), 400, 1.0).save(folder / FOLDER)
    assert state_of(folder) != before
    assert read(folder, "it").token != token


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Ann Smith", "Ann Smith"),
        ("<b>x</b> & y", "‹b›x‹/b› + y"),
        ("a\tb\x00c\n", "a b c"),
        ("x" * 80, "x" * 59 + "…"),
    ],
)
def test_names_have_no_markup_and_are_short(name: str, safe: str) -> None:
    assert shown(name) == safe


def test_a_run_of_nothing_has_no_moment() -> None:
    empty = FaceRun(
        name="",
        token="",
        config={},
        loss=None,
        training={},
        evaluations={},
        evaluated=Evaluated(),
        names=(),
        samples=None,
        moments=(),
        problems=(),
    )
    assert empty.moment_at(3) is None
    assert empty.last_step == 0
