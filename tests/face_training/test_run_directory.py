"""A run on disk: begun, found again, refused where it is another's."""

import os

import pytest

from face_training import recipes
from face_training.run_directory import RunDirectory

CONFIG = recipes.read("smoke")


def test_a_run_is_found_again(tmp_path):
    begun = RunDirectory.create(tmp_path / "runs" / "one", CONFIG)
    assert RunDirectory.open(tmp_path / "runs" / "one").config == CONFIG
    assert RunDirectory.create(begun.path, CONFIG) == begun


def test_what_is_no_run_says_so(tmp_path):
    with pytest.raises(ValueError, match=r"is not a run directory: it has no config\.toml"):
        RunDirectory.open(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(ValueError, match="cannot hold a run: "):
        RunDirectory.create(tmp_path / "file" / "run", CONFIG)


def test_another_run_is_not_overwritten_but_speed_may_change(tmp_path):
    run = RunDirectory.create(tmp_path, CONFIG)
    other = recipes.read("smoke", ["optimiser.learning_rate=0.2"])
    with pytest.raises(ValueError, match=r"learning_rate = 0\.1, not 0\.2; take another"):
        RunDirectory.create(tmp_path, other)
    RunDirectory.create(tmp_path, recipes.read("smoke", ["data.workers=3"]))
    assert run.config == CONFIG


def test_metrics_leave_out_a_line_that_was_cut_off(tmp_path):
    run = RunDirectory.create(tmp_path, CONFIG)
    assert run.metrics() == []
    (tmp_path / "metrics.jsonl").write_text('{"kind": "train", "step": 1}\n{"kind": "tr')
    assert run.metrics() == [{"kind": "train", "step": 1}]


def test_metrics_leave_out_lines_of_brackets_and_do_not_wait_for_a_pipe(tmp_path):
    run = RunDirectory.create(tmp_path, CONFIG)
    lines = ["[" * 99_999, '{"step": ' + "9" * 5000 + "}", '{"step": 1}']
    (tmp_path / "metrics.jsonl").write_text("\n".join(lines))
    assert run.metrics() == [{"step": 1}]
    (tmp_path / "metrics.jsonl").unlink()
    os.mkfifo(tmp_path / "metrics.jsonl")
    assert run.metrics() == []


def test_weights_that_are_not_there(tmp_path):
    run = RunDirectory.create(tmp_path, CONFIG)
    with pytest.raises(ValueError, match=r"has no backbone\.safetensors yet"):
        run.backbone()
