"""An identity and its rivals as a scene: what is shown is what was recorded."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import numpy as np
import pytest

from app.face_runs.neighbourhood import CLASSES, Neighbourhood, comparable, neighbourhood
from app.face_runs.rivalry import rivalry
from app.face_runs.run import FaceRun
from app.look.themes import LIGHT
from app.scene.rows import Rows
from app.scene.scene import STEP
from app.scene.wire import unpack
from app.stage.charts import CHARTS
from app.stage.payload import captions, scene_message
from app.takeaway.tables import measures, samples
from face_training.probe.record import UNKNOWN
from tests.app.face_runs.made import run
from toy_models.drawn import DRAWN, drawn, planes_of
from toy_models.record import unpack_unit


def first(of: FaceRun) -> int:
    assert of.samples is not None
    return int(of.samples.identities_I[0])


def features(view: Neighbourhood, k: int, panel: int) -> np.ndarray:
    return unpack_unit(view.scene.arrays["features_LND"][k, panel])


def weights(view: Neighbourhood, k: int, panel: int) -> np.ndarray:
    return unpack_unit(view.scene.arrays["weights_LCD"][k, panel])


def support_vectors(view: Neighbourhood, k: int, panel: int) -> np.ndarray:
    packed = view.scene.arrays["support_LNc"][k, panel]
    return np.unpackbits(packed, axis=-1, count=len(view.classes_C)).astype(bool)


def test_the_classes_are_the_identity_and_its_rivals() -> None:
    made = run()
    view = neighbourhood([made], first(made))
    assert made.samples is not None
    ranked = rivalry(made.samples, made.moments, first(made), CLASSES).rivals
    kept = {label for moment in made.moments for label in moment.kept_W.tolist()}
    expected = [first(made), *(label for label in ranked if label in kept)][:CLASSES]
    assert list(view.classes_C) == expected
    assert view.scene.class_names == tuple(f"person {label}" for label in expected)
    assert view.scene.titles == ("SV-Softmax",)


def test_the_samples_are_those_of_the_classes_where_they_were() -> None:
    made = run()
    view = neighbourhood([made], first(made))
    assert made.samples is not None
    assert set(view.rows_N) == {
        row for row, label in enumerate(made.samples.labels_N.tolist()) if label in view.classes_C
    }
    for n, row in enumerate(view.rows_N):
        assert view.scene.samples_N[n] == made.samples.indices_N[row]
        assert view.classes_C[view.scene.labels_N[n]] == made.samples.labels_N[row]
        for k, moment in enumerate(made.moments):
            seen = features(view, k, 0)[n]
            np.testing.assert_allclose(seen, moment.embeddings_ND[row], atol=2e-3)
            assert view.scene.arrays["target_angle_LN"][k, 0, n] == pytest.approx(
                moment.target_angle_N[row], abs=2e-3
            )


def test_the_weights_are_the_kept_ones_and_the_centre_where_none_was_kept() -> None:
    made = run()
    last = made.moments[-1]
    view = neighbourhood([made], first(made))
    gone = view.classes_C[1]
    less = replace(
        last,
        kept_W=last.kept_W[last.kept_W != gone],
        weights_WD=last.weights_WD[last.kept_W != gone],
    )
    view = neighbourhood([replace(made, moments=(*made.moments[:-1], less))], first(made))
    for k, moment in enumerate((*made.moments[:-1], less)):
        for at, label in enumerate(view.classes_C):
            found = weights(view, k, 0)[at]
            if label in moment.kept_W:
                weight = moment.weights_WD[moment.kept_W == label][0]
                np.testing.assert_allclose(found, weight, atol=2e-3)
            else:
                assert not found.any()
    assert not weights(view, -1, 0)[1].any()


def test_support_vectors_are_those_among_the_classes_shown() -> None:
    made = run()
    view = neighbourhood([made], first(made))
    for k, moment in enumerate(made.moments):
        held = support_vectors(view, k, 0)
        for n, row in enumerate(view.rows_N):
            for at, label in enumerate(view.classes_C):
                expected = (moment.rival_support_NR[row] & (moment.rivals_NR[row] == label)).any()
                assert held[n, at] == expected
            if moment.rival_support_NR[row].any():
                assert view.scene.arrays["log_h_LN"][k, 0, n] == np.float16(1.5)


def test_a_rival_is_the_nearest_of_all_classes_or_not_shown() -> None:
    made = run()
    view = neighbourhood([made], first(made))
    rows = list(view.rows_N)
    for k, moment in enumerate(made.moments):
        nearest = moment.rivals_NR[rows, 0].tolist()
        expected = [
            view.classes_C.index(label) if label in view.classes_C else len(view.classes_C)
            for label in nearest
        ]
        assert view.scene.arrays["rival_LN"][k, 0].tolist() == expected
    assert 0 < (view.scene.arrays["rival_LN"] == len(view.classes_C)).mean() < 1


def test_a_wrong_label_is_marked_and_an_unknown_one_is_not() -> None:
    made = run()
    assert made.samples is not None
    view = neighbourhood([made], first(made))
    wrong = made.samples.labels_N != made.samples.true_labels_N
    marked = view.scene.labels_N != view.scene.true_labels_N
    np.testing.assert_array_equal(marked, wrong[list(view.rows_N)])
    assert marked.any()
    elsewhere = replace(made.samples, true_labels_N=np.full_like(made.samples.labels_N, 29))
    view = neighbourhood([replace(made, samples=elsewhere)], first(made))
    assert 29 not in view.classes_C
    assert (view.scene.true_labels_N == len(view.classes_C)).all()
    unknown = replace(made.samples, true_labels_N=np.full_like(made.samples.labels_N, UNKNOWN))
    view = neighbourhood([replace(made, samples=unknown)], first(made))
    np.testing.assert_array_equal(view.scene.labels_N, view.scene.true_labels_N)


def test_two_comparable_runs_share_a_picture() -> None:
    one, other = run(), run(loss="arc_softmax", dimension=24, steps=5)
    assert comparable(one, other)
    view = neighbourhood([one, other], first(one))
    assert view.scene.titles == ("SV-Softmax", "Arc-Softmax")
    assert view.scene.arrays["features_LND"].shape == (8, 2, len(view.rows_N), 24)
    assert len(set(view.classes_C)) == len(view.classes_C) <= CLASSES
    for k, step in enumerate(one.steps_K.tolist()):
        nearest = other.moment_at(step)
        assert nearest is not None
        np.testing.assert_allclose(
            features(view, k, 1), nearest.embeddings_ND[list(view.rows_N)], atol=2e-3
        )
    assert not features(view, 0, 0)[:, 16:].any()  # shorter embeddings are filled up


def test_a_class_keeps_its_place_and_so_its_colour_when_a_second_run_comes() -> None:
    one, other = run(), run(loss="arc_softmax", dimension=24, steps=5)
    alone = neighbourhood([one], first(one)).classes_C
    together = neighbourhood([one, other], first(one)).classes_C
    stayed = [at for at, label in enumerate(alone) if label in together]
    assert stayed[0] == 0
    assert [together[at] for at in stayed] == [alone[at] for at in stayed]


def test_two_runs_of_one_loss_have_their_names_too() -> None:
    one, other = replace(run(), name="a"), replace(run(), name="b")
    view = neighbourhood([one, other], first(one))
    assert view.scene.titles == ("SV-Softmax: a", "SV-Softmax: b")


def test_runs_of_other_samples_are_not_comparable() -> None:
    assert not comparable(run(), run(seed=1))
    assert not comparable(run(), run(images=4))
    assert not comparable(run(), run(classes=31))
    assert not comparable(run(), run(probe=False))
    assert comparable(run(), run())


def test_without_samples_there_is_no_neighbourhood() -> None:
    for runs in ([], [run(probe=False)]):
        with pytest.raises(ValueError, match="A neighbourhood needs runs that remember samples"):
            neighbourhood(runs, 0)


def test_the_stage_takes_it_with_a_plane_that_stays() -> None:
    made = run()
    view = neighbourhood([made], first(made))
    assert set(DRAWN) <= view.scene.arrays.keys()
    planes = planes_of(view.scene.arrays["weights_LCD"][-1])
    assert planes is not None
    assert planes.shape == (1, 16, 2)
    message = scene_message(view.scene)
    last = drawn({name: array[-1:] for name, array in view.scene.arrays.items()}, planes)
    header, arrays = unpack(message)
    frames = Rows(header["layout"], arrays["frames"]).arrays()
    np.testing.assert_array_equal(frames["weights"][-1:], last["weights_LCD"])
    lines = captions(view.scene.arrays, view.scene.accuracy_of)[-1][0]
    targets = view.scene.arrays["target_angle_LN"][-1, 0]
    share = (targets <= view.scene.arrays["rival_angle_LN"][-1, 0]).mean()
    assert lines[0] == f"nearest to their own class {share:.0%}"
    for name in ("strip", "angles"):
        assert len(CHARTS[name](view.scene, LIGHT).data) >= 1


def test_three_dimensions_and_fewer_are_not_projected() -> None:
    made = run(dimension=3)
    view = neighbourhood([made], first(made))
    assert view.scene.dimension == 3
    assert planes_of(view.scene.arrays["weights_LCD"][-1]) is None
    assert len(scene_message(view.scene)) > 1000


def test_long_embeddings_and_unknown_losses_are_taken() -> None:
    made = replace(run(dimension=600, steps=2), loss=None)
    view = neighbourhood([made], first(made))
    assert view.scene.titles == ("an unknown loss",)
    assert view.scene.dimension == 600
    assert view.scene.arrays["features_LND"].shape[-1] == 600
    assert unpack_unit(view.scene.arrays["features_LND"]).max() <= 1


def test_its_pictures_and_files_say_what_the_run_is() -> None:
    made = run(seed=3)
    scene = neighbourhood([made], first(made)).scene
    text = " ".join(scene.caption)
    assert "Data: faces, synthetic, " in text
    assert "Losses: SV-Softmax, s = 16." in text
    assert f"Step {STEP} of {made.last_step}" in text
    assert made.name in text
    assert scene.file_stem.startswith("faces_sv-softmax_seed-unknown_person-")


def test_its_tables_have_what_it_knows() -> None:
    made = run()
    scene = neighbourhood([made], first(made)).scene
    rows = list(csv.DictReader(io.StringIO(b"".join(measures(scene)).decode())))
    assert len(rows) == len(made.moments)
    assert set(rows[0]) == {
        "step", "loss", "seed", "test_accuracy_share", "samples_with_support_vectors_share",
    }  # fmt: skip
    assert rows[0]["seed"] == ""
    assert len(b"".join(samples(scene)).splitlines()) == 1 + len(made.moments) * len(
        scene.samples_N
    )
