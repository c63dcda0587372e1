"""A torch network as ONNX, for any number of images, checked against torch on real numbers.

B: images, D: embedding dimension, H, W: pixels.
"""

from __future__ import annotations

import logging
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from face_training.bundle.bundle import Input, prepared, run, session_of
from face_training.embeddings import network_of

OPSET = 18
TOLERANCE = 1e-4  # of embeddings whose largest number is brought to 1


def onnx_of(backbone: nn.Module, size: int) -> bytes:
    """The network in evaluation mode; its first dimension, the number of images, is free."""
    example_B3HW = torch.zeros(2, 3, size, size)
    quiet = logging.getLogger("torch.onnx")
    level = quiet.level
    quiet.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings(), torch.no_grad():
            warnings.simplefilter("ignore")  # of the exporter's own deprecated calls
            program = torch.onnx.export(
                backbone.eval(),
                (example_B3HW,),
                dynamo=True,
                dynamic_shapes=({0: torch.export.Dim("images", min=1)},),
                input_names=["images"],
                output_names=["embeddings"],
                opset_version=OPSET,
                verbose=False,
            )
    finally:
        quiet.setLevel(level)
    assert program is not None
    return program.model_proto.SerializeToString()


def foreign(path: Path) -> bytes:
    """Somebody else's ONNX file with only its real inputs: old files list their weights too.

    Raises:
        ValueError: it is no ONNX model.
    """
    try:
        model = onnx.load(path)
        onnx.checker.check_model(model)
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}.") from None
    except Exception:  # protobuf's and onnx's errors have no common class but this
        raise ValueError(f"{path} is no ONNX model.") from None
    used = {name for node in model.graph.node for name in node.input}
    weights = {one.name for one in model.graph.initializer}
    real = [one for one in model.graph.input if one.name in used - weights]
    del model.graph.input[:]
    model.graph.input.extend(real)
    return model.SerializeToString()


def difference(model: bytes, backbone: nn.Module, images_B3HW: Tensor, expected: Input) -> float:
    """The largest difference between onnxruntime and torch, of numbers brought to 1."""
    with torch.inference_mode():
        torchs_BD = network_of(backbone.eval())(images_B3HW).numpy()
    onnxs_BD = run(session_of(model), prepared(images_B3HW, expected))
    return float(np.abs(onnxs_BD - torchs_BD).max() / max(np.abs(torchs_BD).max(), 1e-12))
