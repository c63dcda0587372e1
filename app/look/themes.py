"""The colours around the data: ink, paper, and what is between them.

Colour is for data: controls have the colour of ink.  So a coloured thing on a page is a class, a
loss, or one of two roles: the own class and its rival.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.look.colour import mix
from app.look.tokens import FONT, QUIET, STREAMLIT


@dataclass(frozen=True, kw_only=True)
class Theme:
    """A look of the page."""

    dark: bool
    ink: str
    paper: str
    panel: str  # the paper of sidebars, boxes and fields
    accent: str  # what is chosen, and what can be moved
    own: str  # a sample's own class, where no class has its own colour
    rival: str  # its nearest wrong class, and support vectors

    @property
    def muted(self) -> str:
        """Words that are second to others."""
        return mix(self.ink, self.paper, QUIET["muted"])

    @property
    def faint(self) -> str:
        """Grids and outlines."""
        return mix(self.ink, self.paper, QUIET["faint"])

    def region(self, colour: str) -> str:
        """A class's colour as the ground of its points."""
        return mix(colour, self.paper, QUIET["region"])

    def variables(self) -> str:
        """As the CSS variables that Streamlit's pages have, for what is on no such page."""
        rows = {
            "text-color": self.ink,
            "background-color": self.paper,
            "secondary-background-color": self.panel,
            "primary-color": self.accent,
            "border-color": self.faint,
            "font": FONT,
        }
        return " ".join(f"--st-{name}: {value};" for name, value in rows.items())


def _of_streamlit(name: str) -> Theme:
    colours = STREAMLIT[name]
    return Theme(
        dark=name == "dark",
        ink=colours["textColor"],
        paper=colours["backgroundColor"],
        panel=colours["secondaryBackgroundColor"],
        accent=colours["primaryColor"],
        own="#5AA9E6" if name == "dark" else "#1B6CA8",
        rival="#F08A4B" if name == "dark" else "#C75300",
    )


LIGHT, DARK = _of_streamlit("light"), _of_streamlit("dark")
#: Black on white: a projector washes out what is between.
PROJECTOR = Theme(
    dark=False,
    ink="#000000",
    paper="#FFFFFF",
    panel="#F2F2F2",
    accent="#27324F",
    own="#0A4D8C",
    rival="#B34700",
)


def theme(dark: bool) -> Theme:
    """The theme of a page that is dark, or is not."""
    return DARK if dark else LIGHT
