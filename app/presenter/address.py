"""What an address asks of a page: `?present=true&hide=sidebar,train` or `&only=steps,train`.

present=true    large type, and b blanks the screen
hide=a,b        these are not shown: names of GROUPS, or keys of widgets
only=a,b        of all widgets only these are shown
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

#: What can be hidden by a name that is no widget's key.
GROUPS: Mapping[str, str] = {
    "sidebar": "[data-testid=stSidebar], [data-testid=stExpandSidebarButton]",
    "header": "[data-testid=stHeader]",
    "legend": ".stage .legend",
    "player": ".stage .player",
    "charts": ".stage .tabs, .stage .chart",
    "files": ".course-chart .files",
    "captions": "[data-testid=stCaptionContainer]",
}
NAMES_AT_MOST = 60
NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
#: A container of one widget; a page's key is a class of it.
_WIDGETS = ", ".join(
    f".st{kind}"
    for kind in (
        "Button", "ButtonGroup", "Checkbox", "DownloadButton", "FileUploader", "Multiselect",
        "MultiSelect", "NumberInput", "Radio", "Selectbox", "Slider", "TextArea", "TextInput",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Wish:
    """What an address asks for."""

    present: bool = False
    hidden: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    problem: str = ""  # the sentence about what was not understood

    def style(self) -> str:
        """The style sheet that does it."""
        rules = [_rule(name) for name in self.hidden]
        if self.only:
            kept = "".join(f":not(.st-key-{name})" for name in self.only)
            within = ", ".join(f".st-key-{name}" for name in self.only)
            rules.append(f".stElementContainer:has({_WIDGETS}){kept}")
            # The words around hidden widgets go as well, but for those just above one that stays.
            above = "".join(f":not(:has(+ .st-key-{name}))" for name in self.only)
            for place in (".stExpander", "[data-testid=stSidebar]"):
                rules.append(f"{place} .stElementContainer{kept}{above}")
            rules.append(f".stExpander:not(:has({within}))")
        return "\n".join(f"{rule} {{ display: none !important; }}" for rule in rules)


def wish(address: Mapping[str, str]) -> Wish:
    """Read an address.  What is no name is left out, and a sentence says so."""
    hidden, strange = _names(address.get("hide", ""))
    only, more = _names(address.get("only", ""))
    problem = ""
    if strange or more:
        problem = (
            "Part of the address names no control and is left out: after hide= and only= stand up "
            f"to {NAMES_AT_MOST} names of letters, digits, - and _, with commas between them."
        )
    return Wish(address.get("present") == "true", hidden, only, problem)


def _names(text: str) -> tuple[tuple[str, ...], bool]:
    """The names in a list, and whether there was anything else."""
    parts = [part for part in text[: NAMES_AT_MOST * 66].split(",") if part]
    names = [part for part in parts if NAME.fullmatch(part)]
    return tuple(names[:NAMES_AT_MOST]), len(names) < len(parts) or len(names) > NAMES_AT_MOST


def _rule(name: str) -> str:
    return GROUPS.get(name, f".st-key-{name}")
