"""How the widgets of the Playground behave."""

from __future__ import annotations

from typing import Any

#: The address has the widget's value, and the value stays while another page is visited.
BOUND: dict[str, Any] = {"bind": "query-params", "persist_state": "session"}
