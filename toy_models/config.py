"""Everything that decides a training run.  Same RunConfig, same arrays."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, asdict, dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import losses
from losses.catalogue import spec_and_values
from losses.parameters import Value
from toy_models.data import DATA_SETS, DataConfig

if TYPE_CHECKING:
    from losses.equation import Loss

MAX_LOSSES = 8

#: Parameters of a loss that a training cannot change on its way, and the sentence that says so.
FIXED = {"centres": "The number of centres stays as it is: they are weights of the training."}

#: Fields that came later.  Their first value is not written, so that no older config changes.
LATER = {"class_weights": "random"}


@dataclass(frozen=True)
class LossChoice:
    """A loss by name, with the parameters that differ from its defaults.

    The name is one of `losses.LOSSES`, or "composed" with the slots `f`, `g` and `h` among the
    parameters.  Parameters are kept as sorted pairs, so that equal choices are equal.
    """

    name: str
    parameters: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, name: str, **parameters: Value) -> LossChoice:
        """`LossChoice.of("sv_softmax", t=1.1)`."""
        return cls(name, tuple(sorted(parameters.items())))

    def __post_init__(self) -> None:
        spec_and_values(self.name, dict(self.parameters))  # raises ValueError
        as_stored = {
            name: float(value) if type(value) is int else value for name, value in self.parameters
        }
        object.__setattr__(self, "parameters", tuple(sorted(as_stored.items())))

    def build(self) -> Loss:
        """A new loss with these parameters.  The only method here that needs torch."""
        return losses.build(self.name, **dict(self.parameters))


@dataclass(frozen=True, kw_only=True)
class RunConfig:
    """One run: the data, the losses that are compared on it, the network and the schedule.

    All losses start from one initialisation and see the same batches.

    Raises:
        ValueError: a field is out of range; the sentence names it and what is allowed.
    """

    data: DataConfig
    losses: tuple[LossChoice, ...]
    label_noise: float = 0.0  # share of the training labels that are replaced by a wrong one
    network: Literal["mlp", "cnn"] = "mlp"  # cnn needs images
    hidden: tuple[int, ...] = (64, 64)  # widths of the mlp, or channels of the cnn
    embedding: int = 2  # dimension of the features
    class_weights: Literal["random", "spread"] = "random"  # see toy_models/class_weights.py
    steps: int = 600
    batch: int = 128
    optimiser: Literal["adam", "sgd"] = "adam"
    learning_rate: float = 0.01
    weight_decay: float = 0.0
    softmax_warmup: int = 0  # steps with the plain normalised softmax, at each loss's own scale
    t_warmup: int = 0  # steps, after the softmax warm-up, over which t rises to its value
    kept: int = 60  # how many steps are kept in the record, the first and the last among them
    recorded: int = 1000  # at most so many training samples are recorded
    seed: int = 0

    def __post_init__(self) -> None:
        self._between("number of losses", len(self.losses), 1, MAX_LOSSES)
        self._between("label_noise", self.label_noise, 0, 0.9)
        self._between("embedding", self.embedding, 2, 512)
        self._between("steps", self.steps, 1, 100_000)
        self._between("batch", self.batch, 2, 4096)
        self._between("learning_rate", self.learning_rate, 1e-6, 10)
        self._between("weight_decay", self.weight_decay, 0, 1)
        self._between("softmax_warmup", self.softmax_warmup, 0, self.steps)
        self._between("t_warmup", self.t_warmup, 0, self.steps - self.softmax_warmup)
        self._between("kept", self.kept, 2, 1000)
        self._between("recorded", self.recorded, 10, 5000)
        self._between("seed", self.seed, 0, 2**31 - 1)
        self._between("number of hidden layers", len(self.hidden), 1, 4)
        for width in self.hidden:
            self._between("hidden width", width, 1, 1024)
        for name, value, allowed in (
            ("network", self.network, ("mlp", "cnn")),
            ("class_weights", self.class_weights, ("random", "spread")),
            ("optimiser", self.optimiser, ("adam", "sgd")),
        ):
            if value not in allowed:
                raise ValueError(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
        if self.network == "cnn" and not self.data.is_images:
            raise ValueError(
                f"network 'cnn' needs images, and {self.data.kind} data are not; use 'mlp'."
            )

    @staticmethod
    def _between(name: str, value: float, low: float, high: float) -> None:
        if not low <= value <= high:
            raise ValueError(f"{name} must be {low} to {high}, not {value}.")

    def to_json(self) -> str:
        """The canonical text of this config: equal configs have equal text."""
        plain = {
            name: value
            for name, value in _plain(self).items()
            if name not in LATER or value != LATER[name]
        }
        plain["losses"] = [asdict(choice) for choice in self.losses]
        plain["data"] = {"kind": self.data.kind, **_plain(self.data)}
        return json.dumps(plain, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> RunConfig:
        """The config that `to_json` wrote.

        Raises:
            ValueError: the text is not such a config; the sentence says what is wrong.
        """
        try:
            plain = json.loads(text)
        except (ValueError, RecursionError) as error:  # also a number without end
            raise ValueError(f"The configuration is not JSON: {error}.") from None
        if not isinstance(plain, dict) or not {"data", "losses"} <= plain.keys():
            raise ValueError("A configuration is a JSON object with at least `data` and `losses`.")
        plain = _known(plain, cls, "configuration")
        try:
            plain["losses"] = tuple(
                LossChoice(
                    choice["name"], tuple((name, value) for name, value in choice["parameters"])
                )
                for choice in plain["losses"]
            )
            data = dict(plain["data"])
            kind = DATA_SETS[data.pop("kind")]
        except (KeyError, TypeError) as error:
            raise ValueError(
                f"The configuration's data or losses are malformed: {error}."
            ) from None
        plain["data"] = kind(**_known(data, kind, "data"))
        if "hidden" in plain:
            plain["hidden"] = tuple(plain["hidden"])
        return cls(**plain)

    @cached_property  # a table of the reader's own is millions of characters
    def digest(self) -> str:
        """16 hexadecimal digits, different for every config."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()[:16]


def _plain(settings: Any) -> dict[str, Any]:
    """The fields that decide, by name.  In a float field 0 is written 0.0, for both are equal."""
    deciding = [field for field in fields(settings) if field.compare]
    named = {field.name: getattr(settings, field.name) for field in deciding}
    floats = {field.name for field in deciding if field.type == "float"}
    return {name: float(value) if name in floats else value for name, value in named.items()}


#: What a field of this type looks like in JSON; other fields are checked where they are used.
_IN_JSON: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "int": ("a whole number", lambda value: type(value) is int),
    "float": ("a number", lambda value: type(value) in (int, float)),
    "str": ("text", lambda value: type(value) is str),
    "tuple[int, ...]": (
        "a list of whole numbers",
        lambda value: type(value) is list and all(type(entry) is int for entry in value),
    ),
}


def _known(plain: Mapping[str, Any], kind: type, what: str) -> dict[str, Any]:
    names = {field.name for field in fields(kind) if field.compare}
    unknown = sorted(plain.keys() - names)
    if unknown:
        raise ValueError(
            f"Unknown in the {what}: {', '.join(unknown)}. Allowed: {', '.join(sorted(names))}."
        )
    for field in fields(kind):
        if field.name not in plain:
            if field.default is MISSING:
                raise ValueError(f"{field.name} is missing in the {what}.")
            continue
        words, fits = _IN_JSON.get(str(field.type), ("", lambda value: True))
        if not fits(plain[field.name]):
            raise ValueError(
                f"{field.name} in the {what} must be {words}, not {plain[field.name]!r}."
            )
    return dict(plain)
