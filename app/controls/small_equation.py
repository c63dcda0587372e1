"""The small equations of a loss: what fills its slots, as LaTeX made from the catalogue's formulas.

small_equations(LOSSES["arc_softmax"])     (r"f = \\cos (\\theta_y + m )",)
"""

from __future__ import annotations

import re

from losses.spec import LossSpec

SOFTMAX = r"f = \cos\theta_y"  # of a loss that fills no slot
INNER_PRODUCT = r"w_y^\top x"
IN_WORDS = "becomes"  # in a formula that says what happens to a cosine

_SYMBOLS = {"theta", "gamma", "sigma", "tau", "lambda", "cos", "exp", "ln"}
#: A name with or without an index.
_NAME = re.compile(r"(?<!\\)\b([A-Za-z]+)(_[A-Za-z]|\d)?(?![A-Za-z])")


def small_equations(spec: LossSpec) -> tuple[str, ...]:
    """One for each filled slot; the plain cosine if there is none."""
    if not spec.normalised:
        return (INNER_PRODUCT,)
    filled = {
        "s": spec.adaptive_scale,
        "f": spec.margin,
        "g": spec.mining,
        "h_k": spec.guidance,
        "b": spec.threshold,
    }
    found = []
    for symbol, slot in filled.items():
        if slot:
            sign = r":\;" if IN_WORDS in slot.formula else " = "
            found.append(f"{symbol}{sign}{latex(slot.formula)}")
    return tuple(found) or (SOFTMAX,)


def latex(formula: str) -> str:
    """A formula of the catalogue, such as "exp(s (t - 1)(cos_k + 1) I_k)"."""
    text = formula.replace("||x||", r"\lVert x\rVert").replace("~", r"\sim").replace("]+", "]_+")
    text = re.sub(r"\^(\w+)", r"^{\1}", text)
    text = _NAME.sub(_written, text)
    text = re.sub(r" \}(,?) \\text\{ ", r"\1 ", text)  # words in a row are one text
    return text.strip()  # Markdown reads no formula that ends with a space


def _written(found: re.Match[str]) -> str:
    name, index = found[1], (found[2] or "").lstrip("_")
    if name == "cos" and index:  # cos_k is the cosine of the angle to class k
        return rf"\cos\theta_{index}"
    if name not in _SYMBOLS and len(name) > 1:
        return name if name.endswith("Vert") else rf"\text{{ {found[0]} }}"
    symbol = f"\\{name}" if name in _SYMBOLS else name
    return f"{symbol}_{index}" if index else f"{symbol} "
