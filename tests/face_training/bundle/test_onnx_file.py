"""Weights beside an ONNX file, and inputs without a shape."""

from pathlib import Path

import onnx
import pytest

from face_training.bundle.onnx_import import read_onnx
from tests.face_training.bundle.onnx_files import SIDE, assert_embeds, file


@pytest.mark.parametrize("constant", [False, True], ids=["weights", "constants of nodes"])
def test_weights_in_a_file_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, constant: bool
) -> None:
    path = file(tmp_path / "a.onnx", external=True, constant=constant)
    found = read_onnx(path)
    weights = tmp_path / "w.bin"
    kept = weights.read_bytes()
    weights.unlink()
    assert_embeds(found)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / "w.bin").write_bytes(kept)  # of another model
    with pytest.raises(ValueError, match=r"weights in a separate file, w\.bin, which is not besid"):
        read_onnx(path)
    weights.write_bytes(kept[:5])
    with pytest.raises(ValueError, match=r"The weights of .*a\.onnx in w\.bin cannot be read"):
        read_onnx(path)
    model = onnx.load(path, load_external_data=False)
    nodes = [node.attribute[0].t for node in model.graph.node if node.op_type == "Constant"]
    for weight in [*model.graph.initializer, *nodes]:
        weight.external_data[0].value = "../w.bin"
    path.write_bytes(model.SerializeToString())
    with pytest.raises(ValueError, match=r"wants weights from '\.\./w\.bin', outside of its folde"):
        read_onnx(path)


def test_an_input_without_a_shape(tmp_path: Path) -> None:
    model = onnx.load(file(tmp_path / "a.onnx"))
    model.graph.input[0].type.tensor_type.ClearField("shape")
    (tmp_path / "a.onnx").write_bytes(model.SerializeToString())
    with pytest.raises(ValueError, match=r"\(\?, \?, \?, \?\); say with --layout"):
        read_onnx(tmp_path / "a.onnx")
    assert_embeds(read_onnx(tmp_path / "a.onnx", layout="NCHW", size=SIDE))
