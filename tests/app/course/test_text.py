"""A text without a server: formulas are MathML, spans are HTML."""

from __future__ import annotations

from app.course.text import html_of


def test_formulas_spans_and_links_become_html() -> None:
    made = html_of(
        "A *word* [here]{own}, $w_k$, a [link](#a?b=1):\n\n$$\ns = \\frac{1}{2}\n$$\n\nEnd."
    )
    assert made.count("<math") == 2
    assert '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"' in made
    assert "<mfrac>" in made
    assert 'style="color: var(--mm-own)">here</span>' in made
    assert '<a href="#a?b=1">link</a>' in made
    assert "FORMULA" not in made
    assert "$" not in made
