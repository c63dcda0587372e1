"""The catalogue: every loss as a row of data, in the file of its family.  Reading needs no torch.

To add a loss, write its slot as a function in a file of its own, next to the others in `losses`,
and add a row to `ROWS` of its family here.  A slot that no other loss has is described inside that
row.
"""

from losses.catalogue.composition import (
    COMPOSED,
    GUIDANCES,
    MARGINS,
    MININGS,
    THRESHOLDS,
    composed_spec,
)
from losses.catalogue.look_up import spec_and_values
from losses.catalogue.table import LOSSES

__all__ = [
    "COMPOSED",
    "GUIDANCES",
    "LOSSES",
    "MARGINS",
    "MININGS",
    "THRESHOLDS",
    "composed_spec",
    "spec_and_values",
]
