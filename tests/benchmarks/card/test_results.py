"""Results are on the disk after each row."""

import json

from benchmarks.card.results import Results


def test_a_row_is_stored_at_once(tmp_path):
    results = Results(tmp_path / "gpu.json")
    results.keep("steps", {"ms": 2.5, "gib": float("nan")})
    results.keep("steps", {"ms": 3.5, "name": "theirs"})
    results.keep("head", {"problem": "does not fit"})
    assert json.loads(results.file.read_text()) == {
        "steps": [{"ms": 2.5, "gib": None}, {"ms": 3.5, "name": "theirs"}],
        "head": [{"problem": "does not fit"}],
    }
