"""A toy run in words: what captions and file names say."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.metadata import version

import torch

from app.scene.scene import STEP
from app.toy_runs.comparison import scene_of
from app.toy_runs.words import about, stem_of, title_of
from tests.app.runs import SMALL, flat, with_losses
from toy_models.data import Blobs
from toy_models.record import Run


def line_of(run: Run) -> str:
    return about(run, run.provenance)


def test_a_picture_says_what_it_is_made_of() -> None:
    text = " ".join(scene_of(flat()).caption)
    for part in (
        "Data: blobs, 32 training samples shown, 10% wrong labels",
        "features in 2 dimensions",
        "Softmax; SV-Softmax, t = 1.1; SV-Arc-Softmax, m = 0.3 rad (17°), t = 1.1. Scale s = 16.",
        f"Step {STEP} of 12, adam, learning rate 0.01, seed 0.",
        f"torch {torch.__version__}",
        f"Margins and Mining {version('margins-and-mining')}, config {SMALL.digest[:8]}",
        "no evidence",
    ):
        assert part in text, part


def test_the_step_is_left_open_once() -> None:
    assert sum(line.count(STEP) for line in scene_of(flat()).caption) == 1


def test_the_line_names_data_number_steps_seed_and_versions() -> None:
    result = flat(seed=7)
    line = line_of(result)
    assert line.startswith(
        "Data: blobs, 32 training samples shown, 10% wrong labels. 12 of 12 steps of adam, seed 7. "
    )
    assert result.provenance in line
    assert "torch" in result.provenance
    assert line.endswith("that takes several seeds.")


def test_a_clean_run_speaks_of_no_wrong_labels() -> None:
    line = line_of(flat(label_noise=0.0))
    assert "wrong labels" not in line
    assert "32 training samples shown. 12 of" in line


def test_a_part_of_the_samples_is_counted_as_shown() -> None:
    line = line_of(flat(recorded=20, data=Blobs(classes=4, per_class=300)))
    assert "blobs, 20 training samples shown" in line
    assert "1,200 training and 600 test samples" in line


def test_a_stopped_run_tells_how_far_it_came() -> None:
    result = flat()
    config = replace(result.config, steps=2000)
    assert "12 of 2,000 steps" in line_of(replace(result, config=config, stopped=True))


def test_a_file_name_says_data_losses_seed_and_config() -> None:
    assert scene_of(flat()).file_stem == (
        f"blobs_norm-softmax+sv-softmax+sv-arc-softmax_seed-0_{SMALL.digest[:8]}"
    )


def test_many_losses_are_counted() -> None:
    assert scene_of(with_losses(5)).file_stem.startswith("blobs_5-losses_seed-0_")


def test_a_file_name_is_of_plain_letters() -> None:
    assert re.fullmatch(r"[a-z0-9+_-]+", scene_of(flat(seed=7)).file_stem)


def test_a_run_that_was_stopped_or_changed_has_a_name_of_its_own() -> None:
    whole = flat()
    changed = [replace(whole, changes=((3, "all", "learning_rate", rate),)) for rate in (0.1, 0.2)]
    runs = [whole, replace(whole, stopped=True), *changed]
    stems = [stem_of([run], run.config.losses) for run in runs]
    assert len(set(stems)) == 4
    assert stems[0] == scene_of(whole).file_stem
    assert stems[1] == f"{stems[0]}_stopped-at-12"
    assert all(re.fullmatch(r"[a-z0-9+_-]+", stem) for stem in stems)


def test_a_loss_has_its_title() -> None:
    assert title_of(flat().config.losses[1]) == "SV-Softmax"
