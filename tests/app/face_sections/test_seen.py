"""What sections share: the moment at the cursor, pictures, typical samples and the truth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from app.face_sections.seen import Seen, picture, truth, typical
from app.look.themes import LIGHT
from face_training.probe.record import UNKNOWN
from tests.app.face_runs.made import JPEG, run

ONE = run()


def test_only_runs_that_remember_samples_are_probed() -> None:
    seen = Seen((ONE, run(probe=False)), 130, LIGHT)
    ((of, samples, moment),) = seen.probed
    assert of is ONE
    assert samples is ONE.samples
    assert moment.step == 126


def test_a_typical_sample_is_the_nearest_to_its_class_at_the_end() -> None:
    assert ONE.samples is not None
    rows = typical(ONE, ONE.samples)
    assert set(rows) == set(ONE.samples.identities_I.tolist())
    last = ONE.moments[-1].target_angle_N
    for label, row in rows.items():
        assert ONE.samples.labels_N[row] == label
        assert last[row] == last[ONE.samples.labels_N == label].min()


def test_a_picture_has_its_label_in_words() -> None:
    assert ONE.samples is not None
    shown = picture(ONE, 0)
    assert shown.jpeg == JPEG
    assert shown.alt == f"a picture with the label person {ONE.samples.labels_N[0]}"


def test_the_truth_is_told_only_where_it_is_another() -> None:
    assert ONE.samples is not None
    wrong = np.flatnonzero(ONE.samples.labels_N != ONE.samples.true_labels_N).tolist()
    for row in range(len(ONE.samples.labels_N)):
        told = truth(ONE, row)
        assert bool(told) == (row in wrong)
        if told:
            assert told == [f"a wrong label: it is person {ONE.samples.true_labels_N[row]}"]
    unknown = replace(ONE.samples, true_labels_N=np.full_like(ONE.samples.labels_N, UNKNOWN))
    assert truth(replace(ONE, samples=unknown), wrong[0]) == []
