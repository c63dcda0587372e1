"""A run directory that was made to bring the server down: each attempt gets a sentence."""

from __future__ import annotations

import json
import os
import tracemalloc
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.face_runs.metrics import CURVES_AT_MOST
from app.face_runs.neighbourhood import neighbourhood
from app.face_runs.pairs import SCORED_AT_MOST, hardest, rates
from app.face_runs.reading import read
from app.face_runs.remembered import read_probe
from face_training.probe.record import FOLDER, SAMPLES_AT_MOST, Moment, Samples
from tests.app.face_runs.made import directory, run, samples
from toy_models.record import Array

MIB = 2**20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return directory(tmp_path / "a run", steps=2)


def problems(folder: Path) -> list[str]:
    return list(read(folder, "it").problems)


def many(count: int) -> Samples:
    """So many samples of two identities, with pictures of no bytes: a small file."""
    nothing = np.zeros(count, np.int64)
    return Samples(
        classes=2,
        indices_N=nothing,
        labels_N=np.arange(count) % 2,
        true_labels_N=nothing,
        identities_I=np.arange(2),
        jpeg=np.zeros(0, np.uint8),
        ends_N=nothing,
    )


def alike(of: Samples, embeddings_ND: Array) -> Moment:
    """A step at which all samples have the same angles and rivals."""
    count, dimension = embeddings_ND.shape
    angles = np.full(count, 0.5, np.float32)
    return Moment(
        step=1,
        embeddings_ND=embeddings_ND,
        norms_N=angles,
        target_angle_N=angles,
        boundary_angle_N=angles,
        rivals_NR=np.zeros((count, 1), np.int64),
        rival_angle_NR=angles[:, None],
        rival_log_h_NR=angles[:, None],
        rival_support_NR=np.zeros((count, 1), bool),
        support_count_N=np.zeros(count, np.int64),
        kept_W=np.arange(2),
        weights_WD=np.ones((2, dimension), np.float16),
    )


def test_a_small_file_of_very_many_samples_makes_no_matrix(tmp_path: Path) -> None:
    """25 kilobytes, and the page made a matrix of 12,000 by 12,000 and more."""
    folder = directory(tmp_path / "run", probe=False)
    of = many(12_000)
    of.save(folder / FOLDER)
    alike(of, np.ones((12_000, 1), np.float16)).save(folder / FOLDER)
    assert sum(file.stat().st_size for file in (folder / FOLDER).iterdir()) < 25_000
    assert problems(folder) == [
        "probe/samples.npz cannot be read: it has more than 5,000 samples. "
        "Without it there are only curves."
    ]


def test_the_pairs_of_the_most_samples_take_little_memory() -> None:
    of = many(SAMPLES_AT_MOST)
    embeddings_ND = np.random.default_rng(0).normal(size=(SAMPLES_AT_MOST, 2)).astype(np.float16)
    step = alike(of, embeddings_ND)
    tracemalloc.start()
    scores = rates(of, step)
    found = hardest(of, step, 8)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 120 * MIB
    assert scores is not None
    assert (
        len(scores.genuine_G) + len(scores.impostor_I) == SCORED_AT_MOST * (SCORED_AT_MOST - 1) // 2
    )
    assert [len(pairs) for pairs in found] == [8, 8]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"rivals_NR": (40, 101)}, "it has 101 rivals of a sample, and 100 is the most"),
        ({"kept_W": (10_001,)}, "it has 10,001 class weights, and 10,000 is the most"),
        ({"embeddings_ND": (40, 8_193)}, "it has 8,193 dimensions, and 8,192 is the most"),
    ],
)
def test_a_step_of_very_many_numbers_is_left_out(
    folder: Path, changed: dict[str, tuple[int, ...]], sentence: str
) -> None:
    (at, *_), (_, last) = read(folder, "it").moments, sorted((folder / FOLDER).glob("step_*"))
    last.unlink()
    arrays = {name: np.zeros(shape, getattr(at, name).dtype) for name, shape in changed.items()}
    replace(at, step=300, **arrays).save(folder / FOLDER)
    assert problems(folder) == [
        f"probe/step_00000300.npz cannot be read: {sentence}. This step is left out."
    ]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"identities_I": np.zeros(10**6, np.int64)}, "its identities are not 5,000 at most in"),
        ({"jpeg": np.zeros(10**6, np.uint8), "last": 10**6}, "a picture has more than 64 KiB"),
    ],
)
def test_samples_of_very_many_numbers_are_left_out(
    folder: Path, changed: dict[str, Array], sentence: str
) -> None:
    of = samples()
    if end := changed.pop("last", None):
        changed["ends_N"] = np.append(np.zeros(len(of.ends_N) - 1, np.int64), end)
    replace(of, **changed).save(folder / FOLDER)
    (problem,) = problems(folder)
    assert problem.startswith(f"probe/samples.npz cannot be read: {sentence}")


def test_of_large_steps_fewer_are_shown(tmp_path: Path) -> None:
    folder = directory(tmp_path / "run", steps=8)
    found: list[str] = []
    _, moments = read_probe(folder, found, bytes_at_most=20_000)
    assert found == [f"The steps in probe are large, so only {len(moments)} of them are shown."]
    assert 1 <= len(moments) < 8
    assert moments[-1].step == 42 * 7


def test_of_long_embeddings_fewer_steps_are_on_the_stage() -> None:
    one, other = run(dimension=16), run(dimension=256)
    identity = int(one.samples.identities_I[0])  # type: ignore[union-attr]
    whole = neighbourhood([one, other], identity)
    numbers = 3 * len(whole.rows_N) * 256 * 2
    few = neighbourhood([one, other], identity, numbers_at_most=numbers)
    assert whole.scene.steps_K.tolist() == one.steps_K.tolist()
    assert len(few.scene.steps_K) == 3
    assert few.scene.steps_K[-1] == one.last_step


@pytest.mark.parametrize("name", ["metrics.jsonl", "identities.json", "evaluation/roc_x.csv"])
def test_a_pipe_is_not_waited_for(folder: Path, name: str) -> None:
    (folder / name).unlink(missing_ok=True)
    (folder / name).parent.mkdir(exist_ok=True)
    os.mkfifo(folder / name)
    (problem,) = problems(folder)
    assert problem.removesuffix("; it is left out.").rstrip(".") == f"{name} is no file"


def test_a_probe_of_pipes_is_not_waited_for(folder: Path) -> None:
    step = sorted((folder / FOLDER).glob("step_*"))[-1]
    for file in (step, folder / FOLDER / "samples.npz"):
        file.unlink()
        os.mkfifo(file)
        assert "is missing." in problems(folder)[0]


def test_a_configuration_that_is_a_pipe_is_no_run(folder: Path) -> None:
    (folder / "config.toml").unlink()
    os.mkfifo(folder / "config.toml")
    with pytest.raises(ValueError, match=r"^config\.toml is no file\.$"):
        read(folder, "it")


@pytest.mark.parametrize(
    ("config", "sentence"),
    [
        ("a = " + "[" * 9_999, "is not TOML, so this is not a run: it has more than 32 tables or"),
        ("title" + ".a" * 9_999 + " = 1", "is not TOML, so this is not a run: it has more than 32"),
        (
            "seed = " + "9" * 5_000,
            "is not TOML, so this is not a run: a number in it has thousands",
        ),
        ("# " + "x" * 2**18, r"is larger than 256 KiB\.$"),
    ],
    ids=["brackets", "points", "digits", "long"],
)
def test_a_configuration_of_brackets_is_one_sentence(
    folder: Path, config: str, sentence: str
) -> None:
    (folder / "config.toml").write_text(config)
    with pytest.raises(ValueError, match=rf"^config\.toml {sentence}"):
        read(folder, "it")


@pytest.mark.parametrize(
    "names", ["[" * 9_999, "[[],[]]", '["a", ["b"]]', '["a"', "[" + "9" * 5_000 + "]"]
)
def test_other_lists_than_names_are_one_sentence(folder: Path, names: str) -> None:
    (folder / "identities.json").write_text(names)
    assert problems(folder) == [
        "identities.json is not a list of names in JSON; the identities have numbers instead."
    ]


def test_names_may_have_any_sign(folder: Path) -> None:
    names = ["[\\", 'a"]', "θ\n", ""] * 10
    (folder / "identities.json").write_text(json.dumps(names))
    assert read(folder, "it").names == tuple(names)


def test_very_many_measures_and_long_lines_are_left_out(folder: Path) -> None:
    measures = {f"m{at}": at for at in range(2 * CURVES_AT_MOST)}
    lines = [{"kind": "train", "step": 1} | measures]
    lines += [{"kind": "train", "step": 2, "loss": 1.0, "much": "x" * 100_000}]
    with (folder / "metrics.jsonl").open("a") as file:
        file.write("".join(json.dumps(line) + "\n" for line in lines))
    found = read(folder, "it")
    assert found.problems == (
        "metrics.jsonl: 1 line of it is damaged and left out.",
        "metrics.jsonl has more than 1,000 measures; the others are left out.",
    )
    assert len(found.training) + len(found.evaluations) == CURVES_AT_MOST
    assert 2 not in found.training["loss"].steps
