"""The text: what did not converge, what is missing, and one word for a setting."""

from dataclasses import replace

from tests.toy_models.guidance.drawn_rows import (
    as_predicted,
    confirmation_rows,
    error_as_predicted,
    screen_rows,
)
from toy_models.guidance.cells import screen
from toy_models.guidance.contrasts import contrasts
from toy_models.guidance.findings.fates import Fate
from toy_models.guidance.plain_names import arm_in_words
from toy_models.guidance.predictions import CONTRASTS
from toy_models.guidance.report import (
    contrasts_table,
    fates_table,
    nothing_is_missing,
    screen_table,
    text,
)


def test_the_text_counts_what_did_not_converge_and_what_is_missing() -> None:
    rows = screen_rows(as_predicted, error_as_predicted)
    rows[1] = replace(rows[1], tar=float("nan"), diverged_at=17)
    rows[2] = replace(rows[2], stuck=True)
    answer = text(rows, [])
    assert "Of 256 runs 1 diverged and 1 stuck." in answer
    assert f"- diverged at step 17: {rows[1].cell}, {rows[1].arm}, seed {rows[1].seed}" in answer
    assert f"- stuck in {rows[2].cell}: {arm_in_words(rows[2].arm)} 1 of 4" in answer
    assert answer.count("- stuck in") == 1
    cells = [cell.name for cell in screen()]
    assert (
        nothing_is_missing(rows, range(4), cells, 2)
        == "No setting, no seed and no loss is missing."
    )
    assert nothing_is_missing(rows[3:], range(4), cells, 2).startswith("3 of 256 runs are missing")


def test_the_tables_count_what_stuck_and_name_both_errors() -> None:
    rows = screen_rows(as_predicted, error_as_predicted)
    flipped = next(cell.name for cell in screen() if cell.wrong)
    rows = [
        replace(row, true_error=0.6, stuck=row.arm == "sv") if row.cell == flipped else row
        for row in rows
    ]
    (line,) = (line for line in screen_table(rows).splitlines() if flipped in line)
    assert "| 60.0% | 0 and 4 of 4 |" in line
    clean = next(line for line in screen_table(rows).splitlines() if " w0 " in line)
    assert "|  | 0 and 0 of 4 |" in clean


def test_a_comparison_counts_the_pairs_that_stuck() -> None:
    cell = screen()[0]
    rows = [
        replace(row, stuck=row.arm == "sv" and row.seed < 102)
        for row in confirmation_rows([cell], {})
    ]
    lines = contrasts_table(contrasts(rows, CONTRASTS)).splitlines()
    assert lines[1].count("|") == lines[2].count("|")
    assert "| SV-Softmax minus softmax |" in lines[2]
    assert "| 2 of 12 | " in lines[2]
    assert "| softmax at s t minus softmax |" in lines[3]
    assert "| 0 of 12 | " in lines[3]


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


def test_every_table_stands_under_a_heading_that_names_its_stage() -> None:
    rows = screen_rows(as_predicted, error_as_predicted)
    printed = text(rows, confirmation_rows([screen()[0], screen()[5]], {}))
    assert [line for line in printed.splitlines() if line.startswith("#")] == [
        "## Stage 1: where SV-Softmax helps softmax",
        "## Stage 2: what in the push does it",
        "## The predictions, which stages 1 and 2 decide",
    ]
    blocks = printed.split("\n\n")
    tables = [k for k, block in enumerate(blocks) if block.startswith("|")]
    assert len(tables) == 5
    assert all(not blocks[k - 1].startswith("|") for k in tables)  # each has a line of its own
    assert "| random rivals minus softmax |" in printed


def test_what_held_where_nothing_could_differ_is_said_to_be_trivial() -> None:
    held = [Fate(key="equal", fate="held", why="w"), Fate(key="random", fate="held", why="w")]
    lines = fates_table(held, {"equal": (5, 5), "random": (2, 4)}).splitlines()
    assert lines[2].endswith("| held, trivially | w |")
    assert lines[3].endswith("| held, trivially in 2 of 4 settings | w |")
    failed = replace(held[0], fate="failed")
    assert fates_table([failed], {"equal": (5, 5)}).endswith("| failed | w |")
    assert fates_table([held[1]], {"random": (0, 4)}).endswith("| held | w |")
