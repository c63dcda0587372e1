"""The style sheet of the controls is about the side of the page alone."""

from __future__ import annotations

import re

from app.controls.compact import STYLE


def test_every_rule_is_for_the_side() -> None:
    rules = re.sub(r"/\*.*?\*/", "", STYLE).removeprefix("<style>").removesuffix("</style>")
    selectors = [rule.split("{")[0].strip() for rule in rules.split("}") if "{" in rule]
    assert len(selectors) > 5
    assert all(selector.startswith("[data-testid=stSidebar] ") for selector in selectors)
