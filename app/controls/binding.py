"""How the widgets of the Playground behave."""

from __future__ import annotations

from typing import Any, Literal

#: A widget whose value stands in the address and stays when another page was visited.
BOUND: dict[str, Any] = {"bind": "query-params", "persist_state": "session"}

IGNORE: Literal["ignore"] = "ignore"
#: The same, and moving it does not rerun the page.
QUIET: dict[str, Any] = {**BOUND, "on_change": IGNORE}
