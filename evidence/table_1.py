"""Table 1 of the paper: its thirteen losses, the rates it gives for them, and what it claims.

Paper: "Support Vector Guided Softmax Loss for Face Recognition", arXiv:1812.11317, Table 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One loss of the table."""

    loss: str  # its name in losses.LOSSES
    paper: tuple[float, float, float]  # BLUFR on LFW: TPR in percent at FAR 1e-3, 1e-4, 1e-5
    #: For the small networks here, which want gentler values than the paper's s = 30, m = .35, .5.
    settings: Mapping[str, float]


ROWS = (
    Row("norm_softmax", (99.46, 98.44, 95.24), {"scale": 16.0}),
    Row("f_softmax", (99.62, 98.76, 95.97), {"gamma": 2.0, "scale": 16.0}),
    Row("hm_softmax", (99.48, 98.48, 95.11), {"keep": 0.9, "scale": 16.0}),
    Row("a_softmax", (99.68, 99.09, 97.20), {"margin": 1.5, "scale": 16.0}),
    Row("arc_softmax", (99.86, 99.68, 98.18), {"margin": 0.3, "scale": 16.0}),
    Row("am_softmax", (99.86, 99.75, 98.18), {"margin": 0.2, "scale": 16.0}),
    Row("f_arc_softmax", (99.87, 99.73, 98.32), {"gamma": 2.0, "margin": 0.3, "scale": 16.0}),
    Row("f_am_softmax", (99.87, 99.76, 98.39), {"gamma": 2.0, "margin": 0.2, "scale": 16.0}),
    Row("hm_arc_softmax", (99.86, 99.70, 98.74), {"keep": 0.9, "margin": 0.3, "scale": 16.0}),
    Row("hm_am_softmax", (99.87, 99.75, 98.90), {"keep": 0.9, "margin": 0.2, "scale": 16.0}),
    Row("sv_softmax", (99.78, 99.39, 98.14), {"scale": 16.0, "t": 1.2}),
    Row("sv_arc_softmax", (99.85, 99.77, 98.52), {"margin": 0.3, "scale": 16.0, "t": 1.1}),
    Row("sv_am_softmax", (99.87, 99.81, 99.22), {"margin": 0.2, "scale": 16.0, "t": 1.1}),
)
#: By the name of the loss.
PAPER = {row.loss: row.paper for row in ROWS}
#: What the table says: the first beats the second at FAR 1e-5.
CLAIMS = (
    ("f_softmax", "norm_softmax"),
    ("arc_softmax", "norm_softmax"),
    ("am_softmax", "norm_softmax"),
    ("sv_softmax", "norm_softmax"),
    ("sv_softmax", "f_softmax"),
    ("sv_softmax", "hm_softmax"),
    ("f_am_softmax", "am_softmax"),
    ("hm_am_softmax", "am_softmax"),
    ("sv_arc_softmax", "arc_softmax"),
    ("sv_am_softmax", "am_softmax"),
    ("sv_am_softmax", "hm_am_softmax"),
)
