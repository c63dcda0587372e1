"""How to read the panels and the charts, in words."""

from __future__ import annotations

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
