"""The protocols of face verification and identification: one row each, with what it measures.

A new protocol is a file with a function that opens it, and a row in `ROWS`.  Reading the rows
imports no protocol and no torch, so that the app can show measures by their title and unit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from face_training.evaluation.outcome import EvaluationSet


@dataclass(frozen=True)
class Measure:
    """One measure of an outcome; `{}` in name and title is the place of a number, such as a FAR."""

    name: str  # in results: "tar_at_far_{}"
    title: str  # for people: "TAR at FAR {}"
    unit: Literal["%", ""] = "%"  # "%": a share from 0 to 1, which people read as percent
    better: Literal["higher", "lower", "neither"] = "higher"

    def named(self, name: str) -> Measure | None:
        """This measure with its number filled in; None if `name` is another measure's."""
        before, place, after = self.name.partition("{}")
        number = "([0-9.e+-]+)" if place else "()"
        found = re.fullmatch(re.escape(before) + number + re.escape(after), name)
        if not found:
            return None
        return Measure(name, self.title.format(found.group(1)), self.unit, self.better)

    def improves(self, value: float, best: float) -> bool:
        """Whether a value is better than the best so far."""
        return value < best if self.better == "lower" else value > best

    def text(self, value: float) -> str:
        """`98.77 %`, or `0.9877` for a plain number."""
        return f"{100 * value:.2f} %" if self.unit == "%" else f"{value:.4f}"


@dataclass(frozen=True, kw_only=True)
class Protocol:
    """One row: how a recipe asks for it, where its code is, and what it gives."""

    name: str  # in recipes: protocol = "blufr"
    about: str  # what it measures, in a line
    opener: str  # "module:function"; the function's arguments are the options of the protocol
    measures: tuple[Measure, ...]

    def opening(self) -> Callable[..., EvaluationSet]:
        """The function that opens an evaluation set; imports the protocol."""
        module, function = self.opener.split(":")
        opening: Callable[..., EvaluationSet] = getattr(import_module(module), function)
        return opening


TAR = Measure("tar_at_far_{}", "TAR at FAR {}")
RANK = Measure("rank_{}", "rank {}")
NORM = Measure("mean_norm", "mean length of the embedding", unit="", better="neither")
PAIRS = (
    Measure("accuracy", "accuracy"),
    Measure("accuracy_deviation", "accuracy, deviation over the folds", better="neither"),
    Measure("accuracy_low", "accuracy, 95 % interval: low"),
    Measure("accuracy_high", "accuracy, 95 % interval: high"),
    Measure("accuracy_no_flip", "accuracy without mirror images"),
    TAR,
    Measure("threshold_squared_distance", "threshold, squared distance", "", "neither"),
    NORM,
)

ROWS = (
    Protocol(
        name="open_set",
        about="TAR at FAR over all pairs of people never trained on, EER",
        opener="face_training.evaluation.unseen:unseen",
        measures=(TAR, Measure("eer", "EER", better="lower"), NORM),
    ),
    Protocol(
        name="bin",
        about="ten-fold verification with and without flip, interval, TAR at FAR 1e-3",
        opener="face_training.evaluation.pairs:from_bin",
        measures=PAIRS,
    ),
    Protocol(
        name="pairs",
        about="the same on LFW, SLLFW, CALFW, CPLFW, AgeDB-30, CFP, VGG2-FP, RFW lists",
        opener="face_training.evaluation.pairs:from_list",
        measures=PAIRS,
    ),
    Protocol(
        name="blufr",
        about="VR at FAR 1e-3, 1e-4, 1e-5 over ten trials of LFW, DIR at FAR 1e-2",
        opener="face_training.evaluation.blufr:blufr",
        measures=(
            Measure("vr_at_far_{}", "VR at FAR {}"),
            Measure("vr_at_far_{}_less_deviation", "VR at FAR {}, mean minus deviation"),
            RANK,
            Measure("rank_{}_less_deviation", "rank {}, mean minus deviation"),
            Measure("dir_at_far_{}", "DIR at FAR {}"),
            Measure("dir_at_far_{}_less_deviation", "DIR at FAR {}, mean minus deviation"),
            NORM,
        ),
    ),
    Protocol(
        name="ijb",
        about="IJB-B and IJB-C, one to one and one to many",
        opener="face_training.evaluation.ijb:ijb",
        measures=(
            TAR,
            RANK,
            Measure("tpir_at_fpir_{}", "TPIR at FPIR {}"),
            Measure("joined_rank_{}", "rank {}, galleries joined (insightface)"),
            Measure("joined_tpir_at_{}", "TPIR at {} false pairs a query (insightface)"),
            NORM,
        ),
    ),
    Protocol(
        name="distractors",
        about="rank 1 and TAR at FAR against any number of distractors",
        opener="face_training.evaluation.distractors:with_distractors",
        measures=(RANK, TAR),
    ),
)
#: By the name that a recipe uses.
PROTOCOLS: Mapping[str, Protocol] = {row.name: row for row in ROWS}


def measure_named(name: str) -> Measure:
    """The measure that results call `name`; a name of no protocol is a plain number."""
    for protocol in PROTOCOLS.values():
        for measure in protocol.measures:
            if found := measure.named(name):
                return found
    return Measure(name, name.replace("_", " "), unit="", better="neither")
