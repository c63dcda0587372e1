"""The command: every loss in columns or as a table, and one sentence for anything else."""

import pytest

from losses import LOSSES
from losses.__main__ import main, markdown, text


def test_without_an_option_it_prints_the_columns(capsys):
    main([])
    assert capsys.readouterr().out == text() + "\n"


def test_markdown_is_a_row_for_every_loss(capsys):
    main(["--markdown"])
    printed = capsys.readouterr().out
    assert printed == markdown() + "\n"
    _, _, *rows = printed.splitlines()
    assert [row.split("`")[1] for row in rows] == list(LOSSES)


def test_the_source_is_the_number_of_the_paper_or_whose_loss_it_is():
    source = {row.split("`")[1]: row.split(" | ")[-1] for row in markdown().splitlines()[2:]}
    assert source["norm_softmax"] == "arXiv:1812.11317, Eq. 1 |"
    assert source["softmax"] == "standard, cross-entropy of W x |"


@pytest.mark.parametrize("word", ["nosuch", "--mark", "-x"])
def test_anything_else_is_refused_in_one_sentence(word, capsys):
    with pytest.raises(SystemExit) as stop:
        main([word])
    assert stop.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"python -m losses takes only --markdown, not {word!r}.\n"
