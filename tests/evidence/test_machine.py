"""Which machine made a file: noted once, another one is told apart, and each file by itself."""

from pathlib import Path

import pytest

from evidence.machine import NAME, made_here, made_on, note, processor


def test_this_machine_is_noted_once(tmp_path: Path) -> None:
    file = tmp_path / "results" / "screen.jsonl"
    assert not made_here(file)
    note(file)
    note(file)
    assert made_on(file) == [processor()]
    assert made_here(file)
    note(file, "a card")
    assert made_on(file) == [processor(), "a card"]
    assert not made_here(file)


def test_a_file_of_a_card_takes_nothing_from_the_file_beside_it(tmp_path: Path) -> None:
    ours, of_card = tmp_path / "stage.2.jsonl", tmp_path / "stage.jsonl"
    note(of_card, "a card")
    note(ours)
    assert made_here(ours)
    assert not made_here(of_card)
    assert [file.name for file in tmp_path.iterdir()] == [NAME]


@pytest.mark.parametrize(
    "text", ['{"screen.jsonl": ["AMD\x01"]}', '["AMD EPYC"]', '{"a": "AMD"}', '{"a": [1]}', ""]
)
def test_a_damaged_list_is_named_and_kept(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text)
    for ask in (made_on, note):
        with pytest.raises(ValueError, match=rf"{NAME} in the folder .* is damaged"):
            ask(tmp_path / "screen.jsonl")
    assert (tmp_path / NAME).read_text() == text
