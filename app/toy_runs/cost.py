"""How long a training takes, roughly: enough to ask before a long one begins."""

from __future__ import annotations

from itertools import pairwise

from toy_models.config import RunConfig

SIDES = {"digits": 8, "mnist": 28}  # pixels, of images whose size is no option
STEP_SECONDS = 0.003  # of a step, apart from its products
PRODUCTS_A_SECOND = 3e9  # multiplications with an addition, on one core
BACK = 3  # a step takes so many times the forward pass


def seconds_to_train(config: RunConfig) -> float:
    """Of one quiet core; right within a factor of about three."""
    side = getattr(config.data, "size", SIDES.get(config.data.kind, 8))
    if config.network == "cnn":
        products, narrow, area = 0.0, 1, float(side * side)
        for wide in config.hidden:
            area /= 4  # every layer halves both sides
            products += area * 9 * narrow * wide
            narrow = wide
    else:
        widths = [side * side, *config.hidden, config.embedding]
        products = float(sum(a * b for a, b in pairwise(widths)))
    of_a_step = products * config.batch * len(config.losses) * BACK / PRODUCTS_A_SECOND
    return config.steps * (STEP_SECONDS + of_a_step)


def in_words(seconds: float) -> str:
    """`about 40 seconds`, `about 3 minutes`."""
    if seconds < 90:
        return f"about {max(10, 10 * round(seconds / 10)):.0f} seconds"
    return f"about {seconds / 60:.0f} minutes"
