"""Which machine made a file: noted once, told from others, and each file by itself."""

from pathlib import Path

import pytest
import torch

from evidence.machine import NAME, made_here, made_on, note, processor, this_machine


def test_this_machine_is_noted_once(tmp_path: Path) -> None:
    file = tmp_path / "results" / "screen.jsonl"
    assert not made_here(file)
    note(file)
    note(file)
    assert made_on(file) == [this_machine()]
    assert made_here(file)
    note(file, "a card")
    assert made_on(file) == [this_machine(), "a card"]
    assert not made_here(file)


def test_a_file_of_a_card_takes_nothing_from_the_file_beside_it(tmp_path: Path) -> None:
    ours, of_card = tmp_path / "stage.2.jsonl", tmp_path / "stage.jsonl"
    note(of_card, "a card")
    note(ours)
    assert made_here(ours)
    assert not made_here(of_card)
    assert [file.name for file in tmp_path.iterdir()] == [NAME]


def test_a_processor_of_the_same_name_with_other_instructions_is_another_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "screen.jsonl"
    monkeypatch.setattr(torch.backends.cpu, "get_cpu_capability", lambda: "AVX512")
    note(file)
    assert made_on(file) == [f"{processor()}, AVX512"]
    assert made_here(file)
    monkeypatch.setattr(torch.backends.cpu, "get_cpu_capability", lambda: "AVX2")
    assert not made_here(file)


def test_a_machine_whose_instructions_are_not_known_is_no_other(tmp_path: Path) -> None:
    file = tmp_path / "screen.jsonl"
    note(file, processor())
    assert not made_here(file)


@pytest.mark.parametrize(
    "text", ['{"screen.jsonl": ["AMD\x01"]}', '["AMD EPYC"]', '{"a": "AMD"}', '{"a": [1]}', ""]
)
def test_a_damaged_list_is_named_and_kept(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text)
    for ask in (made_on, note):
        with pytest.raises(ValueError, match=rf"{NAME} in the folder .* is damaged"):
            ask(tmp_path / "screen.jsonl")
    assert (tmp_path / NAME).read_text() == text
