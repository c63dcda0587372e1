"""Feature files in all their forms give the same numbers."""

import re
import struct
from pathlib import Path

import numpy as np
import pytest

from evidence.verification import unit
from face_training.evaluation.distractors import against
from face_training.evaluation.feature_files import clean_blocks, main, noisy, open_features
from tests.face_training.evaluation.test_distractors import some


def as_bin(path: Path, rows: np.ndarray) -> None:
    """The matrix as MegaFace's tools write it; one row as a column."""
    height, width = (rows.shape[1], 1) if len(rows) == 1 else rows.shape
    path.write_bytes(struct.pack("<4i", height, width, 4 * width, 5) + rows.tobytes())


@pytest.fixture
def rows() -> np.ndarray:
    return np.random.default_rng(0).normal(size=(20, 6)).astype(np.float32)


def test_every_form_has_the_same_rows(rows: np.ndarray, tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", rows)
    as_bin(tmp_path / "a.bin", rows)
    for index, row in enumerate(rows):
        as_bin(tmp_path / f"{index}.bin", row[None])
    (tmp_path / "list.txt").write_text("".join(f"{index}.bin\n" for index in range(20)))
    for name in ("a.npy", "a.bin", "list.txt"):
        found = open_features(tmp_path / name)
        assert len(found) == 20
        np.testing.assert_array_equal(found.rows(0, 20), rows)
        np.testing.assert_array_equal(found.rows(7, 9), rows[7:9])


def test_noise_lists(rows: np.ndarray, tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", rows)
    features, path = open_features(tmp_path / "a.npy"), tmp_path / "noise.txt"
    path.write_text("# rows\n3\nfolder\t19\n\n")
    is_noisy = noisy(features, path)
    assert np.flatnonzero(is_noisy).tolist() == [3, 19]
    (block,) = clean_blocks(features, is_noisy)
    np.testing.assert_allclose(block, unit(rows[~is_noisy]), rtol=1e-6)
    path.write_text("20\n")
    with pytest.raises(ValueError, match=r"noise\.txt names '20', and no feature is called so\.$"):
        noisy(features, path)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    probes, people, others = some(0)
    np.save(tmp_path / "probes.npy", probes * 7)
    as_bin(tmp_path / "others.bin", others * 3)
    (tmp_path / "labels.txt").write_text("".join(f"person {one}\n" for one in people))
    (tmp_path / "noise.txt").write_text("5\n")
    files = [str(tmp_path / name) for name in ("probes.npy", "others.bin")]
    labels = ["--labels", str(tmp_path / "labels.txt")]
    main([*files, *labels, "--noisy-distractors", str(tmp_path / "noise.txt")])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("9 probes, 999 distractors, ")
    direct = against(probes, people, [np.delete(others, 5, 0)], 999)
    assert lines[1].split() == ["rank_1", f"{direct.measures['rank_1']:.4f}"]
    (tmp_path / "labels.txt").write_text("one\n")
    with pytest.raises(SystemExit, match=r"labels\.txt has 1 lines for 9 probes\.$"):
        main([*files, *labels])


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.bin", b"\0" * 40, "does not start as a matrix of float32 does."),
        (
            "a.bin",
            struct.pack("<4i", 2, 3, 12, 5) + b"\0" * 20,
            "says 2 x 3 numbers and has another",
        ),
        ("a.npy", b"hello", "is no numpy file of numbers."),
        ("a.txt", b"\x89PNG\r\n\x00", "cannot be read: it is no text."),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    name: str, data: bytes, sentence: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ValueError, match=re.escape(f"{name} {sentence}")):
        open_features(tmp_path / name)


def test_other_numbers_and_no_file(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", np.ones((2, 3)))
    with pytest.raises(ValueError, match=r"a\.npy must be a matrix of float32, row by row\.$"):
        open_features(tmp_path / "a.npy")
    with pytest.raises(ValueError, match=r"b\.npy cannot be read: No such file or directory\.$"):
        open_features(tmp_path / "b.npy")


def test_a_row_that_is_not_finite_is_refused_and_named(rows: np.ndarray, tmp_path: Path) -> None:
    """One NaN row among the distractors gave rank 1 = 1."""
    rows[13, 2] = np.nan
    rows[17] = np.inf
    np.save(tmp_path / "a.npy", rows)
    features = open_features(tmp_path / "a.npy")
    says = r"^2 of the features 0 to 19 are not finite .* the first of them row 13 of .*a\.npy"
    with pytest.raises(ValueError, match=says):
        list(clean_blocks(features))
    is_noisy = np.isin(np.arange(20), [13, 17])
    (block,) = clean_blocks(features, is_noisy)
    np.testing.assert_allclose(block, unit(rows[~is_noisy]), rtol=1e-6)


def test_the_command_ends_with_the_sentence(rows: np.ndarray, tmp_path: Path) -> None:
    np.save(tmp_path / "others.npy", rows)
    (tmp_path / "labels.txt").write_text("".join(f"{k // 2}\n" for k in range(20)))
    rows[4] = np.nan
    np.save(tmp_path / "probes.npy", rows)
    names = [str(tmp_path / name) for name in ("probes.npy", "others.npy", "labels.txt")]
    with pytest.raises(SystemExit, match=r"row 4 of .*probes\.npy"):
        main([*names[:2], "--labels", names[2]])


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
def test_labels_of_any_encoding_give_the_same_numbers(
    rows: np.ndarray, tmp_path: Path, codec: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A byte-order mark made the first probe's person another."""
    np.save(tmp_path / "a.npy", rows)
    names = "".join(f"Zo\u00eb {k // 2}\n" for k in range(20))
    (tmp_path / "plain").write_text(names, "utf-8")
    (tmp_path / "other").write_bytes(names.encode(codec))
    printed = []
    for labels in ("plain", "other"):
        main([*[str(tmp_path / "a.npy")] * 2, "--labels", str(tmp_path / labels)])
        printed.append(capsys.readouterr().out)
    assert (
        printed[0].splitlines()[1:] == printed[1].splitlines()[-len(printed[0].splitlines()) + 1 :]
    )
    assert ("was read as" in printed[1]) == (codec != "utf-8-sig")


def test_rows_that_do_not_fit_are_said_in_the_words_of_the_files(tmp_path: Path) -> None:
    for name, shape in (("a", (4, 3)), ("b", (9, 2)), ("none", (0, 3)), ("zeros", (9, 3))):
        rows = np.random.default_rng(0).random(shape, np.float32)
        np.save(tmp_path / f"{name}.npy", rows * (name != "zeros"))
    (tmp_path / "labels").write_text("x\nx\ny\ny\n")
    for other, sentence in (
        ("b", r"a\.npy has 3 numbers for an image, and .*b\.npy has 2\."),
        ("none", r"none\.npy has no features\."),
        ("zeros", r"9 of the features 0 to 8 are not finite numbers, or zeros alone, .*row 0 of"),
    ):
        paths = [str(tmp_path / f"{name}.npy") for name in ("a", other)]
        with pytest.raises(SystemExit, match=sentence):
            main([*paths, "--labels", str(tmp_path / "labels")])
