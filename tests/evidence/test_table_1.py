"""The paper's Table 1: thirteen losses, and claims that the table bears out."""

from evidence.table_1 import CLAIMS, PAPER, ROWS
from losses.catalogue import LOSSES, spec_and_values


def test_the_rows_are_the_papers_thirteen() -> None:
    assert len(ROWS) == 13
    assert len(PAPER) == 13
    assert all({better, worse} <= set(PAPER) for better, worse in CLAIMS)


def test_every_claim_is_what_the_papers_table_says() -> None:
    for better, worse in CLAIMS:
        assert PAPER[better][2] > PAPER[worse][2]


def test_every_row_is_a_loss_with_settings_that_it_takes() -> None:
    for row in ROWS:
        assert row.loss in LOSSES
        spec_and_values(row.loss, dict(row.settings))
