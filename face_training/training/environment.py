"""Where and on what a run is trained: the machine, its settings, and what the run records of it."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

import torch

from face_training.config import FaceConfig
from face_training.data import Faces
from face_training.data.overlap import Overlap
from face_training.head.class_weights import rows_of
from face_training.head.form import choose, classes_of_a_step, kept_bytes, memory_of
from face_training.ranks import Ranks
from face_training.training import batch_norms
from face_training.training.learning_rate import LearningRate
from face_training.training.plan import plan_of
from losses.catalogue import spec_and_values

PACKAGES = ("torch", "numpy", "safetensors", "tensorboard")


def prepare_gpu(deterministic: bool) -> None:
    """TF32 for products of float32, and the fastest convolutions or the deterministic ones."""
    torch.set_float32_matmul_precision("high")
    torch.backends.cudnn.benchmark = not deterministic
    if deterministic:
        os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
        torch.use_deterministic_algorithms(True)


def environment(
    config: FaceConfig,
    ranks: Ranks,
    faces: Faces,
    rate: LearningRate,
    backbone: torch.nn.Module,
    overlaps: Sequence[Overlap],
) -> dict[str, Any]:
    """What environment.json says: data, length, devices and versions of a run."""
    return {
        "title": config.title,
        "images": len(faces),
        "identities": len(faces.identities),
        "source": faces.source,
        "backbone_parameters": sum(weight.numel() for weight in backbone.parameters()),
        "steps": rate.steps,
        "steps_per_epoch": rate.steps_per_epoch,
        "loss": _loss(config),
        "optimiser": _optimiser(config),
        "learning_rate": rate.rule + _of_the_head(config, rate),
        "ranks": ranks.count,
        "images_of_a_rank_in_a_micro_step": config.training.rank_batch(ranks.count),
        "batch_norms": batch_norms.in_words(config, ranks, backbone),
        "device": _device(ranks.device),
        "step": plan_of(config, ranks).in_words(),
        "head": _head(config, ranks, len(faces.identities)),
        "class_weights": _class_weights(config, ranks, len(faces.identities)),
        "versions": {name: version(name) for name in PACKAGES}
        | {"python": platform.python_version()},
        "command": sys.argv,
        "overlap": [overlap.in_words() for overlap in overlaps],
    }


def _of_the_head(config: FaceConfig, rate: LearningRate) -> str:
    """The head's learning rate, if it has one of its own."""
    of_head = config.optimiser.head_learning_rate
    if not of_head:
        return ""
    return f"; of the head {of_head / config.optimiser.learning_rate * rate.base:g}"


def _loss(config: FaceConfig) -> str:
    """Its name and all its parameters."""
    spec, values = spec_and_values(config.head.loss, config.head.parameters)
    parts = [
        f"{name} {values[name]:g}" if isinstance(values[name], float) else f"{name} {values[name]}"
        for name in spec.parameters
    ]
    return ", ".join([spec.name, *parts])


def _optimiser(config: FaceConfig) -> str:
    """Its name and, of Muon, what it leaves to another."""
    chosen = config.optimiser
    if chosen.name != "muon":
        return chosen.name
    return (
        f"muon for hidden matrices, at {chosen.matrix_learning_rate:g}; {chosen.others} for others"
    )


def _class_weights(config: FaceConfig, ranks: Ranks, classes: int) -> str:
    """What they take on each process, and more than what if they do not fit."""
    _, values = spec_and_values(config.head.loss, config.head.parameters)
    chosen = config.optimiser
    of_head = chosen.others if chosen.name == "muon" else chosen.name
    needed = kept_bytes(
        len(rows_of(classes, 0, ranks.count)) * int(values.get("centres", 1)),
        config.backbone.embedding,
        2 if of_head == "adamw" else 1,
        _dtype(config),
    )
    words = f"{_size(needed)} on each process for their values, gradients and optimiser states"
    room = memory_of(ranks.device)
    return f"{words}; this device has {_size(room)}" if needed > 0.5 * room else words


def _dtype(config: FaceConfig) -> torch.dtype:
    return torch.float64 if config.training.precision == "float64" else torch.float32


def _size(number: int) -> str:
    """Bytes in words."""
    return f"{number / 2**30:,.1f} GiB" if number >= 2**30 else f"{number / 2**20:,.1f} MiB"


def _head(config: FaceConfig, ranks: Ranks, classes: int) -> str:
    _, values = spec_and_values(config.head.loss, config.head.parameters)
    rows = classes_of_a_step(classes, ranks.count, config.head.sample)
    at_once = 1 if plan_of(config, ranks).joined else config.training.accumulate
    return choose(
        config.head.form,
        samples=config.training.batch // at_once,
        classes=rows * int(values.get("centres", 1)),
        embedding=config.backbone.embedding,
        device=ranks.device,
        dtype=_dtype(config),
    ).in_words()


def _device(device: torch.device) -> str:
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    capability = torch.backends.cpu.get_cpu_capability()
    return f"CPU ({capability}), threads: {torch.get_num_threads()}"


def summary(environment: dict[str, Any]) -> str:
    """The same for a person: a few lines to print when a run starts."""
    e = environment
    overlaps = "".join(f"\n  {words}" for words in e["overlap"])
    return (
        f"{e['title']}\n"
        f"  {e['images']:,} images of {e['identities']:,} identities from {e['source']}\n"
        f"  backbone of {e['backbone_parameters']:,} parameters; "
        f"ranks: {e['ranks']}, images of each at once: {e['images_of_a_rank_in_a_micro_step']}"
        f"{'; ' if e['batch_norms'] else ''}{e['batch_norms']}\n"
        f"  {e['steps']:,} steps, {e['steps_per_epoch']:,} an epoch; each {e['step']}\n"
        f"  on {e['device']}\n"
        f"  loss: {e['loss']}\n"
        f"  head {e['head']}\n"
        f"  class weights: {e['class_weights']}\n"
        f"  {e['optimiser']}, learning rate {e['learning_rate']}{overlaps}"
    )
