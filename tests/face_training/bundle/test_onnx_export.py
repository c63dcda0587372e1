"""ONNX against torch on real faces, for any number of images; and somebody else's files."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from face_training.backbones import BACKBONES, build
from face_training.bundle.input import Input
from face_training.bundle.onnx_export import TOLERANCE, difference, onnx_of, read_onnx
from face_training.bundle.session import network_input, open_session, run
from tests.face_training.networks import small_network
from tests.face_training.real import SFACE, orl


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


def test_old_files_list_their_weights_as_inputs(tmp_path: Path) -> None:
    model = read_onnx(SFACE)
    assert len(onnx.load(SFACE).graph.input) > 1
    assert len(onnx.load_from_string(model).graph.input) == 1
    found = run(open_session(model), orl_faces(2).numpy().astype(np.float32))
    assert found.shape == (2, 128)
    assert np.isfinite(found).all()
    whole = onnxruntime.InferenceSession(str(SFACE), providers=["CPUExecutionProvider"])
    with pytest.raises(ValueError, match="Required inputs"):  # what goes wrong without `read_onnx`
        whole.run(None, {"data": np.zeros((1, 3, 112, 112), np.float32)})


def test_what_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "a.onnx").write_text("text")
    with pytest.raises(ValueError, match=r"a\.onnx is no ONNX model\.$"):
        read_onnx(tmp_path / "a.onnx")
    with pytest.raises(ValueError, match=r"b\.onnx cannot be read: No such file or directory\.$"):
        read_onnx(tmp_path / "b.onnx")
