"""`.bin` files: written and read back, in the variants that are about, and what is refused."""

import pickle
import re
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import torch

from face_training.evaluation.bins import main, read_bin, write_bin
from tests.face_training.evaluation.test_plain_pickle import Runs, python_2, python_2_in_text


def pictures(count: int, *, size: int = 112, seed: int = 0) -> list[np.ndarray]:
    """Smooth pictures, red green blue."""
    draw = np.random.default_rng(seed)
    coarse = draw.integers(0, 256, (count, 4, 4, 3), dtype=np.uint8)
    return [cv2.resize(one, (size, size), interpolation=cv2.INTER_CUBIC) for one in coarse]


def encoded(picture: np.ndarray, kind: str = ".png") -> np.ndarray:
    return cv2.imencode(kind, picture[..., ::-1])[1]


@pytest.fixture
def images() -> list[bytes]:
    return [encoded(picture).tobytes() for picture in pictures(6)]


def test_what_is_written_is_read(tmp_path: Path, images: list[bytes]) -> None:
    path = tmp_path / "some.bin"
    write_bin(path, images, [True, False, True])
    found, same = read_bin(path)
    assert len(found) == 6
    for index, picture in enumerate(pictures(6)):
        torch.testing.assert_close(found[index], torch.from_numpy(picture).permute(2, 0, 1))
    assert same.tolist() == [True, False, True]
    assert [file.name for file in tmp_path.iterdir()] == ["some.bin"]


def test_what_others_wrote_reads_the_same(tmp_path: Path, images: list[bytes]) -> None:
    arrays = [np.frombuffer(image, np.uint8) for image in images]
    same = [True, False, True]
    variants: dict[str, Any] = {
        "python 2": python_2(images, same),
        "python 2, protocol 0": python_2_in_text(images, same),
        "python 3": pickle.dumps((images, same)),
        "as a list": pickle.dumps([images, same]),
        "arrays": pickle.dumps((arrays, np.array(same)), 2),
        "columns": pickle.dumps(([one[:, None] for one in arrays], [1, 0, 1])),
        "numpy's own booleans": pickle.dumps((images, list(np.array(same)))),
    }
    for name, data in variants.items():
        path = tmp_path / f"{name}.bin"
        path.write_bytes(data)
        found, answers = read_bin(path)
        assert found.images == tuple(images), name
        assert answers.tolist() == same, name


def test_ours_reads_for_others(tmp_path: Path, images: list[bytes]) -> None:
    path = tmp_path / "some.bin"
    write_bin(path, images, [True, False, True])
    for encoding in ("bytes", "ASCII"):  # as the usual readers do
        assert pickle.loads(path.read_bytes(), encoding=encoding) == (images, [True, False, True])


def test_an_image_of_another_size_is_brought_to_112(tmp_path: Path) -> None:
    path = tmp_path / "large.bin"
    write_bin(path, [encoded(one).tobytes() for one in pictures(2, size=224)], [True])
    found, _ = read_bin(path)
    assert found[0].shape == (3, 112, 112)
    expected = torch.from_numpy(pictures(1)[0]).permute(2, 0, 1)
    assert (found[0].float() - expected.float()).abs().mean() < 4


def test_a_jpeg_is_red_green_blue(tmp_path: Path) -> None:
    red = np.zeros((112, 112, 3), np.uint8)
    red[..., 0] = 250
    path = tmp_path / "red.bin"
    write_bin(path, [encoded(red, ".jpg").tobytes()] * 2, [True])
    assert read_bin(path)[0][1].float().mean((1, 2)).round().tolist() == pytest.approx(
        [250, 0, 0], abs=3
    )


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (
            ([b"a"] * 3, [True]),
            "has 3 images and 1 answers; there must be two images to an answer.",
        ),
        (([], []), "has 0 images and 0 answers; there must be two images to an answer."),
        ([b"a"], "is no pair of images and answers."),
        ((b"a", [True]), "has bytes where a list should be."),
        (([b"a", b"b"], [2]), "Answer 0 of FILE is 2, and not true or false."),
        (([b"a", b"b"], [1 << 99_999]), "Answer 0 of FILE is int, and not true or false."),
        (([b"a", 7], [True]), "Image 1 of FILE is int and not encoded bytes."),
        (([b"a", np.arange(3)], [True]), "Image 1 of FILE is ndarray and not encoded bytes."),
        (([Runs(eval, "1")], [True]), "would call builtins.eval, so it is a program and not data."),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(value: Any, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "wrong.bin"
    path.write_bytes(pickle.dumps(value))
    whole = sentence.replace("FILE", str(path)) if "FILE" in sentence else f"{path} {sentence}"
    with pytest.raises(ValueError, match=f"^{re.escape(whole)}$"):
        read_bin(path)


def test_a_file_that_is_not_there_or_cut_off(tmp_path: Path, images: list[bytes]) -> None:
    path = tmp_path / "some.bin"
    with pytest.raises(ValueError, match=r"some\.bin cannot be read: No such file or directory\.$"):
        read_bin(path)
    write_bin(path, images, [True, False, True])
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(ValueError, match=r"some\.bin is cut off or no pickle of lists and images"):
        read_bin(path)


def test_a_broken_image_is_named_when_it_is_looked_at(tmp_path: Path, images: list[bytes]) -> None:
    path = tmp_path / "some.bin"
    path.write_bytes(pickle.dumps(([images[0], b"no image"], [True])))
    found, _ = read_bin(path)
    with pytest.raises(ValueError, match=r"^image 1 of some\.bin is no image, or a broken one\.$"):
        found[1]


def test_nothing_wrong_is_written(tmp_path: Path, images: list[bytes]) -> None:
    path = tmp_path / "some.bin"
    with pytest.raises(ValueError, match=r"^A \.bin needs two images to an answer; there are 6"):
        write_bin(path, images, [True])
    with pytest.raises(ValueError, match=r"^image 1 is no image, or a broken one\.$"):
        write_bin(path, [images[0], b"no image"], [True])
    assert not list(tmp_path.iterdir())


def test_a_list_of_pairs_becomes_a_bin(
    tmp_path: Path, images: list[bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    for person in ("Ann", "Bob"):
        (tmp_path / person).mkdir()
        for number in (1, 2):
            file = tmp_path / person / f"{person}_000{number}.jpg"
            file.write_bytes(images[number + 2 * (person == "Bob")])
    pairs = tmp_path / "pairs.txt"
    pairs.write_text("1\t1\nAnn\t1\t2\nAnn\t2\tBob\t1\n")
    out = tmp_path / "some.bin"
    main([str(pairs), str(tmp_path), str(out)])
    assert capsys.readouterr().out == f"{out}: 2 pairs\n"
    found, same = read_bin(out)
    assert found.images == (images[1], images[2], images[2], images[3])
    assert same.tolist() == [True, False]
    with pytest.raises(SystemExit, match=r"cannot be read: No such file"):
        main([str(tmp_path / "none.txt"), str(tmp_path), str(out)])
