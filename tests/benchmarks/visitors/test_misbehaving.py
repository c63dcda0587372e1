"""Who finds no server says what failed, and does not hold up the benchmark."""

from __future__ import annotations

import pytest

from benchmarks.harness.server import free_port
from benchmarks.visitors.misbehaving import KINDS, READY, main


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_server_it_ends_and_says_why(
    kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(kind, f"127.0.0.1:{free_port()}", 0.1)
    *before, last = capsys.readouterr().out.splitlines()
    assert before in ([], [READY])
    assert "Error" in last
