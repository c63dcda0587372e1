"""Either kind of folder."""

from pathlib import Path

import pytest
import torch

from face_training.loading import load_network
from tests.face_training.networks import Pictures, small_bundle, small_run


def test_a_bundle(tmp_path: Path) -> None:
    found = load_network(small_bundle(tmp_path / "a"))
    assert found.bundle is not None
    assert found.run is None
    images = Pictures(2, size=112).images
    torch.testing.assert_close(found.network(images), found.bundle.network(images))


def test_a_bundle_runs_on_the_device_that_was_asked_for(tmp_path: Path) -> None:
    """`evaluate --device cuda` measured it on the processor in silence."""
    with pytest.raises(ValueError, match=r"onnxruntime cannot use cuda here"):
        load_network(small_bundle(tmp_path / "a"), "cuda:0")


def test_a_run() -> None:
    run = small_run()
    found = load_network(run.path)
    assert found.run == run
    assert found.bundle is None
    images = Pictures(2, size=112).images
    with torch.no_grad():
        wanted = run.backbone()(images.float() / 127.5 - 1)
    torch.testing.assert_close(found.network(images).detach(), wanted, atol=1e-5, rtol=1e-4)


def test_a_folder_that_is_neither(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"is neither a run directory .* nor a bundle"):
        load_network(tmp_path)
    with pytest.raises(ValueError, match=r"^There is no folder .*none\.$"):
        load_network(tmp_path / "none")
