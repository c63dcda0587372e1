"""The command line: what is named is run, with what is told."""

from collections.abc import Iterator

import pytest
import torch

from benchmarks.__main__ import BENCHMARKS, main
from benchmarks.setting import Setting


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, Setting]]]:
    """Which benchmark was told what; none measures anything, and the threads stay as they were."""
    calls: list[tuple[str, Setting]] = []
    for name in BENCHMARKS:
        monkeypatch.setitem(
            BENCHMARKS, name, lambda setting, name=name: calls.append((name, setting)) or ["text"]
        )
    threads = torch.get_num_threads()
    yield calls
    torch.set_num_threads(threads)


def test_all_by_default(told, capsys) -> None:
    main([])
    assert told == [(name, Setting()) for name in BENCHMARKS]
    assert torch.get_num_threads() == 1
    printed = capsys.readouterr().out
    assert printed.startswith(Setting().header())
    assert printed.count("text") == len(BENCHMARKS)


def test_one_with_options(told) -> None:
    main(["pace", "--threads", "2", "--quick"])
    assert told == [("pace", Setting(threads=2, quick=True))]


def test_unknown_name(told, capsys) -> None:
    with pytest.raises(SystemExit):
        main(["tempo"])
    assert "unknown: tempo" in capsys.readouterr().err
    assert told == []


def test_no_gpu(told, capsys, monkeypatch) -> None:
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    with pytest.raises(SystemExit):
        main(["--device", "cuda"])
    assert "torch sees no cuda here" in capsys.readouterr().err
    assert told == []


def test_a_peer_that_is_not_there(told, capsys, tmp_path) -> None:
    with pytest.raises(SystemExit):
        main(["face_head", "--arcface", str(tmp_path)])
    assert "has no partial_fc_v2.py" in capsys.readouterr().err
    assert not told
