"""Aligned images under the names of their photographs."""

from pathlib import Path

from face_training.evaluation.found_images import found_images


def test_other_endings_are_found_and_said(tmp_path: Path) -> None:
    for name in ("a/a_0001.jpg", "a/a_0002.jpg.png", "a/a_0003.png", "a/a_0003.webp", "b.c_1.bmp"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    listed = [f"a/a_000{number}.jpg" for number in (1, 2, 3, 4)]
    found, notes = found_images(tmp_path, [*listed, "b.c_1.jpg"])
    assert found == (
        "a/a_0001.jpg", "a/a_0002.jpg.png", "a/a_0003.png", "a/a_0004.jpg", "b.c_1.bmp",
    )  # fmt: skip
    assert notes == ("3 of 5 images have another ending than in the list, as 'a/a_0002.jpg.png'.",)
    assert found_images(tmp_path, listed[:1]) == (("a/a_0001.jpg",), ())
