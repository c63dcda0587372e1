"""The record of a probe: it comes back as it was, stays small, and a bad file is one sentence."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from face_training.probe.record import SAMPLES, Moment, Samples, moments_in
from tests.app.face_runs.made import JPEG, moment, samples
from tests.face_training.full_disk import no_file_larger_than


def assert_same(one: Any, other: Any) -> None:
    for field in fields(one):
        np.testing.assert_array_equal(getattr(one, field.name), getattr(other, field.name))


def rewritten(file: Path, **changes: Any) -> None:
    """The same file with some arrays others, or left out where None."""
    with np.load(file) as stored:
        arrays = {**stored} | changes
    np.savez(file, **{name: array for name, array in arrays.items() if array is not None})


def test_what_is_written_is_read(tmp_path: Path) -> None:
    of = samples()
    of.save(tmp_path)
    assert_same(Samples.load(tmp_path), of)
    one = moment(of, 1200, 0.5)
    one.save(tmp_path)
    assert_same(Moment.load(tmp_path / "step_00001200.npz"), one)
    assert one.fits(of)


def test_numbers_stand_in_the_file_in_the_documented_kinds(tmp_path: Path) -> None:
    of = samples()
    replace(moment(of, 1, 0.5), norms_N=np.ones(len(of.labels_N), np.float64)).save(tmp_path)
    with np.load(tmp_path / "step_00000001.npz") as stored:
        assert stored["norms_N"].dtype == np.float32
        assert stored["embeddings_ND"].dtype == stored["weights_WD"].dtype == np.float16
        assert stored["rivals_NR"].dtype == np.int64


def test_a_picture_is_the_samples_own(tmp_path: Path) -> None:
    of = replace(
        samples(identities=2, images=1, wrong=0),
        jpeg=np.frombuffer(JPEG + b"another", np.uint8),
        ends_N=np.array([len(JPEG), len(JPEG) + 7]),
    )
    assert of.picture(0) == JPEG
    assert of.picture(1) == b"another"


def test_steps_are_found_by_number_and_nothing_else_is(tmp_path: Path) -> None:
    for name in ("step_00000300.npz", "step_100000000.npz", "step_00000020.npz"):
        (tmp_path / name).touch()
    for name in ("step_1.npz", "samples.npz", "step_00000001.npz.part", ".step_00000002.npz.part"):
        (tmp_path / name).touch()
    assert list(moments_in(tmp_path)) == [20, 300, 100_000_000]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    of = samples()
    of.save(tmp_path)
    before = (tmp_path / SAMPLES).read_bytes()
    with no_file_larger_than(len(before) // 2), pytest.raises(OSError, match="File too large"):
        replace(of, classes=50).save(tmp_path)
    assert (tmp_path / SAMPLES).read_bytes() == before


def test_the_size_does_not_grow_with_the_classes(tmp_path: Path) -> None:
    sizes = []
    for classes in (100, 20_000):
        of = samples(classes=classes)
        moment(of, classes, 0.5).save(tmp_path)
        sizes.append((tmp_path / f"step_{classes:08d}.npz").stat().st_size)
    assert sizes[1] < 1.2 * sizes[0]


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "probe"
    with pytest.raises(ValueError, match=r"^probe/samples\.npz is missing\.$"):
        Samples.load(folder)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "File is not a zip file"), (b"PK\x03\x04 and no more", "File is not a zip file")],
)
def test_what_is_no_zip_is_a_sentence(tmp_path: Path, content: bytes, reason: str) -> None:
    folder = tmp_path / "probe"
    folder.mkdir()
    (folder / SAMPLES).write_bytes(content)
    with pytest.raises(ValueError, match=rf"^probe/samples\.npz cannot be read: {reason}\.$"):
        Samples.load(folder)


def test_half_a_file_is_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "probe"
    samples().save(folder)
    whole = (folder / SAMPLES).read_bytes()
    (folder / SAMPLES).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ValueError, match=r"^probe/samples\.npz cannot be read: [^\n]+\.$"):
        Samples.load(folder)


def test_a_flipped_byte_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "probe"
    of = samples()
    of.save(folder)
    moment(of, 5, 0.5).save(folder)
    file = folder / "step_00000005.npz"
    content = bytearray(file.read_bytes())
    content[400] ^= 0xFF
    file.write_bytes(content)
    with pytest.raises(ValueError, match=r"^probe/step_00000005\.npz cannot be read: "):
        Moment.load(file)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"version": np.int64(9)}, "it has version 9, and 1 is needed"),
        ({"version": None}, "it holds something else"),
        ({"norms_N": None}, "norms_N is missing in it"),
        ({"norms_N": np.ones(3, np.float32)}, "norms_N has not one entry a sample"),
        ({"norms_N": np.ones(30)}, "norms_N must be float32, not float64"),
        ({"norms_N": np.full(30, np.nan, np.float32)}, "norms_N is not finite"),
        ({"step": np.arange(2)}, "step must be one number"),
        ({"weights_WD": np.zeros((2, 16), np.float16)}, "the weights do not fit the embeddings"),
        ({"rivals_NR": np.full((30, 4), -1)}, "a class is negative"),
        ({"rivals_NR": np.zeros((30, 0), int)}, "it has no rivals"),
        ({"rival_angle_NR": np.zeros((30, 3), np.float32)}, "rival_angle_NR does not fit the"),
        ({"embeddings_ND": np.zeros(30, np.float16)}, "it has no embeddings"),
    ],
)
def test_arrays_that_do_not_fit_are_a_sentence(
    tmp_path: Path, changes: dict[str, Any], reason: str
) -> None:
    moment(samples(), 5, 0.5).save(tmp_path)
    rewritten(tmp_path / "step_00000005.npz", **changes)
    with pytest.raises(ValueError, match=rf"step_00000005\.npz cannot be read: {reason}"):
        Moment.load(tmp_path / "step_00000005.npz")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"classes": np.int64(3)}, "a label lies outside the 3 classes"),
        ({"true_labels_N": np.full(30, -2)}, "a true label lies outside the 30 classes"),
        ({"identities_I": np.zeros(1, int)}, "a label is not among its identities"),
        ({"ends_N": np.zeros(30, int)}, "the pictures do not end where they should"),
        ({"ends_N": np.zeros(2, int)}, "ends_N has not one entry a sample"),
        ({"indices_N": np.zeros(0, int)}, "there is no sample in it"),
    ],
)
def test_samples_that_do_not_fit_are_a_sentence(
    tmp_path: Path, changes: dict[str, Any], reason: str
) -> None:
    samples().save(tmp_path)
    rewritten(tmp_path / SAMPLES, **changes)
    with pytest.raises(ValueError, match=rf"samples\.npz cannot be read: {reason}\.$"):
        Samples.load(tmp_path)


def test_nothing_is_unpickled(tmp_path: Path) -> None:
    class Bomb:
        def __reduce__(self) -> Any:
            return (Path.touch, (tmp_path / "gone off",))

    samples().save(tmp_path)
    rewritten(tmp_path / SAMPLES, labels_N=np.array([Bomb()] * 30, object))
    with pytest.raises(ValueError, match="Object arrays cannot be loaded"):
        Samples.load(tmp_path)
    assert not (tmp_path / "gone off").exists()


def test_a_file_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    folder = tmp_path / "probe"
    samples().save(folder)
    with zipfile.ZipFile(folder / SAMPLES) as packed:
        size = sum(entry.file_size for entry in packed.infolist())
    Samples.load(folder, bytes_at_most=size)
    with pytest.raises(ValueError, match=r"cannot be read: it unpacks to 0 MiB\.$"):
        Samples.load(folder, bytes_at_most=size - 1)


def test_an_array_that_claims_to_be_enormous_is_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "probe"
    samples().save(folder)
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        header, {"descr": "<i8", "fortran_order": False, "shape": (2**60,)}
    )
    with zipfile.ZipFile(folder / SAMPLES) as packed:
        entries = {entry.filename: packed.read(entry) for entry in packed.infolist()}
    entries["labels_N.npy"] = header.getvalue()
    with zipfile.ZipFile(folder / SAMPLES, "w") as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
    with pytest.raises(ValueError, match=r"^probe/samples\.npz cannot be read: "):
        Samples.load(folder)


def test_a_step_of_other_samples_does_not_fit() -> None:
    of, other = samples(), samples(images=4)
    assert not moment(other, 0, 0.5).fits(of)
    assert not moment(of, 0, 0.5).fits(replace(of, classes=int(of.identities_I.max())))


def test_reading_needs_no_torch() -> None:
    code = "import sys, face_training.probe.record; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
