"""ONNX files that others made, brought to the form of a bundle.

Whatever such a file looks like, what comes out takes float32 images (B, 3, size, size) and gives
one output.  Channels that come last, other kinds of numbers, further outputs, weights that are
listed as inputs or lie in a file beside it: the graph is given what it needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onnx import TensorProto, helper

from face_training.bundle.input import LARGEST, SMALLEST
from face_training.bundle.onnx_file import all_nodes, load_model
from face_training.refusals import did_you_mean

LAYOUTS = {"NCHW": (1, 2, 3), "NHWC": (3, 1, 2)}  # the axes of channels, height and width
TO_NHWC = (0, 2, 3, 1)
IMAGES = "images"
FLOATS = {
    TensorProto.FLOAT: "float32", TensorProto.FLOAT16: "float16", TensorProto.DOUBLE: "float64",
    TensorProto.BFLOAT16: "bfloat16",
}  # fmt: skip


@dataclass(frozen=True)
class Imported:
    """A model in the form of a bundle."""

    model: bytes
    size: int  # pixels of a side
    batch: int  # images at a time; 0: any number
    changes: tuple[str, ...]  # what was done to it, in words


def read_onnx(path: Path, *, output: str = "", layout: str = "", size: int = 0) -> Imported:
    """Read an ONNX file.

    Args:
        path: the file.
        output: the name of the output that is the embedding, if there are several.
        layout: "NCHW" or "NHWC", if the file does not say it.
        size: pixels of a side, if the file does not say it.

    Raises:
        ValueError: the file cannot be read, is no ONNX model, or no network for square images of
            three colours; the sentence says what is wrong.
    """
    model = load_model(path)
    graph = model.graph
    weights = {weight.name for weight in graph.initializer}
    used = {name for node in all_nodes(graph) for name in node.input}
    real = [entry for entry in graph.input if entry.name in used - weights]
    if len(real) != 1:
        names = ", ".join(entry.name for entry in real) or "none"
        raise ValueError(f"{path} must have one input, the images; it has {names}.")
    changes = _keep_one_output(path, graph, output)
    changes += _feed(path, model, real[0], layout, size)
    shape = _shape(model.graph.input[0])
    batch = shape[0] if isinstance(shape[0], int) else 0
    return Imported(_whole(path, model), int(shape[2]), batch, tuple(changes))


def _keep_one_output(path: Path, graph: Any, wanted: str) -> list[str]:
    names = [entry.name for entry in graph.output]
    if wanted and wanted not in names:
        raise ValueError(
            f"{path} has no output {wanted!r}{did_you_mean(wanted, names)} Outputs: "
            f"{', '.join(_described(entry) for entry in graph.output)}."
        )
    if not wanted and len(names) != 1:
        raise ValueError(
            f"{path} has {len(names)} outputs, and one of them is the embedding; say which with "
            f"--output: {', '.join(_described(entry) for entry in graph.output)}."
        )
    if len(names) == 1:
        return []
    (kept,) = (entry for entry in graph.output if entry.name == wanted)
    kept = type(kept).FromString(kept.SerializeToString())
    del graph.output[:]
    graph.output.append(kept)
    return [f"the output {wanted} of {len(names)} taken"]


def _feed(path: Path, model: Any, entry: Any, layout: str, size: int) -> list[str]:
    """Make the model take float32 (B, 3, size, size); what was changed."""
    shape, kind = _shape(entry), entry.type.tensor_type.elem_type
    if kind not in FLOATS:
        raise ValueError(
            f"{path} takes {TensorProto.DataType.Name(kind)}; it must take one of "
            f"{', '.join(FLOATS.values())}."
        )
    layout, side = _layout(path, shape, layout, size)
    steps: list[tuple[str, dict[str, Any]]] = []
    changes = []
    if layout == "NHWC":
        steps.append(("Transpose", {"perm": TO_NHWC}))
        changes.append("channels put last")
    if kind != TensorProto.FLOAT:
        steps.append(("Cast", {"to": kind}))
        changes.append(f"numbers turned to {FLOATS[kind]}")
    batch = shape[0] if isinstance(shape[0], int) and shape[0] > 0 else "batch"
    graph, name = model.graph, entry.name
    nodes, before = [], IMAGES if steps else name
    while steps and before in {n for node in graph.node for n in (*node.input, *node.output)}:
        before += "_"
    made = helper.make_tensor_value_info(before, TensorProto.FLOAT, [batch, 3, side, side])
    for place, (operator, attributes) in enumerate(steps):
        after = name if place == len(steps) - 1 else f"{before}_{operator}"
        nodes.append(helper.make_node(operator, [before], [after], **attributes))
        before = after
    del graph.input[:]
    graph.input.append(made)
    for place, node in enumerate(nodes):
        graph.node.insert(place, node)
    _answer_in_float32(graph)
    return changes


def _answer_in_float32(graph: Any) -> None:
    (entry,) = graph.output
    if entry.type.tensor_type.elem_type == TensorProto.FLOAT:
        return
    name = f"{entry.name}_float32"
    graph.node.append(helper.make_node("Cast", [entry.name], [name], to=TensorProto.FLOAT))
    del graph.output[:]
    graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))


def _layout(path: Path, shape: Sequence[int | str], layout: str, size: int) -> tuple[str, int]:
    """Where the channels are, and the pixels of a side."""
    wants = f"{path} takes images of the shape {_in_words(shape)}"
    if len(shape) != 4:
        raise ValueError(f"{wants}, and images are four axes: (images, 3, size, size).")
    fitting = [
        name
        for name, (channels, height, width) in LAYOUTS.items()
        if shape[channels] in (3, "?") and (shape[height] == shape[width] or "?" in shape[1:])
    ]
    exact = [name for name in fitting if shape[LAYOUTS[name][0]] == 3]
    if layout and layout not in fitting:
        raise ValueError(f"{wants}, which is not {layout}.")
    chosen = layout or (exact[0] if len(exact) == 1 else "")
    if not fitting:
        raise ValueError(f"{wants}, and not square ones of three colours.")
    if not chosen:
        raise ValueError(f"{wants}; say with --layout where the channels are: NCHW or NHWC.")
    _, height, width = LAYOUTS[chosen]
    sides = {side for side in (shape[height], shape[width]) if isinstance(side, int)}
    if len(sides) > 1:
        raise ValueError(f"{wants}, and not square ones of three colours.")
    side = sides.pop() if sides else size
    if not side:
        raise ValueError(f"{wants}; say with --size how many pixels a side has.")
    if size and size != side:
        raise ValueError(f"{wants}, and --size is {size}.")
    if not SMALLEST <= side <= LARGEST:
        raise ValueError(f"{wants}; a side has {SMALLEST} to {LARGEST} pixels.")
    return chosen, side


def _shape(entry: Any) -> list[int | str]:
    """Sizes, and "?" for those that the file leaves open."""
    return [
        axis.dim_value if axis.dim_value > 0 else "?" for axis in entry.type.tensor_type.shape.dim
    ]


def _in_words(shape: Sequence[int | str]) -> str:
    return f"({', '.join(map(str, shape))})"


def _described(entry: Any) -> str:
    return f"{entry.name} {_in_words(_shape(entry))}"


def _whole(path: Path, model: Any) -> bytes:
    try:
        content: bytes = model.SerializeToString()
    except Exception:  # protobuf's errors have no other common class
        raise ValueError(f"{path} is larger than the 2 GB that one ONNX file can have.") from None
    return content
