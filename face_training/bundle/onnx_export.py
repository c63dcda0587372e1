"""A torch network as ONNX, for any number of images, and how far it differs from torch.

B: images, D: embedding dimension, H, W: pixels.
"""

from __future__ import annotations

import logging
import warnings

import numpy as np
import torch
from torch import Tensor, nn

from face_training.bundle.input import Input
from face_training.bundle.session import network_input, open_session, run
from face_training.embeddings import network_of

OPSET = 18
TOLERANCE = 1e-4  # of embeddings whose largest absolute number is scaled to 1


def onnx_of(backbone: nn.Module, size: int) -> bytes:
    """The network in evaluation mode; its first dimension, the number of images, is free."""
    example_B3HW = torch.zeros(2, 3, size, size)
    quiet = logging.getLogger("torch.onnx")
    level = quiet.level
    quiet.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings(), torch.no_grad():
            warnings.simplefilter("ignore")  # the exporter calls deprecated functions of torch
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


def difference(model: bytes, backbone: nn.Module, images_B3HW: Tensor, expected: Input) -> float:
    """The largest difference between onnxruntime and torch, relative to the largest number."""
    with torch.inference_mode():
        torchs_BD = network_of(backbone.eval())(images_B3HW).numpy()
    onnxs_BD = run(open_session(model), network_input(images_B3HW, expected))
    return float(np.abs(onnxs_BD - torchs_BD).max() / max(np.abs(torchs_BD).max(), 1e-12))
