"""Images through a session: any number of them, whatever number the model takes."""

import numpy as np
import onnx
import pytest

from face_training.bundle.session import open_session, run
from tests.face_training.networks import small_onnx


@pytest.mark.parametrize("images", [1, 4, 6])
def test_a_model_for_four_images_takes_any_number(images: int) -> None:
    """`export` refused such a model, which its own `Input` allows."""
    model = onnx.load_from_string(small_onnx())
    for entry in (*model.graph.input, *model.graph.output):
        entry.type.tensor_type.shape.dim[0].dim_value = 4
    faces = np.random.default_rng(0).random((images, 3, 112, 112), np.float32)
    found = run(open_session(model.SerializeToString()), faces)
    assert found.shape == (images, 5)
    np.testing.assert_allclose(found, run(open_session(small_onnx()), faces), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("device", ["cuda", "cuda:1"])
def test_a_gpu_that_is_not_there(device: str) -> None:
    with pytest.raises(ValueError, match=r"^onnxruntime cannot use cuda here: it needs a GPU"):
        open_session(small_onnx(), device)


def test_images_that_a_model_does_not_take_are_a_sentence() -> None:
    session = open_session(small_onnx())
    with pytest.raises(ValueError, match=r"^onnxruntime cannot run the model on these images: "):
        run(session, np.zeros((2, 3, 7, 7), np.float32))
