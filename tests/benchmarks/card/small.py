"""A run of the check at a small size, whose processes are in this one."""

import time

from benchmarks.card.results import Results
from benchmarks.card.run import Run
from benchmarks.harness.options import Options
from tests.benchmarks.inside import Inside


def small_run(folder, seconds=1000.0, **options):
    """A run that ends in `seconds`."""
    results = Results(folder / "gpu.json")
    wanted = Options(**{"quick": True, **options})
    return Run(wanted, Inside, results, seconds, time.monotonic() + seconds)
