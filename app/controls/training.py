"""The features, the network and the schedule."""

from __future__ import annotations

from typing import Any

from app.controls.control import Control, Values, ask
from app.controls.data import DATA, DIMENSION
from app.controls.folded import folded, say_what_is_folded
from app.controls.widgets import NumberInput, Segments, SelectSlider, Slider, Toggle
from toy_models.config import RunConfig
from toy_models.data import DataConfig
from toy_models.first_run import FIRST_RUN

CHANNELS = (8, 16, 32)  # of the convolutional network; twice as many take twice as long
#: Fewer where a step takes long and classes are easy: the first settings of MNIST take a quarter
#: less time, and on the sphere lose about a point of accuracy.
CHANNELS_OF = {"mnist": (4, 8, 32)}
RATES = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1)
OF_THE_STEPS = "%d %% of the steps"


def percent(part: int, steps: int) -> int:
    """A share of the steps as a slider has it: a multiple of five if that gives the same part."""
    fives = (share for share in range(0, 101, 5) if steps * share // 100 == part)
    return next(fives, -(-100 * part // steps))


def _network(values: Values) -> str:
    return "cnn" if values.get("cnn") else "mlp"


def _hidden(values: Values) -> tuple[int, ...]:
    if values.get("cnn"):
        return CHANNELS_OF.get(values.get(DATA, ""), CHANNELS)
    return (values["hidden"],) * 2


def _softmax_warmup(values: Values) -> int:
    return int(values["steps"] * values["warmup"] // 100)


def _t_warmup(values: Values) -> int:
    """Both warm-ups share the steps; t has its value before the last step."""
    share = min(values["t_warmup"], 100 - values["warmup"])
    return int(values["steps"] * share // 100)


def _convolves(config: RunConfig) -> bool | None:
    return config.network == "cnn" if config.data.is_images else None


def _width(config: RunConfig) -> int | None:
    return config.hidden[0] if config.network == "mlp" else None


FEATURES = Control(
    key=DIMENSION,
    label="Features",
    widget=Segments({2: "2-D circle", 3: "3-D sphere", 8: "8-D", 64: "64-D"}),
    default=FIRST_RUN.embedding,
    sets="embedding",
)
CNN = Control(
    key="cnn",
    label="Convolutional network",
    widget=Toggle(),
    default=FIRST_RUN.network == "cnn",
    help="It sees a shape wherever it stands. Some five times slower.",
    sets="network",
    to_widget=_convolves,
    from_widgets=_network,
)
SCHEDULE = (
    Control(
        key="hidden",
        label="Hidden units",
        widget=SelectSlider((16, 32, 64, 128, 256)),
        default=FIRST_RUN.hidden[0],
        sets="hidden",
        to_widget=_width,
        from_widgets=_hidden,
    ),
    Control(
        key="steps",
        label="Steps",
        widget=Slider(50, 3000, 50),
        default=FIRST_RUN.steps,
        sets="steps",
    ),
    Control(
        key="rate",
        label="Learning rate",
        widget=SelectSlider(RATES),
        default=FIRST_RUN.learning_rate,
        sets="learning_rate",
        live=True,
    ),
    Control(
        key="batch",
        label="Batch",
        widget=SelectSlider((16, 32, 64, 128, 256, 512)),
        default=FIRST_RUN.batch,
        sets="batch",
    ),
    Control(
        key="optimiser",
        label="Optimiser",
        widget=Segments({"adam": "adam", "sgd": "sgd"}),
        default=FIRST_RUN.optimiser,
        sets="optimiser",
    ),
    Control(
        key="warmup",
        label="Softmax warm-up",
        widget=Slider(0, 80, 5, format=OF_THE_STEPS),
        default=percent(FIRST_RUN.softmax_warmup, FIRST_RUN.steps),
        help="On a circle class weights cannot pass one another: a start with the plain softmax "
        "lets them find their order before the losses part.",
        sets="softmax_warmup",
        to_widget=lambda config: percent(config.softmax_warmup, config.steps),
        from_widgets=_softmax_warmup,
    ),
    Control(
        key="spread",
        label="Class weights start evenly apart",
        widget=Toggle(),
        default=FIRST_RUN.class_weights == "spread",
        help="On a circle or sphere they start as far apart as they can be, stay there during the "
        "softmax warm-up, and then move a tenth as fast as the network. Off: they start anywhere, "
        "and two classes often end on one spot.",
        sets="class_weights",
        to_widget=lambda config: config.class_weights == "spread",
        from_widgets=lambda values: "spread" if values["spread"] else "random",
    ),
    Control(
        key="t_warmup",
        label="Losses with t: it rises slowly, over",
        widget=Slider(0, 100, 5, format=OF_THE_STEPS),
        default=percent(FIRST_RUN.t_warmup, FIRST_RUN.steps),
        help="At the start nearly every wrong class beats a sample's own class. A t that rises "
        "slowly from 1 keeps the training from breaking. Losses without t do not change.",
        sets="t_warmup",
        to_widget=lambda config: percent(config.t_warmup, config.steps),
        from_widgets=_t_warmup,
    ),
    Control(
        key="seed",
        label="Seed",
        widget=NumberInput(0, 9999),
        default=FIRST_RUN.seed,
        sets="seed",
    ),
)
TRAINING = (FEATURES, CNN, *SCHEDULE)


def choose_training(data: DataConfig | None) -> dict[str, Any]:
    """Ask for network and schedule; what the widgets hold.  Only images can be convolved."""
    images = data is not None and data.is_images
    with folded("Network and schedule", "schedule", ":material/schedule:"):
        values = ask((CNN, *SCHEDULE) if images else SCHEDULE)
    if data is not None:
        values[DATA] = data.kind
    say_what_is_folded("schedule", schedule_in_words(values))
    return values


def schedule_in_words(values: Values) -> str:
    """`MLP 64 × 64 · 900 steps · rate 0.005 · seed 0`."""
    network = f"{_network(values).upper()} {' × '.join(map(str, _hidden(values)))}"
    steps, rate = f"{values['steps']:,} steps", f"rate {values['rate']:g}"
    return " · ".join([network, steps, rate, f"seed {values['seed']}"])
