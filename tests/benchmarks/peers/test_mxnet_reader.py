"""mxnet is measured in its own Python."""

import sys
from pathlib import Path

from benchmarks.peers.mxnet_reader import mxnet_seconds


def test_mxnet_runs_in_its_own_python_and_its_first_round_does_not_count(tmp_path: Path) -> None:
    script = "import sys; print(100, *range(1, int(sys.argv[2]) + 1), sep='\\n')"
    assert mxnet_seconds(sys.executable, tmp_path / "train.rec", 3, 6, script) == 2
