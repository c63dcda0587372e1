"""Which machine made a store: noted once, and another one is told apart."""

from pathlib import Path

from evidence.machine import made_here, made_on, note, processor


def test_this_machine_is_noted_once(tmp_path: Path) -> None:
    folder = tmp_path / "results"
    assert not made_here(folder)
    note(folder)
    note(folder)
    assert made_on(folder) == [processor()]
    assert made_here(folder)
    note(folder, "a card")
    assert made_on(folder) == [processor(), "a card"]
    assert not made_here(folder)
