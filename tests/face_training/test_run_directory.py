"""A run on disk: begun, found again, refused where it is another's."""

import json
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


def test_another_run_is_not_overwritten(tmp_path):
    RunDirectory.create(tmp_path, CONFIG)
    other = recipes.read("smoke", ["head.sample=0.5", "training.seed=3", "data.workers=3"])
    sentence = (
        r"holds a run with head\.sample = 1\.0, not 0\.5, and training\.seed = 0, not 3; take"
    )
    with pytest.raises(ValueError, match=sentence):
        RunDirectory.create(tmp_path, other)
    assert RunDirectory.open(tmp_path).config == CONFIG


def test_what_may_change_is_recorded_with_its_step(tmp_path):
    run = RunDirectory.create(tmp_path, CONFIG)
    assert run.adopt(CONFIG, 5) == ""
    assert not (tmp_path / "changes.jsonl").exists()
    slower = recipes.read("smoke", ["optimiser.learning_rate=0.01", "evaluation=[]"])
    assert RunDirectory.create(tmp_path, slower) == run
    assert run.config == CONFIG
    said = run.adopt(slower, 40)
    assert said == "optimiser.learning_rate = 0.01, was 0.1; evaluation = none"
    assert run.config == slower
    first, _ = map(json.loads, (tmp_path / "changes.jsonl").read_text().splitlines())
    assert first == {
        "after_step": 40, "setting": "optimiser.learning_rate", "before": 0.1, "now": 0.01
    }  # fmt: skip
    run.adopt(CONFIG, 60)
    assert len((tmp_path / "changes.jsonl").read_text().splitlines()) == 4


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


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        (
            ["ann", "dan"],
            r"was trained with 'bob' as class 1, and in the data that is 'dan'\. A run",
        ),
        (["bob", "ann"], "was trained with 'ann' as class 0"),
        (["ann", "bob", "cyd"], "has 2 identities, and the data 3"),
    ],
)
def test_a_run_goes_on_with_the_people_that_it_began_with(tmp_path, people, sentence):
    run = RunDirectory.create(tmp_path, CONFIG)
    (tmp_path / "identities.json").write_text('["ann", "bob"]')
    run.check_people(people)  # nothing was kept yet: it begins anew
    (tmp_path / "checkpoints" / "step_00000004").mkdir(parents=True)
    run.check_people(["ann", "bob"])
    with pytest.raises(ValueError, match=sentence):
        run.check_people(people)
