"""The ways to run a step, at a small size on the CPU: who is out, who is timed, what is said."""

import pytest

from benchmarks import step_variants
from benchmarks.harness.options import Options
from benchmarks.step_variants import VARIANTS, OurStep, Variant, contestant, report
from tests.benchmarks.inside import Inside

CASE = ("tiny", 20, 2)
FEW = (
    Variant("plain", {}),
    Variant("captured, head in chunks", {"captured": True}, form="chunked", after="plain"),
    Variant("an unknown plan", {"hurried": True}),
)


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch):
    def inside(variant, options, case):
        one = contestant(variant, options, case)
        made = Inside(one.name, one.make, one.arguments)
        if variant.name == "an unknown plan":
            made.problem = "there is no such plan"
        return made

    monkeypatch.setattr(step_variants, "contestant", inside)


def test_a_table_of_those_that_work():
    head, *ready, text = report(Options(quick=True, seconds=600), variants=FEW, case=CASE)
    assert head == "tiny, 20 identities, 2 images a step, 600 s in all"
    assert "an unknown plan: out. there is no such plan" in ready
    assert sum("ready after" in line for line in ready) == 2
    rows = text.splitlines()
    assert rows[0] == "after round 1"
    assert {row.split("  ")[0] for row in rows[2:]} == {"plain", "captured, head in chunks"}


def test_one_is_asked_for():
    options = Options(quick=True, seconds=600, only=("plain",))
    *_, text = report(options, variants=FEW, case=CASE)
    assert len(text.splitlines()) == 3


def test_all_variants_are_the_same_step():
    """The forms of the head and the settings change no loss."""
    losses = []
    for overrides in ([], ["head.form=chunked"], ["training.compile=false"]):
        step = OurStep("cpu", *CASE, overrides=overrides)
        losses.append(step.ready()["loss"])
    assert losses[0] > 1
    assert losses == pytest.approx([losses[0]] * 3, rel=1e-3)


def test_who_waits_waits_for_somebody():
    names = {variant.name for variant in VARIANTS}
    assert {variant.after for variant in VARIANTS} <= {"", *names}
    chunked = next(variant for variant in VARIANTS if "chunks" in variant.name)
    assert chunked.arguments["overrides"] == ["head.form=chunked"]
