"""ONNX files as others make them, through `read_onnx` and a session."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto

from face_training.bundle.onnx_import import read_onnx
from face_training.bundle.session import open_session, run
from tests.face_training.bundle.onnx_files import SIDE, assert_embeds, file
from tests.face_training.real import SFACE


def test_two_outputs(tmp_path: Path) -> None:
    path = file(tmp_path / "a.onnx", two=True)
    with pytest.raises(ValueError, match=r"2 outputs, .* with --output: fc1 \(\?, 4\), norm \(\)"):
        read_onnx(path)
    with pytest.raises(ValueError, match=r"no output 'fc2'; did you mean 'fc1'\? Outputs: fc1"):
        read_onnx(path, output="fc2")
    found = read_onnx(path, output="fc1")
    assert found.changes == ("the output fc1 of 2 taken",)
    assert_embeds(found)


def test_channels_last(tmp_path: Path) -> None:
    path = file(tmp_path / "a.onnx", shape=("n", SIDE, SIDE, 3), axes=(1, 2))
    found = read_onnx(path)
    assert (found.size, found.batch, found.changes) == (SIDE, 0, ("channels put last",))
    assert_embeds(found)
    with pytest.raises(ValueError, match=r"\(\?, 16, 16, 3\), which is not NCHW"):
        read_onnx(path, layout="NCHW")


def test_half_precision(tmp_path: Path) -> None:
    path = file(tmp_path / "a.onnx", kind=TensorProto.FLOAT16)
    found = read_onnx(path)
    assert found.changes == ("numbers turned to float16",)
    assert_embeds(found, 3e-3)
    both = file(
        tmp_path / "b.onnx", kind=TensorProto.FLOAT16, shape=(1, SIDE, SIDE, 3), axes=(1, 2)
    )
    assert_embeds(read_onnx(both), 3e-3)


@pytest.mark.parametrize("batch", [1, 2, 5])
def test_a_fixed_batch_is_filled_up(tmp_path: Path, batch: int) -> None:
    found = read_onnx(file(tmp_path / "a.onnx", shape=(batch, 3, SIDE, SIDE)))
    assert found.batch == batch
    assert_embeds(found)


def test_sizes_that_the_file_leaves_open(tmp_path: Path) -> None:
    path = file(tmp_path / "a.onnx", shape=("n", 3, "h", "w"))
    with pytest.raises(ValueError, match=r"\(\?, 3, \?, \?\); say with --size how many pixels"):
        read_onnx(path)
    assert_embeds(read_onnx(path, size=SIDE))
    path = file(tmp_path / "b.onnx", shape=("n", "c", "h", "w"))
    with pytest.raises(ValueError, match=r"say with --layout where the channels are"):
        read_onnx(path, size=SIDE)
    assert_embeds(read_onnx(path, size=SIDE, layout="NCHW"))


@pytest.mark.parametrize(
    ("shape", "sentence"),
    [
        (("n", 1, 16, 16), "and not square ones of three colours"),
        (("n", 3, 112, 96), r"\(\?, 3, 112, 96\), and not square ones of three colours"),
        (("n", 3, 8, 8), r"a side has 16 to 1024 pixels"),
        (("n", 768), r"images are four axes"),
    ],
)
def test_what_takes_no_faces_is_refused(
    tmp_path: Path, shape: tuple[int | str, ...], sentence: str
) -> None:
    axes = (2, 3) if len(shape) == 4 else (0, 1)
    with pytest.raises(ValueError, match=sentence):
        read_onnx(file(tmp_path / "a.onnx", shape=shape, axes=axes))
    with pytest.raises(ValueError, match=r"takes INT64; it must take one of float32"):
        read_onnx(file(tmp_path / "b.onnx", kind=TensorProto.INT64))


def test_old_files_list_their_weights_as_inputs() -> None:
    model = read_onnx(SFACE).model
    assert len(onnx.load(SFACE).graph.input) > 1
    assert len(onnx.load_from_string(model).graph.input) == 1
    found = run(
        open_session(model),
        np.random.default_rng(0).integers(0, 256, (2, 3, 112, 112)).astype(np.float32),
    )
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
