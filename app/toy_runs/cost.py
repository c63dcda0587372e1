"""How long a training takes: enough to ask before a long one begins.

Fitted to the processor time of sixteen runs: networks of both kinds, on digits, MNIST and faces,
one loss and three.  All were met within a fifth; another machine is another factor.
"""

from __future__ import annotations

from itertools import pairwise

from toy_models.config import RunConfig
from toy_models.data import Table

SIDES = {"digits": 8, "mnist": 28}  # pixels, of images whose size is no option
STEP_SECONDS = 0.001  # of a step,
LOSS_SECONDS = 0.00055  # and of each loss in it, apart from the network
PRODUCTS_A_SECOND = 9e9  # multiplications with an addition, forward and back
CONVOLUTION_SECONDS = 0.0016  # of a step and a loss, apart from
VALUE_SECONDS = 1.16e-8  # each value that a convolution makes, forward and back
TESTED = 500  # test samples, about, in each kept frame
FORWARD = 1 / 3  # of a step is its forward pass


def seconds_to_train(config: RunConfig) -> float:
    """Of one quiet core."""
    losses, batch = len(config.losses), config.batch
    step = STEP_SECONDS + losses * LOSS_SECONDS
    if config.network == "cnn":
        step += losses * (CONVOLUTION_SECONDS + batch * _convolved(config) * VALUE_SECONDS)
    else:
        widths = [_inputs(config), *config.hidden, config.embedding]
        products = sum(a * b for a, b in pairwise(widths))
        step += losses * batch * products / PRODUCTS_A_SECOND
    frame = step * FORWARD * (config.recorded + TESTED) / batch
    return config.steps * step + config.kept * frame


def _side(config: RunConfig) -> int:
    """Pixels of an image."""
    return int(getattr(config.data, "size", SIDES.get(config.data.kind, 1)))


def _inputs(config: RunConfig) -> int:
    """Numbers of a sample."""
    if isinstance(config.data, Table):
        return max(1, config.data.text.partition("\n")[0].count(","))
    if config.data.is_images:
        return _side(config) ** 2
    return int(getattr(config.data, "dimension", 2))


def _convolved(config: RunConfig) -> float:
    """Values that the convolutions make of an image; each halves both sides."""
    area = _side(config) ** 2
    return sum(channels * area / 4**layer for layer, channels in enumerate(config.hidden, 1))


def in_words(seconds: float) -> str:
    """`about 40 seconds`, `about 3 minutes`."""
    if seconds < 90:
        return f"about {max(10, 10 * round(seconds / 10)):.0f} seconds"
    return f"about {seconds / 60:.0f} minutes"
