"""How the class weights start and how fast they move.

On a circle class weights cannot pass one another.  Drawn at random they often meet before the
network has sorted its features: then two classes share one spot, and most runs end so.  Spread
weights start as far apart as they can be and stay there while the softmax warm-up lasts, so that
each class of features finds its weight; then they follow slowly.  A classifier that never moves
learns as well, where there is room: Hoffer et al., arXiv:1801.04540.

D: embedding dimension, C: classes.
"""

from __future__ import annotations

from toy_models.config import RunConfig
from toy_models.packing import CLASSES, centres, polygon
from toy_models.record import Array

SLOW = 0.1  # of the network's learning rate
ROOM = 3  # dimensions; with more, class weights have room to pass one another


def spread_start(config: RunConfig, classes: int) -> Array | None:
    """Directions as far apart as they can be, (C, D); None where they are drawn.

    Only on the circle and the sphere, and there only as many as an arrangement is known for.
    """
    if config.class_weights == "random" or config.embedding > ROOM:
        return None
    if config.embedding == 2:
        return polygon(classes)
    return centres(classes, config.embedding) if classes in CLASSES else None


def share_of_rate(config: RunConfig, classes: int, step: int) -> float:
    """How fast the class weights move in the step after this one; 1 is as fast as the network."""
    if spread_start(config, classes) is None:
        return 1.0
    return 0.0 if step < config.softmax_warmup else SLOW
