"""The config of a training run of faces.

A recipe is a TOML file with a table for each class below; `face_training.recipes` reads it.  The
defaults are ArcFace's, so a recipe names only what differs from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from face_training.names import readable
from face_training.refusals import did_you_mean
from losses.catalogue import COMPOSED, LOSSES, spec_and_values
from losses.parameters import Value

#: Sources that draw their images: data.identities, data.images and data.seed say which.
GENERATED = ("synthetic", "random")


@dataclass(frozen=True, kw_only=True)
class DataConfig:
    """The training images."""

    source: str  # a name of face_training.data.SOURCES
    path: str = ""  # of the files, for sources that read files
    identities: int = 0  # of drawn faces
    images: int = 0  # of each drawn identity
    seed: int = 0  # of drawn faces
    flip: bool = True  # each image is mirrored with a probability of one half
    workers: int = 4  # processes that read images, for each rank; 0 reads in the training process
    skip_broken: int = 0  # images that cannot be read and are skipped; one more ends the run
    overlap_with: tuple[str, ...] = ()  # lists of test identities; shared names are reported

    def __post_init__(self) -> None:
        _kept("data.path", self.path)
        _between("data.identities", self.identities, 0, 100_000_000)
        _between("data.images", self.images, 0, 100_000)
        _between("data.seed", self.seed, 0, 2**31 - 1)
        _between("data.workers", self.workers, 0, 256)
        _between("data.skip_broken", self.skip_broken, 0, 10**9)
        if self.source in GENERATED:
            if self.identities < 2 or self.images < 1:
                raise ValueError(
                    f"{self.source.capitalize()} data need data.identities of 2 or more and "
                    f"data.images of 1 or more, not {self.identities} and {self.images}."
                )
        elif self.source != "orl" and not self.path:  # ORL comes with a package
            raise ValueError(
                f"data.path is empty: {self.source} data lie in files, and the recipe cannot know "
                "where; say it with data.path=..."
            )


@dataclass(frozen=True, kw_only=True)
class BackboneConfig:
    """The network from an image to an embedding."""

    name: str  # a name of face_training.backbones.BACKBONES
    embedding: int = 512
    image_size: int = 112
    weights: str = ""  # a file or a run to start from; empty: random numbers
    weights_colours: str = "auto"  # or "RGB", "BGR": the order that these weights are for
    frozen: tuple[str, ...] = ()  # parts that stay as they are, as "stem", "blocks.0", or "all"

    def __post_init__(self) -> None:
        _kept("backbone.weights", self.weights)
        _between("backbone.embedding", self.embedding, 2, 8192)
        _between("backbone.image_size", self.image_size, 16, 1024)
        _one_of("backbone.weights_colours", self.weights_colours, ("auto", "RGB", "BGR"))


@dataclass(frozen=True, kw_only=True)
class HeadConfig:
    """The loss and the class weights."""

    loss: str  # a name of losses.LOSSES, or "composed" with f, g and h among the parameters
    parameters: Mapping[str, Value] = field(default_factory=dict)  # where not the loss's defaults
    margin_gradient: str = "true"  # or "straight_through", slope 1 everywhere, as insightface
    sample: float = 1.0  # share of the classes that a step uses (Partial FC); 1: all
    t_warmup: int = 0  # steps in which t rises linearly to its value
    form: str = "auto"  # or "dense", "chunked": without any tensor of batch by classes
    products: str = "auto"  # of the chunked form; or "float32", "tf32" (auto on a GPU), "bfloat16"
    compile: bool = True  # on a GPU: the chunked form's small kernels become few

    def __post_init__(self) -> None:
        if self.loss not in (*LOSSES, COMPOSED):
            written = self.loss.lower().replace("-", "_").replace(" ", "_")  # a title as a name
            raise ValueError(
                f"There is no loss {self.loss!r}{did_you_mean(written, LOSSES)} "
                f"Losses: {', '.join(LOSSES)}; or {COMPOSED}."
            )
        spec, values = spec_and_values(self.loss, self.parameters)
        _one_of("head.margin_gradient", self.margin_gradient, ("true", "straight_through"))
        _one_of("head.form", self.form, ("auto", "dense", "chunked"))
        _one_of("head.products", self.products, ("auto", "float32", "tf32", "bfloat16"))
        _between("head.sample", self.sample, 1e-6, 1)
        _between("head.t_warmup", self.t_warmup, 0, 10**9)
        if self.t_warmup and "t" not in values:
            raise ValueError(f"head.t_warmup needs a loss with a t, and {spec.name} has none.")


@dataclass(frozen=True, kw_only=True)
class OptimiserConfig:
    """The optimiser, its learning rate and the clipping of gradients."""

    name: str = "sgd"  # or "adamw", "muon"
    learning_rate: float = 0.1  # for a batch of `for_batch` images
    head_learning_rate: float = 0.0  # as learning_rate, but of the head; 0: the same
    for_batch: int = 0  # 0: the learning rate is not scaled to the batch
    scaling: str = "linear"  # or "square_root": how the learning rate is scaled
    momentum: float = 0.9  # of sgd
    beta2: float = 0.999  # of adamw, whose beta1 is the momentum
    weight_decay: float = 5e-4
    others: str = "sgd"  # of muon, or "adamw": what updates all but the hidden matrices
    matrix_learning_rate: float = 0.02  # of muon: as learning_rate, but of the hidden matrices
    matrix_weight_decay: float = 0.01  # of muon: of the hidden matrices
    clip_backbone: float = 0.0  # largest norm of the backbone's gradient; 0: any
    clip_head: float = 0.0  # largest norm of the class weights' gradient; 0: any

    def __post_init__(self) -> None:
        _one_of("optimiser.name", self.name, ("sgd", "adamw", "muon"))
        _one_of("optimiser.others", self.others, ("sgd", "adamw"))
        _between("optimiser.learning_rate", self.learning_rate, 1e-8, 100)
        _between("optimiser.head_learning_rate", self.head_learning_rate, 0, 100)
        _between("optimiser.for_batch", self.for_batch, 0, 10**7)
        _one_of("optimiser.scaling", self.scaling, ("linear", "square_root"))
        _between("optimiser.momentum", self.momentum, 0, 0.9999)
        _between("optimiser.beta2", self.beta2, 0, 0.999999)
        _between("optimiser.weight_decay", self.weight_decay, 0, 10)
        _between("optimiser.matrix_learning_rate", self.matrix_learning_rate, 1e-8, 100)
        _between("optimiser.matrix_weight_decay", self.matrix_weight_decay, 0, 10)
        _between("optimiser.clip_backbone", self.clip_backbone, 0, 1e9)
        _between("optimiser.clip_head", self.clip_head, 0, 1e9)


@dataclass(frozen=True, kw_only=True)
class ScheduleConfig:
    """The length of the training and the course of the learning rate.  Times are in `unit`."""

    unit: str = "epochs"  # or "steps"
    length: float  # the whole training
    kind: str = "steps"  # or "polynomial", "cosine", "constant"
    warmup: float = 0  # the learning rate rises linearly from 0
    milestones: tuple[float, ...] = ()  # of "steps": times of a multiplication by `factor`
    factor: float = 0.1  # of "steps"
    power: float = 1.0  # of "polynomial"; 1 falls linearly to 0

    def __post_init__(self) -> None:
        _one_of("schedule.unit", self.unit, ("epochs", "steps"))
        _one_of("schedule.kind", self.kind, ("steps", "polynomial", "cosine", "constant"))
        _between("schedule.length", self.length, 1e-9, 10**9)
        _between("schedule.warmup", self.warmup, 0, self.length)
        _between("schedule.factor", self.factor, 1e-6, 1)
        _between("schedule.power", self.power, 0.01, 10)
        for early, late in zip((0, *self.milestones), (*self.milestones, self.length), strict=True):
            if not early < late:
                raise ValueError(
                    "schedule.milestones must rise between 0 and schedule.length "
                    f"({self.length:g}), not {', '.join(f'{m:g}' for m in self.milestones)}."
                )


@dataclass(frozen=True, kw_only=True)
class TrainingConfig:
    """Batches, precision, devices, and how often to log and evaluate."""

    batch: int  # images of a step, over all ranks and micro-steps
    accumulate: int = 1  # micro-steps of a step
    seed: int = 0  # of the weights, the order of the images and the sampled classes
    precision: str = "bfloat16"  # of the backbone; cosines and loss are float32 or more
    device: str = "auto"  # "cuda" if there is a GPU, else "cpu"
    channels_last: bool = True
    compile: bool = True  # on a GPU: the backbone's small kernels become few (torch.compile)
    capture: bool = True  # on a GPU: a step's kernels are launched at once (a CUDA graph)
    recompute: bool = False  # activations in the backward pass: slower, less memory
    sync_batch_norm: bool = False  # by the images of all processes; on GPUs
    sharding: str = "ddp"  # or "fsdp2", which also shards the backbone
    deterministic: bool = False  # on a GPU: the same bits every time, but slower
    ema: float = 0.0  # decay of the average of the weights, such as 0.9999; 0: no average
    log_every: int = 20  # steps between two lines of metrics
    evaluate_every: int = 0  # steps between two evaluations; 0: at the end only

    def __post_init__(self) -> None:
        _between("training.batch", self.batch, 1, 10**7)
        _between("training.accumulate", self.accumulate, 1, 10_000)
        _between("training.seed", self.seed, 0, 2**31 - 1)
        _one_of("training.precision", self.precision, ("bfloat16", "float32", "float64"))
        _one_of("training.device", self.device, ("auto", "cpu", "cuda"))
        _one_of("training.sharding", self.sharding, ("ddp", "fsdp2"))
        _between("training.ema", self.ema, 0, 0.999999)
        _between("training.log_every", self.log_every, 1, 10**9)
        _between("training.evaluate_every", self.evaluate_every, 0, 10**9)
        if self.batch % self.accumulate:
            raise ValueError(
                f"training.batch ({self.batch}) must be a multiple of training.accumulate "
                f"({self.accumulate})."
            )

    def rank_batch(self, ranks: int) -> int:
        """Images of one rank in one micro-step.

        Raises:
            ValueError: the batch cannot be divided evenly.
        """
        shares = self.accumulate * ranks
        if self.batch % shares:
            raise ValueError(
                f"training.batch ({self.batch}) must be a multiple of training.accumulate "
                f"({self.accumulate}) times the number of ranks ({ranks})."
            )
        return self.batch // shares


@dataclass(frozen=True, kw_only=True)
class CheckpointConfig:
    """The checkpoints that a run can resume from."""

    every: int = 2000  # steps; 0: no checkpoints, so a run that is stopped begins anew
    keep: int = 3  # how many of the last
    best: str = ""  # also keep that with the best measure of an evaluation: "lfw/accuracy"

    def __post_init__(self) -> None:
        _between("checkpoints.every", self.every, 0, 10**9)
        _between("checkpoints.keep", self.keep, 1, 1000)
        if self.best and self.best.count("/") != 1:
            raise ValueError(
                "checkpoints.best must be the name of an evaluation and of a measure, as "
                f'"lfw/accuracy", not {self.best!r}.'
            )
        if self.best and not self.every:
            raise ValueError(
                f"checkpoints.best is {self.best!r}, and with checkpoints.every=0 no checkpoint is "
                "kept: set checkpoints.every to 1 or more, or leave checkpoints.best empty."
            )


@dataclass(frozen=True, kw_only=True)
class ProbeConfig:
    """A fixed set of samples whose state the run records."""

    every: int = 0  # steps; 0: no probe
    identities: int = 10
    images: int = 20
    seed: int = 0

    def __post_init__(self) -> None:
        _between("probe.every", self.every, 0, 10**9)
        _between("probe.identities", self.identities, 2, 1000)
        _between("probe.images", self.images, 1, 1000)
        _between("probe.seed", self.seed, 0, 2**31 - 1)


@dataclass(frozen=True, kw_only=True)
class FaceConfig:
    """A training run.

    Raises:
        ValueError: a field is out of range; the sentence names it and what is allowed.
    """

    title: str = ""
    data: DataConfig
    backbone: BackboneConfig
    head: HeadConfig
    optimiser: OptimiserConfig = field(default_factory=OptimiserConfig)
    schedule: ScheduleConfig
    training: TrainingConfig
    checkpoints: CheckpointConfig = field(default_factory=CheckpointConfig)
    probe: ProbeConfig = field(default_factory=ProbeConfig)
    evaluation: tuple[Mapping[str, Any], ...] = ()  # tables for face_training.evaluation.sets

    def __post_init__(self) -> None:
        names = [str(table.get("name", "")) for table in self.evaluation]
        if "" in names or len(set(names)) < len(names):
            raise ValueError("Every [[evaluation]] needs a name of its own.")
        wanted = self.checkpoints.best.split("/")[0]
        if wanted and wanted not in names:
            raise ValueError(
                f"checkpoints.best asks for the evaluation {wanted!r}; "
                f"there is {', '.join(names) or 'none'}."
            )


def _kept(name: str, path: str) -> None:
    """Refuse a path that a run could not keep in its config.toml."""
    if readable(path) != path:
        raise ValueError(
            f"{name} is {readable(path)}, which is no UTF-8 or goes over a line, and a run could "
            "not keep it in its config.toml; rename it, or link to it."
        )


def _between(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise ValueError(f"{name} must be {_said(low)} to {_said(high)}, not {_said(value)}.")


def _said(number: float) -> str:
    """All digits of a whole number."""
    return f"{number:,}" if isinstance(number, int) else f"{number:g}"


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"{name} must be {' or '.join(allowed)}, not {value!r}.")
