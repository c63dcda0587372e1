"""The text: what did not converge, what is missing, and one word for a setting."""

from dataclasses import replace

from tests.toy_models.guidance.drawn_rows import (
    as_predicted,
    confirmation_rows,
    error_as_predicted,
    screen_rows,
)
from toy_models.guidance.cells import screen
from toy_models.guidance.report import nothing_is_missing, text


def test_the_text_counts_what_did_not_converge_and_what_is_missing() -> None:
    rows = screen_rows(as_predicted, error_as_predicted)
    rows[1] = replace(rows[1], tar=float("nan"), diverged_at=17)
    rows[2] = replace(rows[2], stuck=True)
    answer = text(rows, [])
    assert "Of 256 runs 1 diverged and 1 stuck." in answer
    assert "diverged at step 17" in answer
    cells = [cell.name for cell in screen()]
    assert (
        nothing_is_missing(rows, range(4), cells, 2)
        == "No setting, no seed and no loss is missing."
    )
    assert nothing_is_missing(rows[3:], range(4), cells, 2).startswith("3 of 256 runs are missing")


def test_a_setting_has_one_word_in_all_that_is_printed() -> None:
    """The registered rules say "cell", and nobody has to read them to read the answer."""
    first = screen_rows(as_predicted, error_as_predicted)
    flat = screen_rows(lambda _: 0.0, lambda _: 0.5)
    chosen = [screen()[0], screen()[5]]
    for printed in (
        text(first, confirmation_rows(chosen, {"sv": 0.04})),
        text(first, []),
        text(flat, confirmation_rows(chosen, {})),
        text(flat, confirmation_rows([cell for cell in screen() if not cell.wrong][:2], {})),
    ):
        assert "| setting |" in printed
        assert "cell" not in printed
