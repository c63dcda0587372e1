"""An ONNX file of others with all its weights, which may lie in files beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import onnx
from onnx import TensorProto


def load_model(path: Path) -> Any:
    """The model, checked, with the weights that lie beside it.

    Raises:
        ValueError: it cannot be read, is no whole model, or its weights are missing or elsewhere.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}.") from None
    try:
        model = onnx.load_model_from_string(content)
    except Exception:  # protobuf's errors have no other common class
        raise ValueError(f"{path} is no ONNX model.") from None
    if not model.graph.node:
        raise ValueError(f"{path} is no ONNX model: there is nothing in it.")
    _load_what_lies_beside(path, model)
    _open_shapes(model.graph)
    try:
        onnx.checker.check_model(model)
    except Exception as error:  # onnx's errors have no other common class
        first = str(error).strip().split("\n")[0].rstrip(".")
        raise ValueError(f"{path} is no whole ONNX model: {first}.") from None
    return model


def all_nodes(graph: Any) -> list[Any]:
    """The nodes, and those of the graphs within them."""
    return [node for inner in _graphs(graph) for node in inner.node]


def _load_what_lies_beside(path: Path, model: Any) -> None:
    """Weights in separate files, which must lie in the folder of the model or below it.

    Whatever is not loaded here, onnxruntime would look for in the directory of this process.
    """
    folder = path.resolve().parent
    bodies = [model.graph, *model.functions]
    for weight in [tensor for body in bodies for tensor in _tensors(body)]:
        if weight.data_location != TensorProto.EXTERNAL:
            continue
        where = next((e.value for e in weight.external_data if e.key == "location"), "")
        beside = (folder / where).resolve()
        if not where or not beside.is_relative_to(folder):
            raise ValueError(f"{path} wants weights from {where!r}, outside of its folder.")
        if not beside.is_file():
            raise ValueError(
                f"{path} has its weights in a separate file, {where}, which is not beside it."
            )
        try:
            onnx.external_data_helper.load_external_data_for_tensor(weight, str(folder))
        except Exception as error:  # onnx's errors have no other common class
            first = str(error).strip().split("\n")[0]
            raise ValueError(f"The weights of {path} in {where} cannot be read: {first}") from None
        weight.data_location = TensorProto.DEFAULT
        del weight.external_data[:]


def _open_shapes(graph: Any) -> None:
    """Give an input without a shape one of four axes, of which nothing is known."""
    weights = {weight.name for weight in graph.initializer}
    for entry in graph.input:
        kind = entry.type.tensor_type
        if entry.name not in weights and kind.elem_type and not kind.HasField("shape"):
            for _ in range(4):
                kind.shape.dim.add()


def _graphs(graph: Any) -> list[Any]:
    """The graph, and those within its nodes; a function counts as a graph."""
    found = [graph]
    for node in graph.node:
        for attribute in node.attribute:
            for inner in (attribute.g, *attribute.graphs):
                if inner.node:
                    found += _graphs(inner)
    return found


def _tensors(graph: Any) -> list[Any]:
    """All tensors that it holds: weights, and those in the attributes of nodes."""
    found = [weight for inner in _graphs(graph) for weight in getattr(inner, "initializer", ())]
    for node in all_nodes(graph):
        for attribute in node.attribute:
            found += [attribute.t, *attribute.tensors]
    return found
