"""How to read the panels, in words; the charts have captions of their own."""

from __future__ import annotations


def reading(dimension: int) -> str:
    """How to read the panels of features of this dimension."""
    common = (
        "Rings are samples with support vectors: wrong classes that beat the own class, after the "
        "margin if the loss has one. A ring is larger where the loss gives them more weight. The "
        "switches above say what is shown; space plays and pauses, the arrow keys "
        "step; a click chooses a sample in all panels."
    )
    gap = (
        "Arrows are class weights. The gap between two classes is what is empty between them: from "
        "the place up to which nine of ten samples of the one lie to that of the other."
    )
    if dimension == 2:
        return (
            "Points are features of length 1, spread inwards a little so that they do not hide "
            "one another; the outer ring is the class that each direction is given, pale where it "
            f"would not keep the loss's margin, if that is shown. {gap} {common}"
        )
    if dimension == 3:
        return (
            "Points are features of length 1 on the sphere, which is coloured by the class that "
            "each direction is given, pale where it would not keep the loss's margin, if that is "
            "shown. The gap of the chosen sample's class is drawn, or else the least that is "
            "seen. Drag to rotate all spheres, with two fingers on a phone; drag with shift to "
            f"choose many samples. {gap} {common}"
        )
    return (
        f"No plane shows {dimension} dimensions truly, so every sample is drawn by two angles: to "
        "its own class, across, and to the nearest other class, upwards. On the diagonal both are "
        "equal; in the grey half the other class wins. The dashed line is where the loss's margin "
        f"is met. {common}"
    )
