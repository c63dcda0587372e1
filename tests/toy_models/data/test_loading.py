"""Loading: numbers that are not finite are refused, and the seed decides everything."""

from dataclasses import dataclass, fields, replace
from typing import ClassVar

import numpy as np
import pytest

from toy_models.data import Blobs, DataConfig, Dataset, Digits, Faces, Table, load

TABLE = Table(text="x,y,label\n" + "".join(f"{k},{k * k % 7},{'ab'[k % 2]}\n" for k in range(20)))
SMALL = [Blobs(per_class=10), Digits(), Faces(identities=3, images=4, size=16), TABLE]


@dataclass(frozen=True)
class Poisoned:
    """Blobs with some inputs replaced."""

    part: str
    value: float
    count: int
    kind: ClassVar[str] = "poisoned"

    def load(self, seed: int) -> Dataset:
        dataset = Blobs(per_class=10).load(seed)
        inputs = getattr(dataset, self.part).copy()
        inputs.flat[: self.count] = self.value
        return replace(dataset, **{self.part: inputs})


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize(("part", "words"), [("inputs_NI", "training"), ("test_inputs_MI", "test")])
def test_not_finite_is_refused_by_data_and_part(part: str, words: str, value: float) -> None:
    sentence = (
        rf"^The {words} samples of poisoned hold 3 numbers that are not finite \(NaN or "
        r"infinite\); every input must be a finite number\.$"
    )
    with pytest.raises(ValueError, match=sentence):
        load(Poisoned(part, value, 3), 0.0, seed=0)


@pytest.mark.parametrize("data", SMALL, ids=lambda data: data.kind)
def test_the_seed_decides_every_array(data: DataConfig) -> None:
    first, again, other = (load(data, 0.2, seed) for seed in (4, 4, 5))
    arrays = [field.name for field in fields(Dataset) if field.name != "class_names"]
    for name in arrays:
        np.testing.assert_array_equal(getattr(first, name), getattr(again, name), err_msg=name)
    assert not np.array_equal(first.inputs_NI, other.inputs_NI)
    assert not np.array_equal(first.labels_N, other.labels_N)


@pytest.mark.parametrize("data", SMALL, ids=lambda data: data.kind)
def test_what_comes_is_what_the_kind_promises(data: DataConfig) -> None:
    dataset = load(data, 0.2, seed=0)
    assert dataset.is_images is data.is_images
    assert dataset.inputs_NI.dtype == dataset.test_inputs_MI.dtype == np.float32
    assert dataset.labels_N.dtype == dataset.test_labels_M.dtype == np.int64
    wrong = dataset.labels_N != dataset.true_labels_N
    assert wrong.sum() == round(0.2 * len(wrong))
    for labels in (dataset.labels_N, dataset.test_labels_M):
        assert set(labels.tolist()) == set(range(dataset.classes))
