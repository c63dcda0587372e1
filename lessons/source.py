"""The source of a function, as written in its file, without importing it.

`inspect.getsource` gives the same, but imports the module, and with it torch, which the server of
the pages does not load.
"""

from __future__ import annotations

import ast
import functools
import importlib.util
from pathlib import Path


@functools.cache
def source(place: str) -> str:
    """The text of "module:name", a function or a class.

    Raises:
        ValueError: there is no such function.
    """
    module, _, name = place.partition(":")
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        raise ValueError(f"There is no module {module}.")
    text = Path(spec.origin).read_text()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name:
            first = min([node.lineno, *(line.lineno for line in node.decorator_list)])
            return "\n".join(text.splitlines()[first - 1 : node.end_lineno]) + "\n"
    raise ValueError(f"There is no {name} in {module}.")
