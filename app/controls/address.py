"""A RunConfig as what the Playground's widgets stand at, and as the address that sets them so.

The keys are those of the widgets in this folder; a test opens addresses of many configs and finds
the configs again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from app.controls.data import NAMES
from app.controls.losses import SLOT_KEYS, slot_title, title_of
from app.controls.training import DIMENSIONS
from losses.catalogue import COMPOSED, spec_and_values
from toy_models.config import RunConfig
from toy_models.data import Blobs, Digits, Faces, Mnist, Table
from toy_models.gentle import FIRST_RUN, SCALE, gentle_value

NO_CSV = "A link cannot carry a CSV file of your own: whoever opens it must choose the file again."
ELSEWHERE = "The Playground has no controls for some settings of this run, so it has no link."
_CNN = (16, 32, 64)


def widgets_of(config: RunConfig) -> dict[str, Any]:
    """The value of every widget that has a say in this config, by the widget's key.

    Raises:
        ValueError: the widgets cannot say this config; the sentence says so.
    """
    scale = _common_scale(config)
    values: dict[str, Any] = {
        **_data(config),
        "noise": round(100 * config.label_noise),
        "dimension": config.embedding,
        "losses": [choice.name for choice in config.losses],
        "s": scale,
        "steps": config.steps,
        "rate": config.learning_rate,
        "batch": config.batch,
        "optimiser": config.optimiser,
        "warmup": _share(config.softmax_warmup, config.steps),
        "t_warmup": _share(config.t_warmup, config.steps),
        "seed": config.seed,
    }
    if config.data.is_images:
        values["cnn"] = config.network == "cnn"
    if config.network == "mlp":
        values["hidden"] = config.hidden[0]
    for choice in config.losses:
        spec, _ = spec_and_values(choice.name, dict(choice.parameters))
        for name, value in choice.parameters:
            if name != "scale" or gentle_value(spec, name) != SCALE:
                values[f"{choice.name}-{name}"] = value
    _check(config, values)
    return values


def query_of(config: RunConfig) -> str:
    """The address's query that opens the Playground on this config.  Raises as `widgets_of`."""
    return urlencode(texts(widgets_of(config)), doseq=True)


def texts(values: Mapping[str, Any]) -> dict[str, list[str]]:
    """Widget values as an address writes them."""
    return {key: [_text(key, value) for value in _many(value)] for key, value in values.items()}


def refused(asked: Mapping[str, Sequence[str]], values: Mapping[str, Any]) -> list[str]:
    """Which widgets, by key, an address asked something of that is not what they stand at now."""
    stands = texts(values)
    return sorted(
        key
        for key, wanted in asked.items()
        if key in stands and not _agree(list(wanted), stands[key])
    )


def _data(config: RunConfig) -> dict[str, Any]:
    match config.data:
        case Blobs() as blobs:
            if blobs != Blobs(
                dimension=blobs.dimension,
                classes=blobs.classes,
                per_class=blobs.per_class,
                spread=blobs.spread,
            ):
                raise ValueError(ELSEWHERE)
            return {
                "data": "blobs",
                "blobs_sphere": blobs.dimension == 3,
                "blobs_classes": blobs.classes,
                "blobs_samples": blobs.per_class,
                "blobs_spread": blobs.spread,
            }
        case Mnist() as mnist:
            if mnist != Mnist(per_class=mnist.per_class):
                raise ValueError(ELSEWHERE)
            return {"data": "mnist", "per_digit": mnist.per_class}
        case Faces() as faces:
            if faces != Faces(
                identities=faces.identities, images=faces.images, nuisance=faces.nuisance
            ):
                raise ValueError(ELSEWHERE)
            return {
                "data": "faces",
                "identities": faces.identities,
                "pictures": faces.images,
                "nuisance": faces.nuisance,
            }
        case Table():
            return {"data": "csv"}
        case Digits() as digits if digits == Digits():
            return {"data": "digits"}
    raise ValueError(ELSEWHERE)


def _common_scale(config: RunConfig) -> float:
    """The scale that the slider sets for all losses but those with one of their own."""
    scales = set()
    for choice in config.losses:
        told = dict(choice.parameters)
        spec, _ = spec_and_values(choice.name, told)
        slots = set("fgh") if choice.name == COMPOSED else set()
        if told.keys() != spec.parameters.keys() | slots:
            raise ValueError(ELSEWHERE)
        if "scale" in told and gentle_value(spec, "scale") == SCALE:
            scales.add(float(told["scale"]))
    if len(scales) > 1:
        raise ValueError(ELSEWHERE)
    return scales.pop() if scales else SCALE


def _share(part: int, steps: int) -> int:
    """Percent, as the sliders ask for it: a multiple of five if one says the same."""
    fives = (percent for percent in range(0, 101, 5) if steps * percent // 100 == part)
    return next(fives, -(-100 * part // steps))


def _check(config: RunConfig, values: Mapping[str, Any]) -> None:
    """Whether what the widgets say is this config after all.  Raises ValueError."""
    steps = config.steps
    said = replace(
        config,
        label_noise=values["noise"] / 100,
        hidden=_CNN if config.network == "cnn" else (values["hidden"],) * 2,
        softmax_warmup=steps * values["warmup"] // 100,
        t_warmup=steps * min(values["t_warmup"], 100 - values["warmup"]) // 100,
        weight_decay=FIRST_RUN.weight_decay,
        kept=FIRST_RUN.kept,
        recorded=FIRST_RUN.recorded,
    )
    twice = len(set(values["losses"])) < len(values["losses"])
    if said != config or twice or config.embedding not in DIMENSIONS:
        raise ValueError(ELSEWHERE)


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(key: str, value: Any) -> str:
    if key == "data":
        return NAMES[value]
    if key == "dimension":
        return DIMENSIONS[value]
    if key == "losses":
        return title_of(value)
    if key in SLOT_KEYS:
        return slot_title(key[-1], value)
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _agree(wanted: list[str], stands: list[str]) -> bool:
    return len(wanted) == len(stands) and all(map(_same, wanted, stands))


def _same(one: str, other: str) -> bool:
    if one.lower() == other.lower():
        return True
    try:
        return abs(float(one) - float(other)) <= 1e-9 * max(1.0, abs(float(other)))
    except ValueError:
        return False
