"""The ladders of Table 1's losses: the right margin for each, and what stays fixed."""

from evidence.ladders import A_MARGINS, AM_MARGINS, ARC_MARGINS, SCALES, ladders_of, parameters_at
from evidence.table_1 import ROWS
from losses import build

OF = {row.loss: row for row in ROWS}


def test_each_loss_has_the_ladder_of_its_margin() -> None:
    margins = {loss: ladders_of(row)[1:] for loss, row in OF.items()}
    plain = ("norm_softmax", "f_softmax", "hm_softmax", "sv_softmax")
    arc = ("arc_softmax", "f_arc_softmax", "hm_arc_softmax", "sv_arc_softmax")
    assert {loss for loss, found in margins.items() if found == ()} == set(plain)
    assert {loss for loss, found in margins.items() if found == (ARC_MARGINS,)} == set(arc)
    assert margins["a_softmax"] == (A_MARGINS,)
    assert margins["hm_am_softmax"] == margins["sv_am_softmax"] == (AM_MARGINS,)
    assert all(ladders_of(row)[0] is SCALES for row in ROWS)


def test_a_setting_changes_s_and_m_and_nothing_else() -> None:
    found = parameters_at(OF["sv_arc_softmax"], (2.0, 0.45), unit=6.5)
    assert found == {"scale": 13.0, "margin": 0.45, "t": 1.1}
    assert parameters_at(OF["f_softmax"], (0.5,), unit=6.0) == {"scale": 3.0, "gamma": 2.0}


def test_every_rung_is_allowed() -> None:
    for row in ROWS:
        ladders = ladders_of(row)
        for axis, ladder in enumerate(ladders):
            for value in ladder.values:
                setting = [ladder.start for ladder in ladders]
                setting[axis] = value
                build(row.loss, **parameters_at(row, tuple(setting), unit=6.5))
