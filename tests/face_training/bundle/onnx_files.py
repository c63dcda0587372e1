"""Small ONNX files, and that they embed as they should."""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from face_training.bundle.onnx_import import Imported
from face_training.bundle.session import open_session, run

SIDE = 16
IMAGES = np.random.default_rng(0).random((3, 3, SIDE, SIDE), np.float32)
WEIGHT = np.random.default_rng(1).random((3, 4), np.float32)


def file(
    path: Path,
    *,
    shape: tuple[int | str, ...] = ("n", 3, SIDE, SIDE),
    axes: tuple[int, int] = (2, 3),
    kind: int = TensorProto.FLOAT,
    two: bool = False,
    external: bool = False,
    constant: bool = False,
) -> Path:
    """The mean over an image, times a matrix; with `two`, its length as well.

    With `constant` the matrix is that of a node and not a weight of the graph.
    """
    dtype = helper.tensor_dtype_to_np_dtype(kind)
    weight = numpy_helper.from_array(WEIGHT.astype(dtype), "weight")
    where = numpy_helper.from_array(np.array(axes, np.int64), "axes")
    nodes = [
        helper.make_node("ReduceMean", ["data", "axes"], ["mean"], keepdims=0),
        helper.make_node("MatMul", ["mean", "weight"], ["fc1"]),
        *([helper.make_node("ReduceL2", ["fc1"], ["norm"], keepdims=0)] if two else []),
    ]
    if constant:
        nodes.insert(0, helper.make_node("Constant", [], ["weight"], value=weight))
    weights = [where] if constant else [weight, where]
    outputs = [helper.make_tensor_value_info("fc1", kind, ["n", 4])]
    if two:
        outputs.append(helper.make_tensor_value_info("norm", kind, []))
    graph = helper.make_graph(
        nodes, "g", [helper.make_tensor_value_info("data", kind, shape)], outputs, weights
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    beside: dict[str, Any] = {
        "location": "w.bin",
        "size_threshold": 0,
        "convert_attribute": constant,
    }
    onnx.save(model, path, save_as_external_data=external, **(beside if external else {}))
    return path


def assert_embeds(found: Imported, tolerance: float = 1e-6) -> None:
    embeddings_BD = run(open_session(found.model), IMAGES)
    assert embeddings_BD.dtype == np.float32
    np.testing.assert_allclose(embeddings_BD, IMAGES.mean((2, 3)) @ WEIGHT, rtol=tolerance)
