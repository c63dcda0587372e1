"""The files of a probe: what a run records of a fixed set of samples, one file for each step.

N: samples of the probe, R: rivals kept for each, I: its identities, W: kept class weights,
D: embedding dimension, C: all classes.

`samples.npz` holds what does not change, `step_00001200.npz` the state after a recorded step.  Both
hold plain arrays: nothing is pickled, and reading needs no torch.  The size of a file does not grow
with C.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import Field, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Int64s = NDArray[np.int64]
Float16s = NDArray[np.float16]
Float32s = NDArray[np.float32]
Bools = NDArray[np.bool_]
Bytes = NDArray[np.uint8]

FOLDER = "probe"  # in the directory of a run
SAMPLES = "samples.npz"
VERSION = 1
UNKNOWN = -1  # a true label that is not known
BYTES_AT_MOST = 256 * 2**20  # of an unpacked file; larger files are refused
SAMPLES_AT_MOST = 5_000
RIVALS_AT_MOST, WEIGHTS_AT_MOST, DIMENSIONS_AT_MOST = 100, 10_000, 8_192
PICTURE_BYTES_AT_MOST = 2**16

#: The dtype in a file of fields with these types.
_KINDS = {
    "int": np.int64,
    "Int64s": np.int64,
    "Float16s": np.float16,
    "Float32s": np.float32,
    "Bools": np.bool_,
    "Bytes": np.uint8,
}


@dataclass(frozen=True, kw_only=True)
class Samples:
    """The samples of a probe and their pictures."""

    classes: int  # C
    indices_N: Int64s  # their places in the training set
    labels_N: Int64s  # that the network is trained with
    true_labels_N: Int64s  # before label noise; UNKNOWN where the data have none
    identities_I: Int64s  # the chosen classes; every label is among them
    jpeg: Bytes  # the pictures one after another, as JPEG
    ends_N: Int64s  # where each picture ends in `jpeg`

    def picture(self, row: int) -> bytes:
        """The picture of the sample in this row, as JPEG."""
        start = int(self.ends_N[row - 1]) if row else 0
        return bytes(self.jpeg[start : int(self.ends_N[row])])

    def save(self, folder: Path) -> None:
        """Write `samples.npz` into this folder, all or nothing."""
        _write(folder / SAMPLES, self)

    @classmethod
    def load(cls, folder: Path, *, bytes_at_most: int = BYTES_AT_MOST) -> Samples:
        """Read `samples.npz` of this folder.

        Raises:
            ValueError: missing, damaged, too large or another file; the sentence says which.
        """
        return _read(folder / SAMPLES, cls, bytes_at_most)

    def check(self) -> None:
        """Raise ValueError if the arrays do not fit together."""
        count = len(self.indices_N)
        _need(count > 0, "there is no sample in it")
        _need(count <= SAMPLES_AT_MOST, f"it has more than {SAMPLES_AT_MOST:,} samples")
        for name in ("labels_N", "true_labels_N", "ends_N"):
            _need(getattr(self, name).shape == (count,), f"{name} has not one entry a sample")
        _need(self.identities_I.ndim == self.jpeg.ndim == 1, "a list in it is no list")
        _need(
            len(self.identities_I) <= SAMPLES_AT_MOST
            and bool((np.diff(self.identities_I) > 0).all()),
            f"its identities are not {SAMPLES_AT_MOST:,} at most in their order",
        )
        labels = self.labels_N
        _need(
            bool(((labels >= 0) & (labels < self.classes)).all()),
            f"a label lies outside the {self.classes:,} classes",
        )
        true = self.true_labels_N
        _need(
            bool(((true >= UNKNOWN) & (true < self.classes)).all()),
            f"a true label lies outside the {self.classes:,} classes",
        )
        _need(bool(np.isin(labels, self.identities_I).all()), "a label is not among its identities")
        ends = np.concatenate([[0], self.ends_N])
        _need(
            bool((np.diff(ends) >= 0).all()) and ends[-1] == len(self.jpeg),
            "the pictures do not end where they should",
        )
        _need(
            int(np.diff(ends).max()) <= PICTURE_BYTES_AT_MOST,
            f"a picture has more than {PICTURE_BYTES_AT_MOST // 2**10} KiB",
        )


@dataclass(frozen=True, kw_only=True)
class Moment:
    """The state of a probe after one step.

    A support vector is a rival class beyond the boundary of the loss.  The kept rivals have the
    greatest cosine with the sample, or the greatest inner product if the loss takes that.
    """

    step: int
    embeddings_ND: Float16s  # of length 1
    norms_N: Float32s  # their lengths before that
    target_angle_N: Float32s  # radians, to the weight of the sample's own class
    boundary_angle_N: Float32s  # radians; a rival nearer than this is a support vector
    rivals_NR: Int64s  # classes, nearest first
    rival_angle_NR: Float32s  # radians
    rival_log_h_NR: Float32s  # nats: ln h, which the loss adds to the rival's logit
    rival_support_NR: Bools  # whether the rival is a support vector
    support_count_N: Int64s  # support vectors among all C classes
    kept_W: Int64s  # the classes whose weights are kept, rising
    weights_WD: Float16s  # those weights, of length 1

    def save(self, folder: Path) -> None:
        """Write the file of this step into this folder, all or nothing."""
        _write(folder / f"step_{self.step:08d}.npz", self)

    @classmethod
    def load(cls, file: Path) -> Moment:
        """Read the file of a step.

        Raises:
            ValueError: missing, damaged, too large or another file; the sentence says which.
        """
        return _read(file, cls, BYTES_AT_MOST)

    def fits(self, samples: Samples) -> bool:
        """Whether this is a step of these samples."""
        return (
            len(self.norms_N) == len(samples.labels_N)
            and int(self.rivals_NR.max(initial=0)) < samples.classes
            and int(self.kept_W.max(initial=0)) < samples.classes
        )

    def check(self) -> None:
        """Raise ValueError if the arrays do not fit together."""
        count, dimension = self.embeddings_ND.shape if self.embeddings_ND.ndim == 2 else (0, 0)
        _need(count > 0 and dimension > 0, "it has no embeddings")
        for number, most, what in (
            (count, SAMPLES_AT_MOST, "samples"),
            (dimension, DIMENSIONS_AT_MOST, "dimensions"),
            (self.rivals_NR.shape[-1], RIVALS_AT_MOST, "rivals of a sample"),
            (len(self.kept_W), WEIGHTS_AT_MOST, "class weights"),
        ):
            _need(number <= most, f"it has {number:,} {what}, and {most:,} is the most")
        for name in ("norms_N", "target_angle_N", "boundary_angle_N", "support_count_N"):
            _need(getattr(self, name).shape == (count,), f"{name} has not one entry a sample")
        shape = self.rivals_NR.shape
        _need(len(shape) == 2 and shape[0] == count and shape[1] > 0, "it has no rivals")
        for name in ("rival_angle_NR", "rival_log_h_NR", "rival_support_NR"):
            _need(getattr(self, name).shape == shape, f"{name} does not fit the rivals")
        _need(self.kept_W.ndim == 1, "kept_W is no list")
        _need(
            self.weights_WD.shape == (len(self.kept_W), dimension),
            "the weights do not fit the embeddings",
        )
        _need(bool((self.rivals_NR >= 0).all() and (self.kept_W >= 0).all()), "a class is negative")
        for name in ("embeddings_ND", "norms_N", "target_angle_N", "rival_angle_NR", "weights_WD"):
            _need(bool(np.isfinite(getattr(self, name)).all()), f"{name} is not finite")


def moments_in(folder: Path) -> dict[int, Path]:
    """The files of recorded steps in a folder, in the order of the steps."""
    found = {
        int(match[1]): file
        for file in folder.glob("step_*.npz")
        if (match := re.fullmatch(r"step_(\d{8,})\.npz", file.name))
    }
    return dict(sorted(found.items()))


def unpacked(file: Path) -> int:
    """How many bytes a file unpacks to, as it says itself; a damaged zip raises many errors."""
    with zipfile.ZipFile(file) as packed:
        return sum(entry.file_size for entry in packed.infolist())


def _write(file: Path, record: Samples | Moment) -> None:
    """Write under another name and rename, so that no reader finds half a file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.part")
    stored: dict[str, Any] = {
        field.name: np.asarray(getattr(record, field.name), _KINDS[str(field.type)])
        for field in fields(record)
    }
    with part.open("wb") as opened:
        np.savez_compressed(opened, version=np.int64(VERSION), **stored)
    part.replace(file)


def _read(file: Path, kind: type[T], bytes_at_most: int) -> T:
    where = f"{file.parent.name}/{file.name}"
    if not file.is_file():
        raise ValueError(f"{where} is missing.")
    try:
        size = unpacked(file)
        _need(size <= bytes_at_most, f"it unpacks to {size / 2**20:,.0f} MiB")
        with np.load(file, allow_pickle=False) as stored:
            _need("version" in stored, "it holds something else")
            version = int(stored["version"])
            _need(version == VERSION, f"it has version {version}, and {VERSION} is needed")
            record = kind(**{field.name: _value(stored, field) for field in fields(kind)})
        record.check()
    except Exception as error:  # a damaged zip can raise nearly anything
        reason = str(error).split(". ")[0].rstrip(".") or type(error).__name__
        raise ValueError(f"{where} cannot be read: {reason}.") from None
    return record


def _value(stored: Any, field: Field[Any]) -> Any:
    _need(field.name in stored, f"{field.name} is missing in it")
    array, kind = stored[field.name], _KINDS[str(field.type)]
    _need(array.dtype == kind, f"{field.name} must be {np.dtype(kind)}, not {array.dtype}")
    if field.type == "int":
        _need(array.shape == (), f"{field.name} must be one number")
        return int(array)
    return array


def _need(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ValueError(otherwise)


T = TypeVar("T", Samples, Moment)
