"""Running a piece of JavaScript with what files of the drawing room export."""

from __future__ import annotations

from typing import Any

from app.drawing.files import file_url


def run_with(page: Any, file: str, names: str, body: str, **given: Any) -> Any:
    """What `body` returns; it has the `names` that a file exports, and what was `given`."""
    return page.evaluate(
        f"""async (given) => {{
            const {{ {names} }} = await import("{file_url(f"drawing/browser/{file}")}");
            {body}
        }}""",
        given,
    )
