"""How long a test waits for what must come: a page, a browser, another process.

Far longer than it takes, for a machine that is busy with other tests: what comes late has still
come, and only what never comes fails.  How fast something is, benchmarks measure.
"""

SECONDS = 240
MILLISECONDS = 120_000  # in a browser, where a test that fails is tried once more
