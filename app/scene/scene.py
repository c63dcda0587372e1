"""A scene: what a stage shows, and what the charts and files beside it are made of.

Toy runs, runs side by side and the neighbourhood of a face each make one.

K: kept steps, L: panels, N: samples, C: classes, D: embedding dimension.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.look.losses import LossLook, looks
from app.scene.pictures import Pictures
from toy_models.config import LossChoice
from toy_models.record import Array
from toy_models.strangers import Strangers

STEP = "{step}"  # in a caption: the place of the step of the picture


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One loss of the scene."""

    title: str  # of the loss
    loss: str  # its name in the catalogue; another name for a composed loss
    parameters: str  # in the symbols of the papers, such as "m = 0.3, t = 1.1"; may be empty
    has_margin: bool  # f is another function than the cosine
    seed: int | None  # of its run; None if it is not known
    choice: LossChoice | None = None  # None if the equation of a sample cannot be filled in
    warm_up: int = 0  # the step up to which it is the plain softmax; 0 where it is that anyway

    @property
    def label(self) -> str:
        """Title and parameters on one line."""
        return ", ".join(part for part in (self.title, self.parameters) if part)


@dataclass(frozen=True, kw_only=True)
class ChangeByHand:
    """From this step on, something had another value."""

    step: int
    words: str
    parameters_L: tuple[str, ...]  # of each panel from then on, as in a Panel


@dataclass(frozen=True, kw_only=True, eq=False)
class Scene:
    """Panels with one clock; the arrays have the names of the record's, with K in front."""

    panels: tuple[Panel, ...]
    class_names: tuple[str, ...]
    labels_N: Array  # uint16, as in training
    true_labels_N: Array  # uint16, before label noise; C if it is none of the scene's classes
    samples_N: Array  # int32, the numbers of the samples, unique
    steps_K: Array  # int32
    arrays: Mapping[str, Array]  # by name of a field of `toy_models.record.Frame`
    dimension: int  # D
    data: str  # the name of the data set
    caption: tuple[str, ...]  # lines below a picture that leaves the app; a line holds STEP
    file_stem: str  # the part that the names of all its files share
    changes: tuple[ChangeByHand, ...] = ()
    accuracy_of: str = "test accuracy"  # what `test_accuracy_L` is, in a caption
    pictures: Pictures | None = None  # of the samples, if they are images
    choices_KL: tuple[tuple[LossChoice, ...], ...] | None = None  # as they were at each step
    strangers: Strangers | None = None  # each panel's ROC on them, if it was measured
    plane_at: int = 0  # the kept step whose class weights span the plane, see toy_models/drawn.py

    @property
    def titles(self) -> tuple[str, ...]:
        """Of the panels, without parameters."""
        return tuple(panel.title for panel in self.panels)

    @property
    def labels(self) -> list[str]:
        """Of the panels, with the parameters that they have at the last step."""
        if not self.changes:
            return [panel.label for panel in self.panels]
        parameters_L = self.changes[-1].parameters_L
        return [
            replace(panel, parameters=words).label
            for panel, words in zip(self.panels, parameters_L, strict=True)
        ]

    @property
    def looks(self) -> list[LossLook]:
        """How each panel's loss is drawn."""
        return looks([panel.loss for panel in self.panels])

    @property
    def warm_up(self) -> int:
        """The step up to which some panel is the plain softmax."""
        return max(panel.warm_up for panel in self.panels)

    @property
    def last_step(self) -> int:
        """The last kept step."""
        return int(self.steps_K[-1])
