"""A style for charts under test."""

from lessons.figure import Style
from losses.catalogue import LOSSES

STYLE = Style(
    ink="#1F2430",
    faint="#D5D8DE",
    background="#FFFFFF",
    own="#1B6CA8",
    rival="#D55E00",
    losses={name: f"#0000{k:02X}" for k, name in enumerate(LOSSES)},
    dashes=dict.fromkeys(LOSSES, "solid"),
)
