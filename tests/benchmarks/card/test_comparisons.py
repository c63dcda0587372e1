"""A check that fails is said and stored, and takes no other with it."""

from benchmarks.card import comparisons
from benchmarks.card.comparisons import correctness, started_checks
from tests.benchmarks.card.small import small_run


def test_one_that_cannot_be_made(tmp_path, monkeypatch):
    checks = {"two": "tests.benchmarks.card.test_check:Two", "none": "nowhere:Nothing"}
    monkeypatch.setattr(comparisons, "CHECKS", checks)
    run = small_run(tmp_path)
    begun = run.contestant

    def refused(name, make, **arguments):
        one = begun(name, make, **arguments)
        one.problem = "there is no such check" if name == "none" else ""
        return one

    monkeypatch.setattr(run, "contestant", refused)
    text = "\n".join(correctness(run, started_checks(run)))
    assert "none: NOT CHECKED. there is no such check" in text
    assert text.count("DIFFERS") == 1
    rows = run.results.parts["correctness"]
    assert [row["holds"] for row in rows if row["part"] == "two"] == [True, False]
    assert {"part": "none", "problem": "there is no such check"} in rows
