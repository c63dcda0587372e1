"""A colour and a dash for each loss, the same on every page, and none that a class has.

The colour says what a loss adds to softmax, which is grey: margins are blue, from the cyan of Cos
to the violet of Sphere, mining amber, both together green; support vectors are red, and purple with
a margin; a threshold is olive.  Losses are deep colours on light paper and pale colours on dark
paper, with a contrast of 4.5, so that their names can be written in them; classes lie between.  A
dash means guidance, dots mean mining: a dashed line on a full line is seen, where two losses do the
same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.look.colour import mix
from losses.catalogue import LOSSES

#: On light paper, on dark paper.
_COLOURS = {
    "softmax": ("#696969", "#A4A4A4"),
    "norm_softmax": ("#424242", "#D1D1D1"),
    "f_softmax": ("#7D5002", "#FEC171"),
    "hm_softmax": ("#4C2000", "#B38659"),
    "a_softmax": ("#7652CC", "#907CBF"),
    "am_softmax": ("#007599", "#66DBFF"),
    "arc_softmax": ("#012AB8", "#76A2FE"),
    "subcenter_arc": ("#011F50", "#6879FD"),
    "combined_margin": ("#024C52", "#87F2FE"),
    "elasticface": ("#463EAC", "#A9AFFE"),
    "x2_softmax": ("#1704F1", "#868BB6"),
    "f_am_softmax": ("#005C3D", "#79ECB7"),
    "f_arc_softmax": ("#025424", "#6CCD83"),
    "hm_am_softmax": ("#395402", "#C7EE96"),
    "hm_arc_softmax": ("#373901", "#BFC577"),
    "sv_softmax": ("#B00036", "#FE838D"),
    "sv_a_softmax": ("#9A2068", "#FEBAD9"),
    "sv_am_softmax": ("#8A0172", "#FEABE6"),
    "sv_arc_softmax": ("#7B028A", "#E798F3"),
    "mv_am_softmax": ("#510A67", "#F1D0FF"),
    "mv_arc_softmax": ("#651E9E", "#C697FE"),
    "curricularface": ("#9E170C", "#FE9C8C"),
    "arcnegface": ("#780137", "#FEC6D2"),
    "npcface": ("#6B2101", "#FFC0AB"),
    "circle": ("#5F0412", "#F08E8B"),
    "inter_topk": ("#995C72", "#FC4540"),
    "filtered_arc": ("#3F1228", "#F04C9B"),
    "uniface": ("#717009", "#FCFA40"),
    "sphereface2": ("#60663D", "#FCCB40"),
    "adacos": ("#524802", "#EDE091"),
    "magface": ("#055A53", "#84EDE1"),
    "adaface": ("#014140", "#7DCFCB"),
}
#: Of a loss without a row above, by family.
_OF_FAMILY = {
    "mining": ("#65430D", "#FFD9A6"),
    "margin": ("#1B3F77", "#A3CDFF"),
    "naive fusion": ("#1E4F2E", "#A3E3B2"),
    "support vectors": ("#8E1457", "#FFB3D1"),
    "nearest rivals": ("#7A2F45", "#FF9FB0"),
}
_OTHER = ("#4C4A2E", "#E3DFB0")  # a loss that a reader composes

SOLID: tuple[int, ...] = ()
GUIDED, MINED, MINED_WITH_MARGIN = (8, 4), (2, 3), (8, 3, 2, 3)
#: Of the same loss with other parameters, in a comparison: the second, the third and so on.
REPEATED = ((14, 3), (14, 3, 2, 3), (5, 2), (3, 6), (14, 3, 3, 3, 3, 3))


@dataclass(frozen=True)
class LossLook:
    """How a loss is drawn: its colours, and the dash of its lines."""

    light: str
    dark: str
    dash: tuple[int, ...]  # pixels drawn, pixels left out and so on; empty for a full line

    def colour(self, dark: bool) -> str:
        """The colour on light or dark paper."""
        return self.dark if dark else self.light

    @property
    def plotly_dash(self) -> str:
        """The dash as Plotly takes it."""
        return ",".join(f"{pixels}px" for pixels in self.dash) or "solid"

    def message(self) -> dict[str, object]:
        """As `look.js` takes it: `theme.of(look)` is the colour."""
        return {"light": self.light, "dark": self.dark, "dash": list(self.dash)}


def loss_look(name: str) -> LossLook:
    """The look of a loss, by its name in the catalogue; any other name is a composed loss."""
    spec = LOSSES.get(name)
    if spec is None:
        return LossLook(*_OTHER, SOLID)
    colours = _COLOURS.get(name) or _OF_FAMILY.get(spec.family, _OTHER)
    if spec.guidance:
        return LossLook(*colours, GUIDED)
    if spec.mining:
        return LossLook(*colours, MINED_WITH_MARGIN if spec.margin else MINED)
    return LossLook(*colours, SOLID)


def looks(names: Sequence[str]) -> list[LossLook]:
    """The looks of a comparison.

    A loss that comes again, with other parameters, has a stronger colour and another dash.
    """
    found: list[LossLook] = []
    for at, name in enumerate(names):
        look = loss_look(name)
        before = list(names[:at]).count(name)
        if before:
            look = LossLook(
                mix(look.light, "#000000", 0.5),
                mix(look.dark, "#FFFFFF", 0.5),
                REPEATED[(before - 1) % len(REPEATED)],
            )
        found.append(look)
    return found
