"""Why a link is refused: which value of which key, and what is allowed instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.controls.address import refused
from app.controls.control import Control, Values
from app.controls.data import DATA, data_controls
from app.controls.losses import LOSS_NAMES, loss_controls
from app.controls.quoted import quoted
from app.controls.settings import controls
from losses.catalogue import COMPOSED, LOSSES
from toy_models.data import DATA_SETS

NAMED_AT_MOST = 6
#: Keys of the page's address that are no settings.
OTHER_KEYS = frozenset({"present", "hide", "only", "runs", "pinned", "projector", "challenge"})


def all_controls(values: Values) -> dict[str, Control]:
    """Every control that the page can have, by key, with the ranges that these values give."""
    rows = [row for kind in DATA_SETS for row in data_controls(kind)]
    rows += [row for name in (*LOSSES, COMPOSED) for row in loss_controls(name, {})]
    rows += controls({key: values[key] for key in (DATA, LOSS_NAMES) if key in values})
    return {row.key: row for row in [*rows, *controls(values)]}


def reasons(asked: Mapping[str, Sequence[str]], values: Values) -> list[str]:
    """Why the page cannot do what is asked for: a phrase for each key, or none if it can.

    Values of controls that are not drawn are judged, too, and half a name, as `scale` without its
    loss.  Names that have nothing to do with a control, which other sites add to links, are only
    mentioned if the page is refused anyway.
    """
    wrong = refused(asked, values)
    known = all_controls(values)
    halves = {key.rpartition("-")[2] for key in known}
    found, strange = [], []
    for key in sorted(asked.keys() - OTHER_KEYS, key=lambda key: (key not in known, key)):
        if key not in known:
            strange.append(f"{quoted(key)}: no setting has this name")
        elif why := known[key].widget.refuses(asked[key]):
            found.append(f"{key}: {why}")
        elif key in wrong:
            found.append(f"{key}: {quoted(asked[key][-1])} was not accepted")
    if found or halves & (asked.keys() - known.keys()):
        found += strange
    if len(found) > NAMED_AT_MOST:
        found = [*found[:NAMED_AT_MOST], f"and {len(found) - NAMED_AT_MOST} more"]
    return found
