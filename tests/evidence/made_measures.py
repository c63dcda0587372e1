"""Measures that nobody measured, with known TARs."""

from evidence.measures import Measures


def made(**tars: list[float]) -> dict[str, list[Measures]]:
    """Measures with these TARs at FAR 1e-3, one for each seed."""
    return {
        loss: [Measures(tar=(0.5, value, 0.1), eer=0.1, accuracy=0.9) for value in values]
        for loss, values in tars.items()
    }
