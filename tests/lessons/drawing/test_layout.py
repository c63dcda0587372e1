"""Layouts grow with the text; axes and notes have the colours of the style."""

from dataclasses import replace

from lessons.drawing.layout import axis, hidden_axis, layout, margin, note, upright, upright_label
from tests.lessons.style import STYLE


def test_the_height_is_in_proportion_to_the_text() -> None:
    assert layout(STYLE, 420)["height"] == 420
    assert layout(replace(STYLE, size=21), 420)["height"] == 630
    assert layout(STYLE, 420)["font"]["color"] == STYLE.ink


def test_settings_replace_what_is_usual() -> None:
    made = layout(STYLE, 420, showlegend=True, margin=margin(1, 2, 3, 4))
    assert made["showlegend"]
    assert made["margin"] == {"l": 1, "r": 2, "t": 3, "b": 4}


def test_an_axis_has_its_part_of_the_width() -> None:
    assert axis(STYLE, "step", (0, 0.5), dtick=30) | {"zeroline": False} == {
        "title": {"text": "step", "standoff": 6},
        "gridcolor": STYLE.faint,
        "zeroline": False,
        "domain": [0, 0.5],
        "dtick": 30,
    }
    assert "domain" not in axis(STYLE, "step")
    assert hidden_axis((0, 2)) == {"visible": False, "range": [0, 2], "fixedrange": True}


def test_a_note_and_an_upright_line_are_where_they_should_be() -> None:
    written = note(STYLE, 1, 2, "here", xanchor="right")
    assert (written["x"], written["y"], written["text"], written["xanchor"]) == (
        1, 2, "here", "right",
    )  # fmt: skip
    assert (upright(STYLE, 200)["x0"], upright(STYLE, 200)["x1"]) == (200, 200)
    assert (upright_label(200, "from here")["x"], upright_label(200, "a")["yref"]) == (200, "paper")
