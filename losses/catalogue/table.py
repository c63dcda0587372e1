"""All losses by name, family after family."""

from __future__ import annotations

from losses.catalogue import (
    adaptive_mining,
    adaptive_scale,
    baselines,
    margins,
    mining,
    naive_fusions,
    nearest_rivals,
    quality_margins,
    support_vectors,
    thresholds,
)
from losses.spec import LossSpec

FAMILIES = (
    baselines,
    mining,
    margins,
    naive_fusions,
    support_vectors,
    adaptive_mining,
    nearest_rivals,
    thresholds,
    adaptive_scale,
    quality_margins,
)

LOSSES: dict[str, LossSpec] = {spec.name: spec for family in FAMILIES for spec in family.ROWS}
