"""The record: what is saved comes back, a damaged file is refused, and it stays small."""

import io
import itertools
import json
import zipfile
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from toy_models import record
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Blobs, Digits
from toy_models.record import Frame, Run, pack_unit, stack_frames, unpack_unit
from toy_models.training import train

CONFIG = RunConfig(
    data=Blobs(classes=11, per_class=6, spread=0.4),
    losses=(LossChoice.of("sv_am_softmax", scale=16.0), LossChoice.of("norm_softmax")),
    hidden=(8,),
    steps=6,
    kept=4,
    label_noise=0.2,
)


@pytest.fixture(scope="module")
def result() -> Run:
    return train(CONFIG)


def assert_same(first: Run, second: Run) -> None:
    for field in fields(Run):
        one, other = getattr(first, field.name), getattr(second, field.name)
        if isinstance(one, np.ndarray):
            np.testing.assert_array_equal(one, other, err_msg=field.name)
            assert one.dtype == other.dtype
        elif field.name != "arrays":
            assert one == other
    assert first.arrays.keys() == second.arrays.keys()
    for name, array in first.arrays.items():
        np.testing.assert_array_equal(array, second.arrays[name], err_msg=name)
        assert array.dtype == second.arrays[name].dtype


def test_what_is_saved_comes_back_from_a_file(result: Run, tmp_path: Path) -> None:
    file = tmp_path / "run.npz"
    result.save(file)
    assert_same(Run.load(file), result)


@pytest.mark.parametrize("stopped", [True, False])
def test_what_is_saved_comes_back_from_bytes(result: Run, stopped: bool) -> None:
    original = replace(result, stopped=stopped)
    assert_same(Run.load(io.BytesIO(original.to_bytes())), original)


def test_changes_made_by_hand_come_back(result: Run) -> None:
    original = replace(
        result,
        changes=(
            (2, "all", "t", 1.5),
            (4, "AM-Softmax", "hard", True),
            (5, "AM-Softmax", "m", 0.2, 1),
        ),
    )
    again = Run.load(io.BytesIO(original.to_bytes()))
    assert again.changes == original.changes
    assert result.changes == ()


def test_images_come_back_as_bytes() -> None:
    config = replace(CONFIG, data=Digits(), steps=1, recorded=30)
    original = train(config)
    assert original.inputs_N.dtype == np.uint8
    assert original.inputs_N.shape == (30, 8, 8)
    assert_same(Run.load(io.BytesIO(original.to_bytes())), original)


def test_nothing_is_pickled(result: Run) -> None:
    with np.load(io.BytesIO(result.to_bytes()), allow_pickle=False) as stored:
        kinds = {name: stored[name].dtype.kind for name in stored.files}
    assert set(kinds.values()) <= set("iuf")
    assert {f"frames.{field.name}" for field in fields(Frame) if field.name != "step"} < set(kinds)


def changed(content: bytes, **arrays: np.ndarray) -> bytes:
    """The same record with some arrays replaced."""
    with np.load(io.BytesIO(content), allow_pickle=False) as stored:
        kept = {name: stored[name] for name in stored.files}
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **{**kept, **arrays})
    return buffer.getvalue()


def without(content: bytes, name: str) -> bytes:
    source = zipfile.ZipFile(io.BytesIO(content))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for entry in source.namelist():
            if entry != f"{name}.npy":
                target.writestr(entry, source.read(entry))
    return buffer.getvalue()


def about(content: bytes, **changes: object) -> bytes:
    with np.load(io.BytesIO(content), allow_pickle=False) as stored:
        old = json.loads(stored["about"].tobytes())
    text = json.dumps({**old, **changes}).encode()
    return changed(content, about=np.frombuffer(text, np.uint8))


def flipped(content: bytes) -> bytes:
    damaged = bytearray(content)
    damaged[len(damaged) // 2] ^= 255
    return bytes(damaged)


def array_only(content: bytes) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, np.arange(5))
    return buffer.getvalue()


def with_objects(content: bytes) -> bytes:
    return changed(content, titles=np.array([{}], object), labels_N=np.array([{}], object))


BAD = {
    "empty": lambda content: b"",
    "text": lambda content: b"a, b, c\n1, 2, 3\n",
    "one array": array_only,
    "half": lambda content: content[: len(content) // 2],
    "last byte missing": lambda content: content[:-1],
    "first byte missing": lambda content: content[1:],
    "flipped byte": flipped,
    "no labels": lambda content: without(content, "labels_N"),
    "no frames": lambda content: without(content, "frames.force_LN"),
    "nothing about it": lambda content: without(content, "about"),
    "pickled labels": with_objects,
    "other config": lambda content: about(content, config='{"data":{"kind":"x"},"losses":[]}'),
    "config out of range": lambda content: about(
        content, config=CONFIG.to_json().replace('"steps":6', '"steps":0')
    ),
}


@pytest.mark.parametrize("damage", BAD.values(), ids=BAD.keys())
def test_a_damaged_record_is_refused_in_one_sentence(
    result: Run, damage: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    file = tmp_path / "damaged.npz"
    file.write_bytes(damage(result.to_bytes()))
    with pytest.raises(ValueError, match=r"^Not a readable record of a run: .*[^.]\.$") as refusal:
        Run.load(file)
    assert ". " not in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_another_version_is_refused(result: Run) -> None:
    content = about(result.to_bytes(), version=record.VERSION + 1)
    sentence = (
        rf"^Not a readable record of a run: version {record.VERSION + 1}, and {record.VERSION} "
        r"is needed\.$"
    )
    with pytest.raises(ValueError, match=sentence):
        Run.load(io.BytesIO(content))


def test_a_missing_file_is_called_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Run.load(tmp_path / "nothing.npz")


def test_unit_vectors_survive_packing() -> None:
    draw = np.random.default_rng(0)
    vectors = draw.normal(size=(2000, 3))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    packed = pack_unit(vectors)
    assert packed.dtype == np.int16
    unpacked = unpack_unit(packed).astype(float)
    np.testing.assert_allclose(unpacked, vectors, atol=0.5 / 32767 + 1e-7)
    sines = np.linalg.norm(np.cross(unpacked, vectors), axis=1)
    assert np.degrees(np.arcsin(sines)).max() < 0.003
    ends = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, -1.0]])
    np.testing.assert_array_equal(unpack_unit(pack_unit(ends)), ends)


def test_stacks_are_read_by_the_name_with_k_in_front(result: Run) -> None:
    for field in fields(Frame):
        if field.name == "step":
            continue
        head, _, axes = field.name.rpartition("_")
        np.testing.assert_array_equal(getattr(result, f"{head}_K{axes}"), result.arrays[field.name])
    assert result.features_KLND.shape == (4, 2, 66, 2)
    assert result.gradient_share_KL4.shape == (4, 2, 4)


@pytest.mark.parametrize("name", ["colours_KLN", "colours", "features_LND", "arrays_K", "_K"])
def test_an_unknown_name_is_an_attribute_error(result: Run, name: str) -> None:
    with pytest.raises(AttributeError, match=f"^{name}$"):
        getattr(result, name)


def test_support_vectors_are_unpacked_to_classes(result: Run) -> None:
    packed = result.arrays["support_LNc"]
    assert packed.shape == (4, 2, 66, 2)  # 11 classes in two bytes
    for k, loss in itertools.product(range(4), range(2)):
        expected = [
            [bool(row[j // 8] >> (7 - j % 8) & 1) for j in range(11)] for row in packed[k, loss]
        ]
        found = result.support_vectors(k, loss)
        assert found.dtype == bool
        assert found.tolist() == expected
    assert result.support_vectors(0, 0).any()


def test_support_vectors_never_hold_the_true_class(result: Run) -> None:
    found = result.support_vectors(0, 0)
    assert not found[np.arange(66), result.labels_N].any()


def test_features_and_weights_are_unit_vectors(result: Run) -> None:
    for vectors in (result.features(3, 1), result.weights(3, 1)):
        assert vectors.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=-1), 1, atol=5e-5)
    np.testing.assert_array_equal(
        result.weights(2, 0), unpack_unit(result.arrays["weights_LCD"][2, 0])
    )


def test_the_plain_cosine_of_the_record_gives_the_recorded_accuracy(result: Run) -> None:
    for k, loss in itertools.product(range(4), range(2)):
        nearest = (result.features(k, loss) @ result.weights(k, loss).T).argmax(1)
        share = (nearest == result.labels_N).mean()
        assert share == pytest.approx(result.train_accuracy_KL[k, loss], abs=0.02)


def test_frames_are_stacked_in_their_order(result: Run) -> None:
    frames = [
        Frame(step=int(step), **{name: array[k] for name, array in result.arrays.items()})
        for k, step in enumerate(result.steps_K)
    ]
    steps, arrays = stack_frames(frames[::-1])
    np.testing.assert_array_equal(steps, result.steps_K[::-1])
    for name, array in arrays.items():
        np.testing.assert_array_equal(array, result.arrays[name][::-1], err_msg=name)


def test_a_minute_of_six_losses_takes_a_few_megabytes() -> None:
    choices = tuple(
        LossChoice.of(name)
        for name in ("norm_softmax", "am_softmax", "arc_softmax", "sv_softmax", "f_softmax")
    )
    config = replace(CONFIG, data=Digits(), losses=(*choices, LossChoice.of("adacos")), steps=3)
    short = train(replace(config, kept=4, recorded=1000))
    k = np.resize(np.arange(4), 60)
    draw = np.random.default_rng(0)
    # As noisy as frames get: every kept step is another permutation of the samples.
    arrays = {name: array[k] for name, array in short.arrays.items()}
    for name in arrays:
        if "N" in name.rpartition("_")[2]:
            for frame in arrays[name]:
                frame[:] = frame[:, draw.permutation(1000)]
    assert len(replace(short, arrays=arrays).to_bytes()) < 10e6
