"""The one equation with a sample's numbers in it, as LaTeX.

Every line that is printed gives the loss of the last line, to its printed digits, when it is
worked out from the printed numbers: so many digits are shown as that takes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toy_models.explanation import Explanation

TERMS = 4  # support vectors that are written out
LOSS_DECIMALS = (3, 4, 5)  # more only where the loss lies between two printed numbers
MOST_DIGITS = 15
FLOAT_NATS = 600.0  # a number beyond e^600 is printed as a power of e

_SPECIAL = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}


@dataclass(frozen=True)
class _Printed:
    """A number as it is printed, and the value of exactly that text; or its logarithm."""

    value: float
    text: str


def formula(explanation: Explanation, names: Sequence[str]) -> str:
    """The equation, with the numbers, and step by step down to the loss.

    Of losses whose classes compete: with a threshold b there is no sum over the rivals.
    """
    for decimals in LOSS_DECIMALS:
        loss = _fixed(explanation.loss, decimals)
        for digits in range(decimals, MOST_DIGITS + 1):
            lines, values = _written(explanation, names, digits)
            if all(abs(value - loss.value) < 0.5 * 10.0**-decimals for value in values):
                break
        else:
            continue
        break
    body = r" \\[4pt] &= ".join([*lines, loss.text])
    return rf"\begin{{aligned}} L &= {body} \end{{aligned}}"


def written_out(explanation: Explanation) -> list[int]:
    """The classes with a term of their own: the support vectors that weigh most."""
    support = [k for k, held in enumerate(explanation.support_C) if held]
    return sorted(support, key=lambda k: -explanation.logit_after_C[k])[:TERMS]


def _written(
    explanation: Explanation, names: Sequence[str], digits: int
) -> tuple[list[str], list[float]]:
    """The lines before the last, and what those with numbers come to."""
    s = _plain(explanation.scale, digits)
    f = _fixed(explanation.f, digits)
    g = _significant(explanation.g, digits)
    price = _fixed(explanation.penalty, digits) if explanation.penalty else None

    chosen = written_out(explanation)
    rest = [k for k in range(len(explanation.p_C)) if k != explanation.label and k not in chosen]
    target_exponent = s.value * f.value
    exponents, terms, ratios = [], [], []
    for k in chosen:
        cos = _fixed(explanation.logit_before_C[k] / explanation.scale, digits)
        log_h = _fixed(explanation.logit_after_C[k] - explanation.logit_before_C[k], digits)
        h_k = f"e^{{{log_h.text}}}" if log_h.value else ""
        power = rf"e^{{{s.text} \cdot {_bracketed(cos)}}}"
        product = rf"{h_k} \cdot {power}" if h_k else power
        terms.append(_under(product, f"class {names[k]}"))
        exponents.append(log_h.value + s.value * cos.value)
        ratios.append(
            _power(
                explanation.logit_after_C[k] - explanation.logit_after_C[explanation.label], digits
            )
        )
    if rest:
        log_rest = float(np.logaddexp.reduce([explanation.logit_after_C[k] for k in rest]))
        printed = _fixed(log_rest, digits)
        others = "the other" if len(rest) == 1 else f"the other {len(rest)}"
        rivals = "the rival" if len(rest) == 1 else f"{len(rest)} rivals"
        terms.append(_under(f"e^{{{printed.text}}}", others if chosen else rivals))
        exponents.append(printed.value)
        ratios.append(_power(log_rest - explanation.logit_after_C[explanation.label], digits))
    p = _power(-explanation.nll, digits)

    target = rf"e^{{{s.text} \cdot {_bracketed(f)}}}"
    below = " + ".join([_under(target, f"target {names[explanation.label]}"), *terms])
    quotient = " + ".join(["1", *(ratio.text for ratio in ratios)])
    plus = f" + {_bracketed(price)}" if price else ""
    lines = [
        _symbols(explanation),
        rf"-{g.text} \cdot \log \frac{{{target}}}{{{below}}}{plus}",
        rf"-{g.text} \cdot \log \frac{{1}}{{{quotient}}}{plus}",
        rf"-{g.text} \cdot \log ({p.text}){plus}",
    ]
    substituted = float(np.logaddexp.reduce([target_exponent, *exponents])) - target_exponent
    divided = float(np.logaddexp.reduce([0.0, *(ratio.value for ratio in ratios)]))
    extra = price.value if price else 0.0
    return lines, [g.value * nll + extra for nll in (substituted, divided, -p.value)]


def _symbols(explanation: Explanation) -> str:
    f, rival = r"s f(\theta_y)", r"s \cos\theta_k"
    if not explanation.normalised:
        f, rival = r"s\, w_y^\top x", r"s\, w_k^\top x"
    plus = r" + \text{price of the length}" if explanation.penalty else ""
    return (
        rf"-g(p_y) \log \frac{{e^{{{f}}}}}"
        rf"{{e^{{{f}}} + \sum_{{k \neq y}} h_k\, e^{{{rival}}}}}{plus}"
    )


def _under(term: str, name: str) -> str:
    return rf"\underbrace{{{term}}}_{{\text{{{_escaped(name)}}}}}"


def _escaped(name: str) -> str:
    short = "".join(name.split("$"))[:28]
    return "".join(
        _SPECIAL.get(sign, "\\" + sign if sign in "{}&#_%" else sign)
        for sign in " ".join(short.split())
    )


def _fixed(value: float, decimals: int) -> _Printed:
    text = f"{value:.{decimals}f}"
    if float(text) == 0:
        text = text.removeprefix("-")
    return _Printed(float(text), text)


def _plain(value: float, decimals: int) -> _Printed:
    """As it was given, if that is short."""
    short = f"{value:g}"
    return _Printed(value, short) if float(short) == value else _fixed(value, decimals)


def _significant(value: float, digits: int) -> _Printed:
    """With so many digits that count, trailing zeros left out."""
    text = f"{value:.{digits}g}"
    number = float(text)
    if "e" not in text:
        return _Printed(number, text)
    mantissa, exponent = text.split("e")
    return _Printed(number, rf"{mantissa} \cdot 10^{{{int(exponent)}}}")


def _power(log_value: float, digits: int) -> _Printed:
    """e to this, printed as a number; here `value` is the logarithm of what is printed."""
    if abs(log_value) > FLOAT_NATS:
        printed = _fixed(log_value, digits)
        return _Printed(printed.value, f"e^{{{printed.text}}}")
    number = _significant(math.exp(log_value), digits)
    return _Printed(math.log(number.value), number.text)


def _bracketed(number: _Printed) -> str:
    return f"({number.text})" if number.text.startswith("-") else number.text
