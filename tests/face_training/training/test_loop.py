"""Killed with SIGKILL at any step, a run goes on to the curve and weights of an unbroken one."""

import os
import signal
import time
from dataclasses import dataclass

import pytest
import torch
from safetensors.torch import load_file

from face_training.evaluation.measuring import Measured
from face_training.ranks import Ranks
from face_training.run_directory import RunDirectory
from face_training.training.callbacks import Callbacks
from face_training.training.learning_rate import LearningRate
from face_training.training.loop import Loop, best_of
from face_training.training.model import Model
from losses.divergence import Diverged
from tests.face_training.processes import in_processes
from tests.face_training.small import SmallFaces, backbone, config

TIMES = ("images_per_second", "waiting_for_images")


def go(ranks, folder, overrides=(), killed_at=None, name="run", *, batch_norm=False):
    """Train; every rank ends with SIGKILL as soon as so many steps are made."""

    def record(step, model):
        if step == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)

    settings = config("probe.every=1", *overrides)
    if ranks.rank == 0:
        RunDirectory.create(folder / name, settings)
    ranks.wait()
    run = RunDirectory.open(folder / name)
    network = backbone(batch_norm=batch_norm)
    loop_of(settings, ranks, run, network, Callbacks(record=record)).run_to_end()


def loop_of(settings, ranks, run, network, callbacks=None, report=print):
    faces = SmallFaces()
    model = Model(settings, ranks, network, len(faces.identities))
    rate = LearningRate.of(settings, len(faces))
    return Loop(settings, ranks, run, faces, model, rate, callbacks or Callbacks(), report)


@dataclass(frozen=True)
class LateFaces(SmallFaces):
    """Each image takes its time."""

    def __getitem__(self, index):
        time.sleep(0.002)
        return super().__getitem__(index)


def test_a_run_that_waits_for_images_says_so_once(tmp_path):
    settings, faces, said = config("schedule.length=8"), LateFaces(), []
    model = Model(settings, Ranks(), backbone(), len(faces.identities))
    rate, run = LearningRate.of(settings, len(faces)), RunDirectory.create(tmp_path, settings)
    Loop(settings, Ranks(), run, faces, model, rate, Callbacks(), said.append).run_to_end()
    (sentence,) = said
    assert "of the time goes by in waiting for images" in sentence
    assert max(line["waiting_for_images"] for line in run.metrics()) > 0.3


def curve(folder, name="run"):
    lines = RunDirectory.open(folder / name).metrics()
    return [{k: v for k, v in line.items() if k not in TIMES} for line in lines]


def weights(folder, name="run"):
    return load_file(folder / name / "backbone.safetensors")


def whole(tmp_path, count, *overrides):
    in_processes(go, count, tmp_path, overrides, None, "whole")
    return curve(tmp_path, "whole"), weights(tmp_path, "whole")


def killed(tmp_path, count, step, overrides=()):
    with pytest.raises(torch.multiprocessing.ProcessExitedException):
        in_processes(go, max(count, 1), tmp_path, overrides, step, spawn=True)


def assert_same(found, expected, **tolerances):
    assert set(found) == set(expected)
    for key, value in expected.items():
        torch.testing.assert_close(found[key], value, msg=key, **tolerances)


def test_killed_in_the_middle_of_an_epoch_and_resumed_bit_for_bit(tmp_path):
    overrides = ["training.ema=0.9", "optimiser.name=muon"]
    lines, expected = whole(tmp_path, 1, *overrides)
    killed(tmp_path, 1, 11, overrides)
    assert [line["step"] for line in curve(tmp_path)] == list(range(1, 12))
    in_processes(go, 1, tmp_path, overrides)
    assert curve(tmp_path) == lines
    assert_same(weights(tmp_path), expected, rtol=0, atol=0)
    assert [line["step"] for line in lines] == list(range(1, 21))
    assert lines[-1]["loss"] < 0.5 * lines[0]["loss"]


def test_resumed_on_another_number_of_ranks_and_with_another_form_of_the_head(tmp_path):
    lines, expected = whole(tmp_path, 1, "head.form=dense")
    killed(tmp_path, 2, 8, ["head.form=chunked"])
    in_processes(go, 1, tmp_path)
    assert_same(weights(tmp_path), expected, rtol=0, atol=1e-10)
    for found, line in zip(curve(tmp_path), lines, strict=True):
        assert found["loss"] == pytest.approx(line["loss"], abs=1e-10)
        assert found["grad_norm_backbone"] == pytest.approx(line["grad_norm_backbone"], abs=1e-9)
        assert found["grad_norm_head"] == pytest.approx(line["grad_norm_head"], abs=1e-9)


def with_statistics(ranks, folder, killed_at, name):
    """Two ranks with batch normalisation; what rank 1 would measure with is rank 0's too."""
    go(ranks, folder, ["training.ema=0.9"], killed_at, name, batch_norm=True)


@pytest.mark.slow
def test_running_statistics_are_the_first_ranks(tmp_path):
    in_processes(with_statistics, 2, tmp_path, None, "whole")
    with pytest.raises(torch.multiprocessing.ProcessExitedException):
        in_processes(with_statistics, 2, tmp_path, 8, "run")
    in_processes(with_statistics, 2, tmp_path, None, "run")
    assert curve(tmp_path) == curve(tmp_path, "whole")
    assert_same(weights(tmp_path), weights(tmp_path, "whole"), rtol=0, atol=0)


@pytest.mark.slow
@pytest.mark.parametrize(("before", "after"), [(1, 2), (2, 2), (2, 4), (4, 2)])
@pytest.mark.parametrize("sample", [1.0, 0.6])
def test_any_number_of_ranks_before_and_after(before, after, sample, tmp_path):
    overrides = [f"head.sample={sample}"]
    lines, expected = whole(tmp_path, before, *overrides)
    step = int(torch.randint(1, 20, (1,), generator=torch.Generator().manual_seed(before + after)))
    killed(tmp_path, before, step, overrides)
    in_processes(go, after, tmp_path, overrides)
    exact = {"rtol": 0, "atol": 0} if before == after else {"rtol": 0, "atol": 1e-10}
    assert_same(weights(tmp_path), expected, **exact)
    if before == after:
        assert curve(tmp_path) == lines


@pytest.mark.slow
def test_begun_with_a_sharded_backbone_and_ended_without(tmp_path):
    lines, expected = whole(tmp_path, 1)
    killed(tmp_path, 2, 10, ["training.sharding=fsdp2"])
    in_processes(go, 1, tmp_path)
    assert_same(weights(tmp_path), expected, rtol=0, atol=1e-10)
    assert [line["step"] for line in curve(tmp_path)] == [line["step"] for line in lines]


def alone(tmp_path, *overrides, network=None, callbacks=None):
    settings = config(*overrides)
    run = RunDirectory.create(tmp_path / "run", settings)
    return loop_of(settings, Ranks(), run, network or backbone(), callbacks)


def test_micro_steps_add_up_to_the_step(tmp_path):
    for parts, form in ((1, "dense"), (4, "chunked")):
        overrides = (f"training.accumulate={parts}", f"head.form={form}")
        alone(tmp_path / str(parts), *overrides).run_to_end()
    assert_same(weights(tmp_path / "4"), weights(tmp_path / "1"), rtol=0, atol=1e-11)


def test_evaluations_and_the_best_are_kept(tmp_path):
    values = iter([0.2, 0.9, 0.5, 0.6, 0.7])

    def evaluate(network):
        assert network is loop.model.to_use()
        return {"lfw": Measured(measures={"accuracy": next(values)})}

    loop = alone(
        tmp_path,
        "training.evaluate_every=5",
        "checkpoints.best=lfw/accuracy",
        'evaluation=[{name="lfw"}]',
        callbacks=Callbacks(evaluate=evaluate),
    )
    loop.run_to_end()
    found = [line for line in loop.run.metrics() if line["kind"] == "evaluation"]
    assert [(line["step"], line["accuracy"]) for line in found] == [
        (0, 0.2), (5, 0.9), (10, 0.5), (15, 0.6), (20, 0.7),
    ]  # fmt: skip
    assert loop.best == {"step": 5, "value": 0.9}
    assert loop.checkpoints.steps() == [5, 18, 20]


def test_a_measure_that_is_not_there():
    with pytest.raises(ValueError, match="asks for 'lfw/acc'; there is accuracy, eer"):
        best_of("lfw/acc", {"lfw": Measured(measures={"eer": 0.1, "accuracy": 0.9})})


class Spoilt(torch.nn.Module):
    """A network whose third step gives a NaN, on this rank or on another."""

    def __init__(self, here=True):
        super().__init__()
        self.inner, self.calls, self.here = backbone(), 0, here

    def forward(self, images):
        self.calls += 1
        bad = float("nan") if self.here and self.calls > 2 else 1.0
        return self.inner(images) * bad


def test_a_nan_is_named_and_reaches_no_weight(tmp_path):
    loop = alone(tmp_path, network=Spoilt())
    with pytest.raises(Diverged, match=r"^Step 2: the features x are not finite\.$"):
        loop.run_to_end()
    assert all(bool(torch.isfinite(value).all()) for value in loop.model.tensors().values())


def spoilt(ranks, folder):
    settings = config()
    if ranks.rank == 0:
        RunDirectory.create(folder / "run", settings)
    ranks.wait()
    network = Spoilt(here=ranks.rank == 1)
    loop = loop_of(settings, ranks, RunDirectory.open(folder / "run"), network)
    with pytest.raises(Diverged, match=r"^Step 2: the features x are not finite on rank 1\.$"):
        loop.run_to_end()
    (folder / f"{ranks.rank}.txt").write_text("named")


def test_the_rank_of_a_nan_is_named(tmp_path):
    in_processes(spoilt, 2, tmp_path)
    assert (tmp_path / "0.txt").exists()
    assert (tmp_path / "1.txt").exists()


def run_that_evaluates(tmp_path, evaluate, *overrides):
    loop = alone(
        tmp_path,
        "training.evaluate_every=10",
        'evaluation=[{name="lfw"}]',
        *overrides,
        callbacks=Callbacks(evaluate=evaluate),
    )
    said = []
    loop.report = said.append
    return loop, said


def test_an_evaluation_that_fails_is_a_line_and_a_warning(tmp_path):
    """It ended the training before the weights were kept."""
    found = {"lfw": Measured(problem="image 3 is broken.")}
    loop, said = run_that_evaluates(tmp_path, lambda _: found, "checkpoints.best=lfw/accuracy")
    loop.run_to_end()
    lines = [line for line in loop.run.metrics() if line["kind"] == "evaluation"]
    assert [(line["step"], line["problem"]) for line in lines] == [
        (step, "image 3 is broken.") for step in (0, 10, 20)
    ]
    assert said.count("The evaluation of lfw failed: image 3 is broken.") == 1
    assert loop.checkpoints.steps() == [18, 20]


def test_the_weights_are_kept_before_the_evaluation(tmp_path):
    def evaluate(network):
        if loop.model.step == 20:
            raise MemoryError("no more")
        return {"lfw": Measured(measures={"accuracy": 0.5})}

    loop, _ = run_that_evaluates(tmp_path, evaluate)
    with pytest.raises(MemoryError):
        loop.run_to_end()
    assert loop.checkpoints.steps() == [18, 20]
    assert (loop.run.path / "backbone.safetensors").exists()


def test_a_run_that_ended_in_an_evaluation_makes_it_again(tmp_path):
    def killed(network):
        if loop.model.step == 20:
            raise KeyboardInterrupt
        return {"lfw": Measured(measures={"accuracy": 0.5}, notes=("a note",))}

    loop, said = run_that_evaluates(tmp_path, killed)
    with pytest.raises(KeyboardInterrupt):
        loop.run_to_end()
    again, _ = run_that_evaluates(
        tmp_path, lambda _: {"lfw": Measured(measures={"accuracy": 0.7}, notes=("a note",))}
    )
    again.run_to_end()
    lines = [line for line in again.run.metrics() if line["kind"] == "evaluation"]
    assert [(line["step"], line["accuracy"]) for line in lines] == [(0, 0.5), (10, 0.5), (20, 0.7)]
    assert [line["notes"] for line in lines] == [["a note"]] * 3
    assert said.count("lfw: a note") == 1
    third, _ = run_that_evaluates(tmp_path, lambda _: pytest.fail("it was done"))
    third.run_to_end()


def test_a_run_goes_on_with_more_steps_at_a_lower_rate_and_a_new_best(tmp_path):
    def go_on(*overrides, measure="accuracy"):
        settings = config(
            'evaluation=[{name="lfw", protocol="bin"}]', f"checkpoints.best=lfw/{measure}",
            "training.evaluate_every=3", *overrides,
        )  # fmt: skip
        run = RunDirectory.create(tmp_path / "run", settings)
        values = {"accuracy": 0.9, "eer": 0.1}
        callbacks = Callbacks(evaluate=lambda _: {"lfw": Measured(measures=values)})
        loop = loop_of(settings, Ranks(), run, backbone(), callbacks, said.append)
        loop.run_to_end()
        return loop

    said = []
    go_on("schedule.length=6")
    longer = go_on("schedule.length=8", "optimiser.learning_rate=0.01", measure="eer")
    assert longer.best == {"step": 8, "value": 0.1}
    (new,) = (line for line in said if line.startswith("New"))  # a slow reader is said, too
    assert new == (
        "New after step 6: optimiser.learning_rate = 0.01, was 0.1; schedule.length = 8.0, was "
        "6.0; checkpoints.best = 'lfw/eer', was 'lfw/accuracy'."
    )
    rates = [line["learning_rate"] for line in curve(tmp_path) if line["kind"] == "train"]
    assert len(rates) == 8
    assert max(rates[6:]) <= 0.01 < max(rates[:6])
    with pytest.raises(ValueError, match=r"at step 8 already, and .* ended at 4"):
        go_on("schedule.length=4")
