"""A figure describes itself."""

import torch

from benchmarks.harness.options import Options


def test_header_names_version_device_and_threads() -> None:
    header = Options(threads=3).header()
    assert torch.__version__ in header
    assert "CPU" in header
    assert "threads: 3" in header
    assert "quick" not in header
    assert "quick" in Options(quick=True).header()


def test_header_names_the_gpu(monkeypatch) -> None:
    monkeypatch.setattr("torch.cuda.get_device_name", lambda device: f"name of {device}")
    assert "name of cuda:1" in Options(device="cuda:1").header()
