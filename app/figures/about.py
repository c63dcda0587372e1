"""What a figure is made of, in words: the data, how many, the seed, the machine."""

from __future__ import annotations

from toy_models.record import Run


def about(result: Run) -> str:
    """One line that names the data, n, the seed and the versions, and says what it cannot show."""
    config = result.config
    trained = f"{int(result.steps_K[-1]):,} of {config.steps:,} steps"
    noise = f", {config.label_noise:.0%} wrong labels" if config.label_noise else ""
    return (
        f"Data: {config.data.kind}, {len(result.labels_N):,} training samples shown{noise}. "
        f"{trained} of {config.optimiser}, seed {config.seed}. {result.provenance} "
        "One run shows how the losses work, not which is better: that takes several seeds."
    )


MEASURES = (
    "Accuracy is measured with the plain cosine: margins exist only in training. The angle gap is "
    "the mean angle to the nearest rival class less the angle to the true one. The last chart "
    "counts the samples of which some rival class beats the target, after the margin if the loss "
    "has one."
)


def reading(dimension: int) -> str:
    """How to read the panels of features of this dimension."""
    common = (
        "Arrows are class weights. Rings are samples with a support vector, larger where the loss "
        "gives it more weight. The words above switch what is shown; space plays and pauses, the "
        "arrow keys step; a click chooses a sample in all panels."
    )
    if dimension == 2:
        return (
            "Points are features of length 1, spread inwards a little so that they do not hide "
            "one another; the outer ring is the class that each direction is given, pale where it "
            f"would not keep the loss's margin, if that is shown. {common}"
        )
    if dimension == 3:
        return (
            "Points are features of length 1 on the sphere, which is coloured by the class that "
            "each direction is given, pale where it would not keep the loss's margin, if that is "
            f"shown. Drag to rotate all spheres; drag with shift to choose many samples. {common}"
        )
    return (
        f"Features of length 1 in {dimension} dimensions, seen in the plane in which each loss's "
        "initial class weights spread most. The plane is the same at every step; distances to the "
        f"circle are what it cannot show, and regions are not drawn for that reason. {common}"
    )
