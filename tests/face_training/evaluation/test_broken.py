"""Images that cannot be read are found."""

from pathlib import Path

from face_training.evaluation.broken import broken_in, some_of
from face_training.evaluation.pairs import Files
from tests.face_training.data.pictures import png


def test_the_sentence_of_each(tmp_path: Path) -> None:
    for k in range(6):
        (tmp_path / f"{k}.png").write_bytes(png(k) if k % 2 else b"broken")
    images = Files(tuple(tmp_path / f"{k}.png" for k in range(7)))
    broken = broken_in(images)
    assert list(broken) == [0, 2, 4, 6]
    assert broken[0] == f"{tmp_path / '0.png'} is no image, or a broken one."
    assert "6.png" in broken[6]
    assert list(broken_in(images, range(1, 7, 2))) == []
    assert some_of(broken).count("is no image") == 3
