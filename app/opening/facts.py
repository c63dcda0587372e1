"""What the captions say in numbers, read off the stored runs.

L: losses, N: pictures.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np

from app.opening import runs
from app.opening.runs import FAR, MARGIN, PEOPLE_FILE, PICTURES_FILE, SEEDS_FILE, STRANGERS_FILE
from app.opening.strangers import Strangers
from app.scene.pictures import pictures_of
from app.scene.scene import Scene
from app.toy_runs.comparison import scene_of
from evidence.differences import Difference
from evidence.verification import FARS
from toy_models.open_set.results import stored_measures
from toy_models.record import Array, Run

SOFTMAX, ARC, SV_ARC = range(3)  # the panels of the run of eight people
MARGIN_DEGREES = math.degrees(MARGIN)


@cache
def stored_people() -> Run:
    """The run of eight people.  Raises FileNotFoundError if it was never made."""
    return Run.load(PEOPLE_FILE)


@cache
def stored_pictures() -> Array:
    """The pictures of the run of eight people for human eyes.  uint8 (N, H, W)."""
    with np.load(PICTURES_FILE, allow_pickle=False) as stored:
        images_NHW: Array = stored["images_NHW"]
    return images_NHW


@cache
def stored_strangers() -> Strangers:
    """The result about strangers.  Raises FileNotFoundError if it was never made."""
    return Strangers.load(STRANGERS_FILE)


@cache
def stored_seeds() -> dict[str, Any]:
    """Seeds, titles, and by seed and loss `gap_degrees` and `test_accuracy`."""
    found: dict[str, Any] = json.loads(SEEDS_FILE.read_text())
    return found


def gap_difference(loss: int, other: int) -> Difference:
    """The mean gap of one loss minus that of another, degrees, over the seeds."""
    gap_SL = np.array(stored_seeds()["gap_degrees"])
    return Difference(gap_SL[:, loss] - gap_SL[:, other], digits=1)


def last_gaps() -> Array:
    """The mean gap of each loss at the end of the run that is seen, degrees.  (L,)"""
    gap_L: Array = np.degrees(stored_people().arrays["angle_gap_L"][-1].astype(float))
    return gap_L


@cache
def people_scene() -> Scene:
    """The run of eight people as a scene, made once."""
    run = stored_people()
    pictures = pictures_of(stored_pictures(), run.true_labels_N, len(run.class_names))
    return replace(scene_of(run), pictures=pictures)


def found_difference() -> Difference:
    """Pairs of strangers that Arc recognises and softmax does not, in percentage points.

    At the same rate of wrong pairs, over the seeds of `toy_models.open_set`.
    """
    measures = stored_measures()
    at = FARS.index(FAR)
    arc_S, softmax_S = (
        np.array([100 * seed.tar[at] for seed in measures[choice.name]])
        for choice in (runs.ARC, runs.SOFTMAX)
    )
    return Difference(arc_S - softmax_S, digits=1)


@dataclass(frozen=True)
class Angles:
    """Of a picture, degrees."""

    own: float  # to its own arrow
    other: float  # to the nearest other

    @property
    def gap(self) -> float:
        """By how much its own arrow is nearer."""
        return self.other - self.own


def kept_at(run: Run, step: int) -> int:
    """The index of the last kept step that is not after a step."""
    return int(np.searchsorted(run.steps_K, step, side="right")) - 1


def angles(run: Run, k: int, loss: int, n: int) -> Angles:
    """Of picture n under a loss at kept step k."""
    own_N, other_N = angles_N(run, k, loss)
    return Angles(float(own_N[n]), float(other_N[n]))


def angles_N(run: Run, k: int, loss: int) -> tuple[Array, Array]:
    """Degrees of all pictures to their own arrow and to the nearest other."""
    own_N, other_N = (
        np.degrees(run.arrays[name][k, loss].astype(np.float64))
        for name in ("target_angle_LN", "rival_angle_LN")
    )
    return own_N, other_N


def most_confused(run: Run, k: int) -> int:
    """A picture that is much nearer to another arrow at kept step k, and clearly right in the end.

    Among those that both losses put 25 degrees nearer to their own arrow in the end, the one that
    is furthest on the wrong side.
    """
    own_N, other_N = angles_N(run, k, SOFTMAX)
    wrong_N = own_N - other_N
    for loss in (SOFTMAX, ARC):
        end_own_N, end_other_N = angles_N(run, -1, loss)
        wrong_N = np.where(end_other_N - end_own_N > 25, wrong_N, -np.inf)
    return int(wrong_N.argmax())


def nearly_right(run: Run, k: int, later: int) -> int:
    """A picture that is right at kept step k, but by less than the margin, and by more `later`.

    Under Arc; of all such pictures the one that is right by about a third of the margin.
    """
    own_N, other_N = angles_N(run, k, ARC)
    later_own_N, later_other_N = angles_N(run, later, ARC)
    off_N = np.abs(other_N - own_N - MARGIN_DEGREES / 3)
    met_N = later_other_N - later_own_N > MARGIN_DEGREES + 5
    return int(np.where(met_N, off_N, np.inf).argmin())


def facing(direction: Array) -> tuple[float, float]:
    """Yaw and pitch, degrees, with which a direction faces the reader."""
    x, y, z = direction.astype(float)
    yaw = math.atan2(-x, z)
    return math.degrees(yaw), math.degrees(math.atan2(y, math.hypot(x, z)))
