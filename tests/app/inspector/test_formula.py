r"""The printed equation, worked out again from its LaTeX alone, by a small reader of LaTeX."""

import math
import re

import numpy as np
import pytest

from app.inspector.formula import TERMS, formula, written_out
from losses.catalogue import LOSSES
from toy_models.config import LossChoice
from toy_models.explanation import Explanation, explain
from toy_models.gentle import gentle

NAMES = [str(k) for k in range(200)]


class Reader:
    """Numbers, e^{}, 10^{}, frac, log, cdot, signs, brackets and underbraces."""

    def __init__(self, text: str) -> None:
        self.tokens = re.findall(r"\\[a-z]+|\d+\.?\d*|[e^_{}()+-]", text)
        self.at = 0

    def value(self) -> float:
        total = self.sum()
        assert self.at == len(self.tokens), self.tokens[self.at :]
        return total

    def take(self, *expected: str) -> str:
        token = self.tokens[self.at]
        assert not expected or token in expected, (token, expected)
        self.at += 1
        return token

    def see(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def sum(self) -> float:
        sign = -1 if self.see() == "-" and self.take() else 1
        total = sign * self.product()
        while self.see() in ("+", "-"):
            sign = 1 if self.take() == "+" else -1
            total += sign * self.product()
        return total

    def product(self) -> float:
        total = self.factor()
        while self.see() == r"\cdot":
            self.take()
            total *= self.factor()
        return total

    def group(self) -> float:
        self.take("{")
        inner = self.sum()
        self.take("}")
        return inner

    def factor(self) -> float:
        token = self.take()
        if token == "(":
            inner = self.sum()
            self.take(")")
            return inner
        if token == "e":
            self.take("^")
            return math.exp(self.group())
        if token == r"\frac":
            above = self.group()
            return above / self.group()
        if token == r"\log":
            return math.log(self.product())
        if token == r"\underbrace":
            inner = self.group()
            self.take("_")
            return inner
        number = float(token)
        if number == 10 and self.see() == "^":
            self.take()
            return 10 ** self.group()
        return number


def lines(latex: str) -> list[str]:
    body = latex.removeprefix(r"\begin{aligned} L &= ").removesuffix(r" \end{aligned}")
    assert body != latex
    return body.split(r" \\[4pt] &= ")


def plain(line: str) -> str:
    """Without the names below the braces."""
    return re.sub(r"_\{\\text\{(\\.|[^{}\\])*\}\}", "_", line)


def assert_holds(explanation: Explanation) -> list[str]:
    written = lines(formula(explanation, NAMES))
    assert len(written) == 5
    decimals = len(written[-1].split(".")[1])
    for line in written[1:]:
        value = Reader(plain(line)).value()
        assert f"{value + 0.0:.{decimals}f}".replace("-0.000", "0.000") == written[-1], line
    assert float(written[-1]) == pytest.approx(explanation.loss, abs=0.5 * 10**-decimals)
    return written


def cosines(seed: int, classes: int) -> tuple[list[float], int]:
    draw = np.random.default_rng(seed)
    return draw.uniform(-1, 1, classes).tolist(), int(draw.integers(classes))


@pytest.mark.parametrize("name", [name for name, spec in LOSSES.items() if not spec.threshold])
def test_every_line_gives_the_loss_to_the_printed_digits(name: str) -> None:
    for seed in range(25):
        cos, label = cosines(seed, 10)
        assert_holds(explain(gentle(name), cos, label, 2.5))


@pytest.mark.parametrize("name", ["sv_softmax", "sv_arc_softmax", "arcnegface", "magface"])
def test_it_holds_at_the_papers_scales_and_with_many_classes(name: str) -> None:
    for seed in range(10):
        cos, label = cosines(seed, 100)
        assert_holds(explain(LossChoice.of(name), cos, label, 20.0))


def test_a_sample_without_loss_and_one_with_a_huge_one() -> None:
    easy = explain(LossChoice.of("norm_softmax", scale=64.0), [1.0, -1.0, -1.0], 0, 1.0)
    assert assert_holds(easy)[-1] == "0.000"
    hard = explain(LossChoice.of("sv_softmax", scale=64.0, t=2.0), [-1.0, 1.0, 0.9], 0, 1.0)
    assert_holds(hard)


def test_what_no_float_can_hold_is_a_power_of_e() -> None:
    explanation = explain(LossChoice.of("sv_softmax", scale=512.0, t=2.0), [-1.0, 1.0, 0.9], 0, 1.0)
    assert explanation.nll > 1000
    written = lines(formula(explanation, NAMES))
    assert re.search(r"\\log \(e\^\{-2048\.0+\}\)$", written[3])
    assert re.search(r"1 \+ e\^\{2048\.0+\}", written[2])


def test_the_numbers_are_those_of_the_sample() -> None:
    explanation = explain(LossChoice.of("sv_softmax", scale=4.0, t=1.5), [0.5, 0.75, -0.25], 0, 1.0)
    written = assert_holds(explanation)
    assert written[0] == (
        r"-g(p_y) \log \frac{e^{s f(\theta_y)}}"
        r"{e^{s f(\theta_y)} + \sum_{k \neq y} h_k\, e^{s \cos\theta_k}}"
    )
    assert re.fullmatch(
        r"-1 \\cdot \\log \\frac\{e\^\{4 \\cdot 0\.50*\}\}"
        r"\{\\underbrace\{e\^\{4 \\cdot 0\.50*\}\}_\{\\text\{target 0\}\}"
        r" \+ \\underbrace\{e\^\{3\.50*\} \\cdot e\^\{4 \\cdot 0\.750*\}\}_\{\\text\{class 1\}\}"
        r" \+ \\underbrace\{e\^\{-1\.0*\}\}_\{\\text\{the other\}\}\}",
        written[1],
    )


def test_the_heaviest_support_vectors_are_written_out_and_the_rest_is_summed() -> None:
    cos = [0.1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, -0.3]
    explanation = explain(gentle("sv_softmax"), cos, 0, 1.0)
    assert sum(explanation.support_C) == 6
    assert written_out(explanation) == [1, 2, 3, 4]
    assert len(written_out(explanation)) == TERMS
    assert r"\text{the other 3}" in formula(explanation, NAMES)
    assert_holds(explanation)


def test_without_a_support_vector_all_rivals_are_one_term() -> None:
    explanation = explain(gentle("norm_softmax"), [0.9, 0.1, 0.2], 0, 1.0)
    assert written_out(explanation) == []
    assert r"\text{2 rivals}" in formula(explanation, NAMES)
    alone = explain(gentle("norm_softmax"), [0.9, 0.1], 0, 1.0)
    assert r"\text{the rival}" in formula(alone, NAMES)


def test_the_length_has_its_price_and_inner_products_their_sign() -> None:
    assert r"\text{price of the length}" in formula(
        explain(gentle("magface"), [0.9, 0.1], 0, 2.0), NAMES
    )
    assert r"w_k^\top x" in formula(explain(gentle("softmax"), [0.9, 0.1], 0, 2.0), NAMES)


def test_a_name_cannot_break_the_formula() -> None:
    explanation = explain(gentle("sv_softmax"), [0.1, 0.9, 0.2], 0, 1.0)
    names = [r"a_b^2 {50%} \frac", "$x$ & ~#", "n\nn" + 30 * "x"]
    written = formula(explanation, names)
    assert r"\text{target a\_b\textasciicircum{}2 \{50\%\} \textbackslash{}frac}" in written
    assert r"\text{class x \& \textasciitilde{}\#}" in written
    assert "$" not in written
    assert "\n" not in written
