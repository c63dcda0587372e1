"""The presenter's part of an address: `?present=true&hide=sidebar,steps` or `&only=steps`.

present=true    large type, and the key b blanks the screen
hide=a,b        hides these: names of GROUPS, or keys of widgets
only=a,b        hides all widgets but these
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

LARGE = 1.4  # times the usual size of the words
#: Parts of a page that `hide` knows besides the keys of widgets, with their CSS selectors.
GROUPS: Mapping[str, str] = {
    "sidebar": "[data-testid=stSidebar], [data-testid=stExpandSidebarButton]",
    "header": "[data-testid=stHeader]",
    "legend": ".stage .legend",
    "player": ".stage .player",
    "charts": ".stage .tabs, .stage .captions, .stage .chart",
    "files": ".course-chart .files, .course-figure .figure-files",
    "captions": "[data-testid=stCaptionContainer]",
}
#: Controls that come and go while a page is used: a training, an inspected sample, a lesson's step.
#: "train" was a button once, and is in old links.
COME_AND_GO = re.compile(
    r"(behind|because|challenge|chart|composed|face|inspect|lab|lesson|live|open|option|pick|runs|seeds|slot|stage|take)-.+"
    r"|train|mend|takeaway.*|csv|csv_label|face_.+|notes|prediction|outcome"
)
#: Controls that `only` leaves: the button beside a sentence that asks for it.
ALWAYS = ("mend",)
NAMES_AT_MOST = 60
NAMED_AT_MOST = 6  # of those that no control has
NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
#: The elements that hold a widget; its key is a CSS class of theirs.
_WIDGETS = ", ".join(
    f".st{kind}"
    for kind in (
        "Button", "ButtonGroup", "Checkbox", "DownloadButton", "FileUploader", "Multiselect",
        "MultiSelect", "NumberInput", "Radio", "Selectbox", "Slider", "TextArea", "TextInput",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Presentation:
    """What an address asks for: large type, and what is hidden or shown alone."""

    present: bool = False
    hidden: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    problem: str = ""  # a sentence about names that are not understood

    def style(self) -> str:
        """The style sheet that hides what is hidden."""
        rules = [_rule(name) for name in self.hidden]
        if self.only:
            kept = "".join(f":not(.st-key-{name})" for name in (*self.only, *ALWAYS))
            within = ", ".join(f".st-key-{name}" for name in self.only)
            rules.append(f".stElementContainer:has({_WIDGETS}){kept}")
            # Words around hidden widgets go too, except those just above a widget that is shown.
            above = "".join(f":not(:has(+ .st-key-{name}))" for name in self.only)
            for place in (".stExpander", "[data-testid=stSidebar]"):
                rules.append(f"{place} .stElementContainer{kept}{above}")
            rules.append(f".stExpander:not(:has({within}))")
        return "\n".join(f"{rule} {{ display: none !important; }}" for rule in rules)

    def unmatched(self, on_page: Callable[[str], bool]) -> str:
        """A sentence about names that no control of the page has; nothing if all have one."""

        def known(name: str) -> bool:
            return bool(COME_AND_GO.fullmatch(name)) or on_page(name)

        alone = [name for name in self.only if not known(name)]
        hidden = [name for name in self.hidden if name not in GROUPS and not known(name)]
        strange = list(dict.fromkeys([*alone, *hidden]))
        if not strange:
            return ""
        named = ", ".join(f"`{name}`" for name in strange[:NAMED_AT_MOST])
        if len(strange) > NAMED_AT_MOST:
            named += f" or {len(strange) - NAMED_AT_MOST} more names of the address"
        all_gone = self.only and len(alone) == len(self.only)
        return f"No control on this page is called {named}" + (
            ", so only= hides all controls." if all_gone else "."
        )


def presentation_of(address: Mapping[str, str]) -> Presentation:
    """Read an address.  Malformed names are left out, and a sentence says so."""
    hidden, strange = _names(address.get("hide", ""))
    only, more = _names(address.get("only", ""))
    problem = ""
    if strange or more:
        problem = (
            "Part of the address names no control and is left out: after hide= and only= stand up "
            f"to {NAMES_AT_MOST} names of letters, digits, - and _, with commas between them."
        )
    return Presentation(address.get("present") == "true", hidden, only, problem)


def _names(text: str) -> tuple[tuple[str, ...], bool]:
    """The names in a list, and whether some are malformed or too many."""
    parts = [part for part in text[: NAMES_AT_MOST * 66].split(",") if part]
    names = [part for part in parts if NAME.fullmatch(part)]
    return tuple(names[:NAMES_AT_MOST]), len(names) < len(parts) or len(names) > NAMES_AT_MOST


def _rule(name: str) -> str:
    return GROUPS.get(name, f".st-key-{name}")
