"""What a run records of the machine, and how the machine is set."""

import os

import pytest
import torch

from face_training.data.overlap import overlap
from face_training.ranks import Ranks
from face_training.training.environment import environment, prepare_gpu, summary
from face_training.training.learning_rate import LearningRate
from tests.face_training.small import SmallFaces, backbone, config


@pytest.fixture
def restored():
    """torch's settings as they were."""
    precision = torch.get_float32_matmul_precision()
    benchmark = torch.backends.cudnn.benchmark
    yield
    torch.set_float32_matmul_precision(precision)
    torch.backends.cudnn.benchmark = benchmark
    torch.use_deterministic_algorithms(False)


@pytest.mark.usefixtures("restored")
def test_a_gpu_is_fast_or_deterministic(monkeypatch):
    monkeypatch.delenv("CUBLAS_WORKSPACE_CONFIG", raising=False)
    prepare_gpu(False)
    assert torch.get_float32_matmul_precision() == "high"
    assert torch.backends.cudnn.benchmark
    assert not torch.are_deterministic_algorithms_enabled()
    prepare_gpu(True)
    assert not torch.backends.cudnn.benchmark
    assert torch.are_deterministic_algorithms_enabled()
    assert os.environ.pop("CUBLAS_WORKSPACE_CONFIG") == ":4096:8"


def test_the_environment_says_what_decides_a_run_and_the_summary_says_it_shortly(tmp_path):
    (tmp_path / "lfw.txt").write_text("person 3\nsomebody else\n")
    faces, settings = SmallFaces(), config("title=Mine", "training.accumulate=2")
    rate = LearningRate.of(settings, len(faces))
    lists = overlap(faces.identities, [tmp_path / "lfw.txt"])
    found = environment(settings, Ranks(), faces, rate, backbone(), lists)
    assert (found["images"], found["identities"], found["source"]) == (60, 5, "noise")
    assert (found["steps"], found["steps_per_epoch"]) == (20, 7)
    assert found["images_of_a_rank_in_a_micro_step"] == 4
    assert found["backbone_parameters"] == 3 * 4 * 9 + 4 + 36 * 6 + 6
    assert found["device"].startswith("CPU (")
    assert found["versions"]["torch"] == torch.__version__
    assert found["head"].startswith("dense: faster here below ")
    words = summary(found)
    assert words.startswith("Mine\n  60 images of 5 identities from noise\n")
    assert f"  head {found['head']}\n" in words
    assert "  loss: sv_arc_softmax, scale 8, margin 0.5, t 1.1\n" in words
    assert f"  on CPU ({torch.backends.cpu.get_cpu_capability()}), threads: " in words
    assert words.endswith("lfw.txt: 1 of its 2 names are trained on (person 3)")


def test_the_start_says_what_the_class_weights_take():
    faces = SmallFaces()
    for overrides, copies in (
        ([], 3),  # values, gradients, momentum
        (["optimiser.name=adamw"], 4),
        (["head.parameters.centres=3"], 9),
    ):
        settings = config(*overrides)
        rate = LearningRate.of(settings, len(faces))
        found = environment(settings, Ranks(), faces, rate, backbone(), [])
        size = torch.finfo(getattr(torch, settings.training.precision)).bits // 8
        size = max(size, 4)  # class weights are never in half precision
        needed = copies * 5 * settings.backbone.embedding * size / 2**20
        assert found["class_weights"].startswith(f"{needed:,.1f} MiB on each process")
        assert "this device has" not in found["class_weights"]


def test_the_start_says_if_the_class_weights_hardly_fit(monkeypatch):
    monkeypatch.setattr("face_training.training.environment.memory_of", lambda _: 100)
    faces, settings = SmallFaces(), config()
    rate = LearningRate.of(settings, len(faces))
    found = environment(settings, Ranks(), faces, rate, backbone(), [])
    assert found["class_weights"].endswith("; this device has 0.0 MiB")


def test_the_optimiser_of_muon_is_said_with_its_own_rate():
    faces, settings = SmallFaces(), config("optimiser.name=muon")
    rate = LearningRate.of(settings, len(faces))
    found = environment(settings, Ranks(), faces, rate, backbone(), [])
    assert found["optimiser"] == "muon for hidden matrices, at 0.02; sgd for others"
