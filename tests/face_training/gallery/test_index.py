"""The index follows its gallery, and embeds nothing twice."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest

from face_training.bundle.embed_photos import EmbeddedPhotos
from face_training.gallery.index import GalleryIndex
from tests.face_training.full_disk import no_file_larger_than


def embedding(photo: Path) -> np.ndarray:
    return np.array([len(photo.read_bytes()), 1], np.float32)


class Embedder:
    """Two photographs at a time; an empty file shows no face."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, photos: Sequence[Path]) -> Iterator[EmbeddedPhotos]:
        for start in range(0, len(photos), 2):
            tried = photos[start : start + 2]
            self.seen += [photo.name for photo in tried]
            found = [photo for photo in tried if photo.stat().st_size]
            yield EmbeddedPhotos(
                paths=tuple(found),
                unit_ND=np.array([embedding(photo) for photo in found]).reshape(-1, 2),
                notes=((),) * len(found),
                dropped=tuple(f"{photo.name} is empty." for photo in tried if photo not in found),
                tried=tuple(tried),
            )


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    for name, size in (("a/1.png", 1), ("a/2.png", 2), ("b/3.png", 0), ("b/4.png", 4)):
        (tmp_path / "gallery" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "gallery" / name).write_bytes(b"x" * size)
    (tmp_path / "gallery" / "._1.png").write_bytes(b"hidden")
    return tmp_path / "gallery"


def updated(gallery: Path, key: str = "key") -> tuple[str, list[str], dict[str, float]]:
    """What was done, what was embedded, and the first number of each face."""
    index, embedder = GalleryIndex(gallery.with_name("index"), gallery), Embedder()
    done = str(index.update(key, embedder))
    vectors_ND = np.concatenate([np.empty((0, 2)), *index.vectors()])
    return done, embedder.seen, dict(zip(index.files, vectors_ND[:, 0].tolist(), strict=True))


def test_only_what_is_new_or_has_changed_is_embedded(gallery: Path) -> None:
    done, seen, faces = updated(gallery)
    assert faces == {"a/1.png": 1, "a/2.png": 2, "b/4.png": 4}
    assert done.startswith("3 faces: 0 were there, 3 are new, 1 new ones without")
    assert updated(gallery) == (
        "3 faces: 3 were there, 0 are new, 0 are gone or changed",
        [],
        faces,
    )
    (gallery / "a" / "1.png").unlink()
    (gallery / "a" / "2.png").write_bytes(b"x" * 20)
    (gallery / "c.png").write_bytes(b"x" * 5)
    done, seen, faces = updated(gallery)
    assert sorted(seen) == ["2.png", "c.png"]
    assert faces == {"a/2.png": 20, "b/4.png": 4, "c.png": 5}
    assert done == "3 faces: 1 were there, 2 are new, 2 are gone or changed"
    assert updated(gallery)[2] == faces


def test_another_network_or_a_damaged_part_begins_anew(gallery: Path) -> None:
    _, _, faces = updated(gallery)
    assert sorted(updated(gallery, "other")[1]) == ["1.png", "2.png", "3.png", "4.png"]
    (gallery.with_name("index") / "000000.npy").write_bytes(b"damage")
    _, seen, again = updated(gallery, "other")
    assert (len(seen), again) == (4, faces)


def test_an_interruption_loses_one_part_at_most(gallery: Path) -> None:
    class Stopped(Embedder):
        def __call__(self, photos: Sequence[Path]) -> Iterator[EmbeddedPhotos]:
            yield next(super().__call__(photos))
            raise KeyboardInterrupt

    index = GalleryIndex(gallery.with_name("index"), gallery, rows=2)
    with pytest.raises(KeyboardInterrupt):
        index.update("key", Stopped())
    _, seen, faces = updated(gallery)
    assert seen == ["3.png", "4.png"]
    assert len(faces) == 3


def test_many_small_updates_leave_few_files(gallery: Path) -> None:
    updated(gallery)
    for number in range(10, 40):
        (gallery / "a" / f"{number}.png").write_bytes(b"x" * number)
        _, seen, faces = updated(gallery)
        assert seen == [f"{number}.png"]
        assert faces[f"a/{number}.png"] == number
    assert len(faces) == 33
    assert len(list(gallery.with_name("index").iterdir())) < 2 * 10 + 1


def test_a_merge_that_fails_or_is_interrupted_loses_nothing(gallery: Path, tmp_path: Path) -> None:
    for number in range(10, 18):
        (gallery / "a" / f"{number}.png").write_bytes(b"x" * number)
        _, _, before = updated(gallery)
    (gallery / "a" / "18.png").write_bytes(b"x" * 18)
    whole = gallery.with_name("index")
    shutil.copytree(whole, tmp_path / "small")
    with no_file_larger_than(300), pytest.raises(ValueError, match="File too large"):
        updated(gallery)  # the part of one photograph is written, and the merged one is not
    _, seen, faces = updated(gallery)  # and now it is
    assert (seen, faces) == ([], {**before, "a/18.png": 18})
    shutil.copytree(tmp_path / "small", whole, dirs_exist_ok=True)  # as if none were deleted yet
    _, seen, again = updated(gallery)
    assert (seen, again) == ([], faces)
    assert len(list(whole.iterdir())) == 3  # header, vectors, list


def test_a_folder_of_others_is_left_alone(gallery: Path, tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "0001.jpg").write_text("a photograph")
    with pytest.raises(ValueError, match=r"index holds 0001\.jpg, which is of no index"):
        updated(gallery)
    assert (tmp_path / "index" / "0001.jpg").is_file()


def test_a_second_search_waits_for_the_first(gallery: Path) -> None:
    first, second = (GalleryIndex(gallery.with_name("index"), gallery) for _ in range(2))
    said: list[str] = []
    with ExitStack() as reading:
        reading.enter_context(first.held(said.append))

        def report(sentence: str) -> None:
            said.append(sentence)
            reading.close()

        with second.held(report):
            second.update("key", Embedder())
    assert len(said) == 1
    assert f"is in use by process {os.getpid()} on " in said[0]
    assert not (gallery.with_name("index") / ".lock").exists()


@pytest.mark.parametrize("wrong", [np.zeros((3, 2)), np.zeros(3, np.float32)], ids=["f8", "1-d"])
def test_a_part_of_another_kind_is_made_again(gallery: Path, wrong: np.ndarray) -> None:
    _, _, faces = updated(gallery)
    np.save(gallery.with_name("index") / "000000.npy", wrong)
    assert updated(gallery)[2] == faces
