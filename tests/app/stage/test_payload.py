"""The message of a run: its layout, and that it says what the record says."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.jobs.frames import FramesSoFar, Moment
from app.scene import wire
from app.scene.picture import TOLD, picture
from app.scene.rows import Rows
from app.stage.payload import (
    frames_message,
    scene_message,
)
from app.toy_runs.comparison import scene_of
from tests.app.runs import SMALL, flat, run_of
from toy_models.config import LossChoice
from toy_models.data import Blobs, Digits
from toy_models.drawn import CHARTED, DRAWN, planes_of
from toy_models.record import Run

ONCE = ("labels", "mislabelled", "trueLabels")


def unpack(message: bytes) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """The header, and the arrays with those of the frames by name."""
    header, arrays = wire.unpack(message)
    if "frames" in arrays:
        arrays |= Rows(header["layout"], arrays.pop("frames")).arrays()
    return header, arrays


@pytest.mark.parametrize("dimension", [2, 3])
def test_a_run_is_sent_as_it_was_recorded(dimension: int) -> None:
    result = flat(embedding=dimension)
    header, arrays = unpack(scene_message(scene_of(result)))
    sent = {
        "features": "features_LND",
        "weights": "weights_LCD",
        "push": "push_LND",
        "weightPush": "weight_push_LCD",
        "margin": "margin_LT",
        "rival": "rival_LN",
    }
    for name, field in sent.items():
        np.testing.assert_array_equal(arrays[name], result.arrays[field])
    np.testing.assert_array_equal(arrays["labels"], result.labels_N)
    np.testing.assert_array_equal(arrays["trueLabels"], result.true_labels_N)
    np.testing.assert_array_equal(arrays["mislabelled"], result.labels_N != result.true_labels_N)
    assert arrays["mislabelled"].any()
    assert header["steps"] == result.steps_K.tolist()
    assert header["about"]["dimension"] == dimension
    assert not header["about"]["projected"]
    assert header["about"]["ids"] == result.samples_N.tolist()
    assert len(header["about"]["colours"]) == len(header["about"]["symbols"]) == 4


def test_pictures_travel_once_with_the_scene() -> None:
    result = run_of(replace(SMALL, data=Digits(), recorded=20))
    header, arrays = unpack(scene_message(scene_of(result)))
    np.testing.assert_array_equal(arrays["pictures"], result.inputs_N)
    told = header["about"]["pictures"]
    assert (told["height"], told["width"], told["ink"]) == (8, 8, True)
    assert len(told["portraits"]) == 10
    header, arrays = unpack(scene_message(scene_of(flat())))
    assert header["about"]["pictures"] is None
    assert "pictures" not in arrays


def fixed_plane(result: Run, loss: int) -> np.ndarray:
    """That of the initial class weights.  (D, 2)."""
    planes_LD2 = planes_of(result.arrays["weights_LCD"][0])
    assert planes_LD2 is not None
    return planes_LD2[loss]


def test_more_dimensions_are_sent_in_the_fixed_plane() -> None:
    result = flat(embedding=8)
    header, arrays = unpack(scene_message(scene_of(result)))
    assert header["about"]["dimension"] == 2
    assert header["about"]["projected"]
    for loss in range(3):
        plane_D2 = fixed_plane(result, loss)
        for k in (0, len(result.steps_K) - 1):
            np.testing.assert_allclose(
                arrays["features"][k, loss] / 32767, result.features(k, loss) @ plane_D2, atol=1e-4
            )
            pushed = result.arrays["push_LND"][k, loss] @ plane_D2
            np.testing.assert_allclose(arrays["push"][k, loss], pushed, atol=0.51)


def test_captions_are_the_measures_of_each_step() -> None:
    result = flat()
    header, _ = unpack(scene_message(scene_of(result)))
    accuracy = result.arrays["test_accuracy_L"][2, 1]
    share = result.arrays["support_samples_L"][2, 1]
    assert header["captions"][2][1] == [
        f"test accuracy {accuracy:.0%}",
        f"support vectors for {share:.0%}",
    ]
    assert len(header["captions"]) == len(result.steps_K)


def composed(**parameters: float | str) -> Run:
    return run_of(replace(SMALL, losses=(LossChoice.of("composed", **parameters),)))


def test_only_losses_with_a_margin_have_a_table_of_one() -> None:
    header, _ = unpack(scene_message(scene_of(flat())))
    assert header["about"]["hasMargin"] == [False, False, True]
    header, _ = unpack(scene_message(scene_of(composed(f="am", margin=0.1, scale=8.0))))
    assert header["about"]["hasMargin"] == [True]


def test_the_picture_is_told_in_words() -> None:
    result = flat()
    header, _ = unpack(scene_message(scene_of(result)))
    for title, accuracy in zip(
        result.titles, result.arrays["test_accuracy_L"][-1].tolist(), strict=True
    ):
        assert f"{title} {accuracy:.0%}" in header["about"]["alternative"]


def moments_of(result: Run, rows: slice, planes: np.ndarray | None) -> list[Moment]:
    arrays = {name: result.arrays[name][rows] for name in {*DRAWN, *CHARTED, *TOLD.values()}}
    frames = FramesSoFar()
    frames.add(
        result.steps_K[rows].tolist(),
        Rows.of(picture(arrays, planes)),
        Rows.of({name: arrays[name] for name in CHARTED}),
    )
    return list(frames.since(0, 0).moments)


@pytest.mark.parametrize("dimension", [2, 3])
def test_an_opening_and_more_frames_are_the_whole_run(dimension: int) -> None:
    result = flat(embedding=dimension)
    first = {name: array[:1] for name, array in result.arrays.items()}
    opening = replace(result, steps_K=result.steps_K[:1], arrays=first)
    headers, parts = zip(
        unpack(scene_message(scene_of(opening), {"state": "training"})),
        unpack(
            frames_message(
                moments_of(result, slice(1, 3), None), "test accuracy", {"state": "training"}
            )
        ),
        unpack(
            frames_message(
                moments_of(result, slice(3, None), None), "test accuracy", {"state": "over"}
            )
        ),
        strict=True,
    )
    wanted_header, wanted = unpack(scene_message(scene_of(result)))
    assert [header["live"]["state"] for header in headers] == ["training", "training", "over"]
    for name in ("steps", "captions"):
        assert [one for header in headers for one in header[name]] == wanted_header[name]
    assert headers[0]["about"]["titles"] == wanted_header["about"]["titles"]
    for name in ONCE:
        np.testing.assert_array_equal(parts[0][name], wanted[name])
    for name in wanted.keys() - set(ONCE):
        joined = np.concatenate([one[name] for one in parts])
        np.testing.assert_array_equal(joined, wanted[name])


def test_a_run_looks_the_same_while_it_trains_and_afterwards() -> None:
    result = flat(embedding=8)
    first = {name: array[:1] for name, array in result.arrays.items()}
    opening = replace(result, steps_K=result.steps_K[:1], arrays=first)
    planes_LD2 = planes_of(result.arrays["weights_LCD"][0])
    assert planes_LD2 is not None
    _, whole = unpack(scene_message(scene_of(result)))
    _, begun = unpack(scene_message(scene_of(opening), {}))
    _, more = unpack(
        frames_message(moments_of(result, slice(1, None), planes_LD2), "test accuracy", {})
    )
    for name in ("features", "weights", "push", "weightPush"):
        np.testing.assert_array_equal(np.concatenate([begun[name], more[name]]), whole[name])


def test_a_message_without_frames_says_how_the_job_stands() -> None:
    header, arrays = unpack(frames_message([], "test accuracy", {"over": True}))
    assert (header["live"], header["steps"], arrays) == ({"over": True}, [], {})


def test_the_plane_is_orthonormal_and_holds_the_most_of_the_initial_weights() -> None:
    result = flat(embedding=5)
    for loss in range(3):
        basis = fixed_plane(result, loss)
        assert basis.shape == (5, 2)
        np.testing.assert_allclose(basis.T @ basis, np.eye(2), atol=1e-5)
        weights = result.weights(0, loss)
        centred = weights - weights.mean(0)
        variances = np.sort(np.linalg.eigvalsh(centred.T @ centred))
        assert (centred @ basis).var(0).sum() * len(weights) == pytest.approx(
            variances[-2:].sum(), rel=1e-4
        )


def test_the_plane_takes_no_notice_of_the_steps_after_the_first() -> None:
    result = flat(embedding=5)
    weights = result.arrays["weights_LCD"].copy()
    weights[1:] = weights[1:, :, ::-1]
    other = replace(result, arrays={**result.arrays, "weights_LCD": weights})
    sent, again = (unpack(scene_message(scene_of(run)))[1]["features"] for run in (result, other))
    np.testing.assert_array_equal(again, sent)
    weights[0] = weights[0, :, :, ::-1]
    assert not np.array_equal(unpack(scene_message(scene_of(other)))[1]["features"], sent)


def test_two_classes_in_many_dimensions_have_a_plane() -> None:
    result = flat(embedding=5, data=Blobs(classes=2, per_class=8))
    basis = fixed_plane(result, 0)
    np.testing.assert_allclose(basis.T @ basis, np.eye(2), atol=1e-5)


def test_changes_by_hand_come_with_the_parameters_from_then_on() -> None:
    changes = (
        (3, "SV-Softmax", "t", 1.5),
        (6, "all", "learning_rate", 0.1),
        (9, "all", "scale", 8.0),
    )
    header, _ = unpack(scene_message(scene_of(replace(flat(), changes=changes))))
    assert [(step, now) for step, _, now in header["changes"]] == [
        (3, ["", "t = 1.5", "m = 0.3 rad (17°), t = 1.1"]),
        (6, ["", "t = 1.5", "m = 0.3 rad (17°), t = 1.1"]),
        (9, ["s = 8", "s = 8, t = 1.5", "m = 0.3 rad (17°), s = 8, t = 1.1"]),
    ]
    assert header["changes"][1][1] == "step 6: learning rate = 0.1"
    assert unpack(scene_message(scene_of(flat())))[0]["changes"] == []


def test_a_scene_says_what_its_accuracy_is() -> None:
    scene = scene_of(flat())
    other = replace(scene, accuracy_of="something else")
    for shown, words in ((scene, "test accuracy"), (other, "something else")):
        header, _ = unpack(scene_message(shown))
        assert header["captions"][-1][0][0].startswith(f"{words} ")
        assert f", {words} at the last step: " in header["about"]["alternative"]
