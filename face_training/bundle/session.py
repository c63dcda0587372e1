"""Images through an ONNX network.

B: images, D: embedding dimension, H, W: pixels.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
from torch import Tensor

from face_training.bundle.input import Input
from face_training.names import readable
from face_training.troubles import what_to_do

#: Where a network runs, and onnxruntime's name for it.
DEVICES = {"cpu": "CPUExecutionProvider", "cuda": "CUDAExecutionProvider"}


def open_session(model: Path | bytes, device: str = "cpu") -> onnxruntime.InferenceSession:
    """An onnxruntime session of a model, on one thread of the CPU or on a GPU.

    Args:
        model: the file, or its content.
        device: "cpu", "cuda", or one GPU of several, as "cuda:1".

    Raises:
        ValueError: the model cannot be run here, or there is no such device.
    """
    kind, _, number = device.partition(":")
    provider = DEVICES[kind]
    if provider not in onnxruntime.get_available_providers():
        raise ValueError(
            f"onnxruntime cannot use {kind} here: it needs a GPU, its driver and the package "
            "onnxruntime-gpu in the place of onnxruntime."
        )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    try:
        source = str(model) if isinstance(model, Path) else model
        if isinstance(model, Path) and readable(model) != source:  # onnxruntime takes UTF-8 alone
            source = model.read_bytes()
        where = [(provider, {"device_id": number})] if number else [provider]
        session = onnxruntime.InferenceSession(source, options, where)
    except Exception as error:  # onnxruntime's errors have no other common class
        first = str(error).strip().split("\n")[0]
        raise ValueError(f"The model cannot be run: {first}") from None
    if len(session.get_inputs()) != 1 or len(session.get_outputs()) != 1:
        raise ValueError("The model must have one input, the images, and one output.")
    return session


def network_input(images_B3HW: Tensor, expected: Input) -> np.ndarray:
    """Images as uint8, red green blue, in the format that the network expects."""
    if expected.colours == "BGR":
        images_B3HW = images_B3HW.flip(1)
    values = images_B3HW.cpu().numpy().astype(np.float32)
    return (values - np.float32(expected.mean)) / np.float32(expected.scale)


def run(session: onnxruntime.InferenceSession, values_B3HW: np.ndarray) -> np.ndarray:
    """Embeddings in float32.

    A model with a fixed number of images gets them in such parts; the last is filled up.

    Raises:
        ValueError: the model cannot run on such images, or the machine does not suffice.
    """
    (entry,) = session.get_inputs()
    count = len(values_B3HW)
    size = entry.shape[0] if isinstance(entry.shape[0], int) else count
    missing = -count % size
    filled = np.concatenate([values_B3HW, values_B3HW[-1:].repeat(missing, 0)])
    parts = np.split(filled, len(filled) // size)
    try:
        found = [session.run(None, {entry.name: part})[0].reshape(size, -1) for part in parts]
    except Exception as error:  # onnxruntime's errors have no other common class
        if known := what_to_do(error):
            raise ValueError(known) from None
        raise
    return np.concatenate(found)[:count]
