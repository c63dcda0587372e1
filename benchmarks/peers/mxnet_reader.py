"""mxnet's reader of .rec files, in a Python of its own.

mxnet does not install beside this project's numpy.  The user names an interpreter that has it, and
its own processor time is measured.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from statistics import median

from benchmarks.harness.timing import LEAST

#: Prints the seconds of each round that mxnet takes to read and decode all images.
SCRIPT = """
import sys, time
import mxnet as mx
for _ in range(int(sys.argv[2]) + 1):
    record = mx.recordio.MXIndexedRecordIO(sys.argv[1] + ".idx", sys.argv[1] + ".rec", "r")
    start = time.process_time()
    for key in range(1, int(sys.argv[3]) + 1):
        header, image = mx.recordio.unpack(record.read_idx(key))
        mx.image.imdecode(image).asnumpy()
    print(time.process_time() - start)
"""


def mxnet_seconds(python: str, rec: Path, rounds: int, images: int, script: str = SCRIPT) -> float:
    """Median seconds of mxnet for all images, after a round that does not count."""
    stem = str(rec.with_suffix(""))
    done = subprocess.run(
        [python, "-c", script, stem, str(rounds), str(images)],
        capture_output=True,
        text=True,
        check=True,
    )
    return max(median(float(line) for line in done.stdout.split()[1:]), LEAST)
