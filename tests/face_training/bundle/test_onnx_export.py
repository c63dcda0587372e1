"""ONNX against torch on real faces, for any number of images."""

import numpy as np
import pytest
import torch

from face_training.backbones import BACKBONES, build
from face_training.bundle.input import Input
from face_training.bundle.onnx_export import TOLERANCE, difference, onnx_of
from face_training.bundle.session import network_input, open_session, run
from tests.face_training.networks import small_network
from tests.face_training.real import orl


def orl_faces(count: int) -> torch.Tensor:
    """Real faces, 112 x 112, with black beside them."""
    faces = np.zeros((count, 112, 112, 3), np.uint8)
    for index in range(count):
        faces[index, :, 10:102] = orl(1 + index % 40, 1 + index // 40)
    return torch.from_numpy(faces).permute(0, 3, 1, 2)


@pytest.mark.parametrize("name", ["tiny", pytest.param("iresnet18", marks=pytest.mark.slow)])
def test_the_same_numbers_on_real_faces(name: str) -> None:
    torch.manual_seed(0)
    backbone = build(name, embedding=64)
    faces = orl_faces(6)
    with torch.no_grad():  # so that batch norm has seen faces
        backbone.train()(faces.float() / 127.5 - 1)
    model = onnx_of(backbone, 112)
    assert difference(model, backbone, faces, Input()) < TOLERANCE == 1e-4
    session = open_session(model)
    one = run(session, network_input(faces[:1], Input()))
    many = run(session, network_input(faces, Input()))
    assert one.shape == (1, 64)
    assert many.shape == (6, 64)
    np.testing.assert_allclose(one[0], many[0], atol=1e-4 * np.abs(many).max())
    assert name in BACKBONES


def test_a_difference_is_seen() -> None:
    model = onnx_of(small_network(size=112), 112)
    other = small_network(size=112, seed=1).eval()
    assert difference(model, other, orl_faces(2), Input()) > 0.1
