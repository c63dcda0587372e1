"""Curves, angles and verification on the page."""

from __future__ import annotations

import numpy as np

from tests.app.face_runs.made import run
from tests.app.face_sections.visiting import Visit, captions, charts


def test_the_roc_has_the_evaluations_points_and_the_probes_pairs(visit: Visit) -> None:
    shown = visit(run="sv", section="Verification")
    (roc,) = [figure for alt, figure in charts(shown).items() if alt.startswith("ROC")]
    names = [line["name"] for line in roc["data"]]
    assert names == ["sv, the probe's pairs"]  # the evaluation came at step 300, after the cursor
    arc = visit(run="arc", section="Verification")
    (roc,) = [figure for alt, figure in charts(arc).items() if alt.startswith("ROC")]
    assert roc["data"][0]["name"] == "arc, unseen at step 300"


def test_curves_of_the_training_and_of_the_evaluations(visit: Visit) -> None:
    shown = visit(run="sv", beside="arc", section="Curves")
    training, evaluations = charts(shown).values()
    titles = [note["text"] for note in training["layout"]["annotations"]]
    assert titles[:2] == ["Loss of SV-Softmax", "Loss of Arc-Softmax"]
    assert len(evaluations["data"]) == 4
    assert "Loss values of different losses are not on one scale" in captions(shown)


def test_angles_are_told_in_words_too(visit: Visit) -> None:
    told = " ".join(charts(visit(run="sv", section="Angles")))
    last = run().moments[-1]
    assert f"sv: {np.degrees(last.target_angle_N.mean()):.0f} degrees to the own class" in told
