"""The small equations: a line for each filled slot, in LaTeX that KaTeX can read."""

from __future__ import annotations

import re

import pytest

from app.controls.small_equation import latex, small_equations
from losses.catalogue import LOSSES


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("cos(theta_y) - m", r"\cos (\theta_y) - m"),
        ("exp(s (t - 1)(cos_k + 1) I_k)", r"\exp (s  (t  - 1)(\cos\theta_k + 1) I_k)"),
        ("(1 - p_y)^gamma", r"(1 - p_y)^{\gamma }"),
        ("1 for the hardest samples, else 0", r"1 \text{ for the hardest samples, else } 0"),
        ("cos(m1 theta_y + m2)", r"\cos (m_1 \theta_y + m_2)"),
        ("m(||x||)", r"m (\lVert x \rVert)"),
    ],
)
def test_a_formula_in_latex(formula: str, expected: str) -> None:
    assert latex(formula) == expected


@pytest.mark.parametrize("name", LOSSES)
def test_there_is_a_line_for_each_slot_and_no_name_is_left_bare(name: str) -> None:
    spec = LOSSES[name]
    lines = small_equations(spec)
    slots = (spec.adaptive_scale, spec.margin, spec.mining, spec.guidance, spec.threshold)
    assert len(lines) == max(1, sum(slot is not None for slot in slots))
    for line in lines:
        without_text = re.sub(r"\\text\{[^}]*\}", "", line)
        assert not re.search(r"(?<![\\a-zA-Z])[a-zA-Z]{2,}", without_text), line
        assert line.count("{") == line.count("}")
