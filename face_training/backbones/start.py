"""Start a network from weights that exist: of a run of ours, or as others publish them.

A file is safetensors, or torch's format, of which weights alone are read: nothing in it is run.
Every weight must have its place and its shape; what a file has beside them is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn

from face_training.backbones.published import LAYOUTS

#: In the files of training scripts the weights are in an entry, and their names in a module.
ENTRIES = (
    "state_dict", "state_dict_backbone", "backbone_state_dict", "model_state_dict", "model",
    "backbone", "net", "network", "weights", "params",
)  # fmt: skip
PREFIX = re.compile(r"^(module|model|backbone|net|network|encoder|_orig_mod)\.")
OF_A_RUN = "backbone.safetensors"
FIRST = ("stem.0.weight", "patches.weight")  # convolutions over colours
COUNTS = "num_batches_tracked"  # of batch normalisation; older files have none
COLOURS = ("auto", "RGB", "BGR")


def start_from(network: nn.Module, path: Path, colours: str = "auto") -> str:
    """Give a network the weights in a file, or of a run; returns a sentence on what they were.

    Args:
        colours: the order that the weights are for.  They are turned to red green blue, which is
            what networks are fed with here.  "auto": BGR for AdaFace's own checkpoints, else RGB.

    Raises:
        ValueError: the file cannot be read, or does not fit the network.
    """
    file = path / OF_A_RUN if path.is_dir() else path
    found = _read(file)
    entry, weights = _weights(found)
    title, weights = _as_ours(weights, network)
    is_adaface = title.startswith("AdaFace") and entry == "state_dict"
    turned = colours == "BGR" or (colours == "auto" and is_adaface)
    if turned:
        weights = {k: v.flip(1) if k in FIRST else v for k, v in weights.items()}
    wanted = network.state_dict()
    weights = {name: torch.zeros_like(v) for name, v in wanted.items() if COUNTS in name} | weights
    _check(file, title, weights, wanted)
    network.load_state_dict({name: weights[name].to(wanted[name].dtype) for name in wanted})
    return f"starts from {file}: {title}" + (", turned from BGR to RGB" if turned else "")


def _read(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb"):
            pass  # an error of the system has a reason in words, those of the readers have not
        if file.suffix == ".safetensors":
            return dict(load_file(file))
        found = torch.load(file, map_location="cpu", weights_only=True)
    except OSError as error:
        reason = error.strerror or "it is no file of weights"
        raise ValueError(f"backbone.weights: {file} cannot be read: {reason}.") from None
    except SafetensorError as error:
        raise ValueError(f"backbone.weights: {file} is no safetensors file: {error}.") from None
    except Exception as error:  # unpickling has no other common class
        raise ValueError(
            f"backbone.weights: {file} is no file of weights that torch or safetensors wrote, or "
            "it holds objects beside them, which are not read, for that could run code; write the "
            f"state_dict alone to a file. ({_object_in(error)})"
        ) from None
    if not isinstance(found, Mapping):
        raise ValueError(f"backbone.weights: {file} holds {type(found).__name__}, no state_dict.")
    return dict(found)


def _object_in(error: Exception) -> str:
    """What torch did not read, as far as it says."""
    found = re.search(r"GLOBAL ([\w.]{1,80})", str(error))
    return found[1] if found else type(error).__name__


def _weights(found: Mapping[str, Any]) -> tuple[str, dict[str, Tensor]]:
    """The entry of the file and the weights in it, without the names of modules around them."""
    entry, inside = "", found
    while name := next((name for name in ENTRIES if isinstance(inside.get(name), Mapping)), ""):
        entry, inside = name, inside[name]
    weights = {str(name): value for name, value in inside.items() if isinstance(value, Tensor)}
    marks = tuple(layout.mark for layout in LAYOUTS)
    while not any(mark in weights for mark in marks):
        shorter = {PREFIX.sub("", name): value for name, value in weights.items()}
        if shorter.keys() == weights.keys():
            break
        weights = shorter
    return entry, weights


def _as_ours(weights: dict[str, Tensor], network: nn.Module) -> tuple[str, dict[str, Tensor]]:
    for layout in LAYOUTS:
        if layout.mark in weights:
            return layout.title, layout.ours(weights)
    return f"a {type(network).__name__} of this project", weights


def _is_finite(values: Tensor) -> bool:
    return not values.is_floating_point() or bool(values.isfinite().all())


def _check(
    file: Path, title: str, weights: Mapping[str, Tensor], wanted: Mapping[str, Tensor]
) -> None:
    missing = [name for name in wanted if name not in weights]
    other = [
        f"{name} is {tuple(weights[name].shape)} and not {tuple(value.shape)}"
        for name, value in wanted.items()
        if name in weights and weights[name].shape != value.shape
    ]
    blocks = {name.split(".")[1] for name in weights if name.startswith("blocks.")}
    needed = {name.split(".")[1] for name in wanted if name.startswith("blocks.")}
    if blocks != needed and blocks:
        reason = f"it has {len(blocks)} blocks, and the network {len(needed)}"
    elif missing:
        reason = f"{len(missing):,} of {len(wanted):,} weights are missing, as {missing[0]}"
    elif broken := [name for name in wanted if not _is_finite(weights[name])]:
        reason = f"{len(broken):,} weights are not finite numbers, as {broken[0]}"
    elif other:
        reason = f"{len(other):,} weights have another shape: {other[0]}"
    else:
        return
    raise ValueError(
        f"backbone.weights: {file} ({title}) does not fit the backbone: {reason}. backbone.name, "
        "backbone.embedding and backbone.image_size must be those of the file."
    )
