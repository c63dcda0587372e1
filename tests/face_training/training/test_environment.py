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
    assert words.endswith("lfw.txt: 1 of its 2 names are trained on (person 3)")
