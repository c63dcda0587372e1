"""Each layout as it is published, in small."""

import re
from pathlib import Path

import numpy as np
import pytest
from scipy.io import savemat

from face_training.evaluation.pair_lists import LAYOUTS, read_pairs, spread_over_folds

PEOPLE = ("Ann_Lee", "Bob", "Cyd")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three people with four images each, and those images without folders as well."""
    for person in PEOPLE:
        for number in range(1, 5):
            for file in (
                tmp_path / person / f"{person}_000{number}.jpg",
                tmp_path / f"{person}_000{number}.jpg",
            ):
                file.parent.mkdir(exist_ok=True)
                file.touch()
    return tmp_path


def pairs_of(path: Path, folder: Path, layout: str) -> list[tuple[str, str, bool]]:
    found = read_pairs(path, folder, layout)
    names = [tuple(file.relative_to(folder).as_posix() for file in pair) for pair in found.files()]
    return [(*pair, bool(same)) for pair, same in zip(names, found.same_P, strict=True)]


@pytest.mark.parametrize("head", ["10\t300\n", "", "2\n"])
@pytest.mark.parametrize("between", ["\t", " "])
def test_lfw_and_rfw(folder: Path, head: str, between: str) -> None:
    path = folder / "pairs.txt"
    path.write_text(head + "Ann_Lee|1|4\nBob|2|Cyd|3\n\n".replace("|", between))
    assert pairs_of(path, folder, "lfw") == [
        ("Ann_Lee/Ann_Lee_0001.jpg", "Ann_Lee/Ann_Lee_0004.jpg", True),
        ("Bob/Bob_0002.jpg", "Cyd/Cyd_0003.jpg", False),
    ]


def test_calfw_and_cplfw_are_spread_over_the_folds(folder: Path) -> None:
    path = folder / "pairs.txt"
    same = "".join(
        f"Bob_000{1 + k % 4}.jpg {1 + k // 2}\nBob_000{1 + (k + 1) % 4}.jpg {1 + k // 2}\n"
        for k in range(20)
    )
    different = "".join(f"Bob_000{1 + k % 4}.jpg 0\nCyd_000{1 + k % 4}.jpg 0\n" for k in range(20))
    path.write_text(same + different)
    found = pairs_of(path, folder, "neighbours")
    assert [one for _, _, one in found] == [True, True, False, False] * 10
    assert found[0] == ("Bob_0001.jpg", "Bob_0002.jpg", True)
    assert found[4] == ("Bob_0003.jpg", "Bob_0004.jpg", True)
    assert found[2] == ("Bob_0001.jpg", "Cyd_0001.jpg", False)


def test_sllfw_has_no_numbers_and_the_name_tells(folder: Path) -> None:
    path = folder / "pair_SLLFW.txt"
    path.write_text(
        "Bob/Bob_0001.jpg\nCyd/Cyd_0002.jpg\nAnn_Lee/Ann_Lee_0001.jpg\nAnn_Lee/Ann_Lee_0003.jpg\n"
    )
    assert pairs_of(path, folder, "neighbours") == [
        ("Bob/Bob_0001.jpg", "Cyd/Cyd_0002.jpg", False),
        ("Ann_Lee/Ann_Lee_0001.jpg", "Ann_Lee/Ann_Lee_0003.jpg", True),
    ]


def test_files_with_an_answer(folder: Path) -> None:
    path = folder / "pairs.txt"
    path.write_text(
        "Bob_0001.jpg Bob_0002.jpg 1\nBob_0001.jpg Cyd_0002.jpg 0\nBob_0001.jpg Cyd_0001.jpg -1\n"
    )
    assert [same for *_, same in pairs_of(path, folder, "files")] == [True, False, False]


def test_agedb_in_matlabs_cells(folder: Path) -> None:
    def cell(value: object) -> np.ndarray:
        made = np.empty((1, 1), object)
        made[0, 0] = value
        return made

    splits = np.empty((2, 1), object)
    for fold in range(2):
        names = np.empty((2, 3), object)
        for k in range(3):
            names[0, k] = cell(cell(f"Bob_000{1 + k}"))
            names[1, k] = cell(cell(f"{'Bob' if k == fold else 'Cyd'}_000{2 + k}"))
        labels = np.where(np.arange(3) == fold, 1, -1)[None]
        struct = np.empty((1, 1), [("pairs", object), ("labels", object)])
        struct[0, 0] = (names, labels)
        splits[fold, 0] = cell(struct)
    path = folder / "agedb.mat"
    savemat(path, {"splits": splits})
    found = pairs_of(path, folder, "agedb")
    assert [same for *_, same in found] == [True, False, False, False, True, False]
    assert found[0] == ("Bob_0001.jpg", "Bob_0002.jpg", True)
    assert found[4] == ("Bob_0002.jpg", "Bob_0003.jpg", True)
    assert found[5] == ("Bob_0003.jpg", "Cyd_0004.jpg", False)


@pytest.mark.parametrize(("kind", "second"), [("FP", "Cyd"), ("FF", "Bob")])
def test_cfp(folder: Path, kind: str, second: str) -> None:
    protocol = folder / "Protocol"
    for number, (letter, person) in enumerate((("F", "Bob"), ("P", "Cyd"))):
        protocol.mkdir(exist_ok=True)
        (protocol / f"Pair_list_{letter}.txt").write_text(
            "".join(f"{k} ../{person}/{person}_000{k}.jpg\n" for k in range(1, 5))
        )
        assert number < 2
    for fold in ("01", "02"):
        at = protocol / "Split" / kind / fold
        at.mkdir(parents=True)
        (at / "same.txt").write_text("1,2\n3,4\n")
        (at / "diff.txt").write_text("2,1\n")
    found = pairs_of(protocol / "Split" / kind, folder, "cfp")
    assert [same for *_, same in found] == [True, True, False] * 2
    assert found[0] == ("Bob/Bob_0001.jpg", f"{second}/{second}_0002.jpg", True)


@pytest.mark.parametrize(
    ("layout", "text", "sentence"),
    [
        ("lfw", "Ann\t1\n", "Line 1 of PATH is not `name n1 n2` or `name1 n1 name2 n2`."),
        ("lfw", "10 300\nBob 1 x\n", "Line 2 of PATH is not `name n1 n2` or"),
        ("lfw", "", "PATH holds no pair in the layout 'lfw'."),
        ("lfw", "Bob 1 9\n", "1 of 2 images of PATH are not in FOLDER, as 'Bob/Bob_0009.jpg'."),
        ("neighbours", "a.jpg 1\n", "PATH has 1 lines, and two make a pair."),
        ("neighbours", "a.jpg x\nb.jpg x\n", "Line 1 of PATH is not `file` or `file number`."),
        ("files", "a b 2\n", "Line 1 of PATH is not `file1 file2 1` or `file1 file2 0`."),
        ("files", "../../etc/passwd b 1\n", "PATH names '../../etc/passwd', which is outside"),
        ("agedb", "text", "PATH is no Matlab file with AgeDB's splits."),
        ("cfp", "text", "ABOVE/Pair_list_F.txt cannot be read: No such file or directory."),
        ("dat", "text", f"Pairs have no layout 'dat'; there are {', '.join(LAYOUTS)}."),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    layout: str, text: str, sentence: str, folder: Path
) -> None:
    path = folder / "list.txt"
    path.write_text(text)
    wanted = sentence.replace("PATH", str(path)).replace("ABOVE", str(folder.parent))
    wanted = wanted.replace("FOLDER", str(folder))
    with pytest.raises(ValueError, match="^" + re.escape(wanted)):
        read_pairs(path, folder, layout)


def test_a_list_that_is_no_text(folder: Path) -> None:
    path = folder / "list.txt"
    path.write_bytes(b"\x89PNG\r\n\x00\x80")
    with pytest.raises(ValueError, match=r"list\.txt cannot be read: it is no text\.$"):
        read_pairs(path, folder, "lfw")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_and_spelling_of_accents(tmp_path: Path, codec: str) -> None:
    """The list has é as one letter, the file system as e and an accent, as on a Mac."""
    (tmp_path / "e\u0301.jpg").touch()
    (tmp_path / "b.jpg").touch()
    path = tmp_path / "pairs.txt"
    path.write_bytes("\u00e9.jpg b.jpg 1\nb.jpg b.jpg 0\n".encode(codec))
    found = read_pairs(path, tmp_path, "files")
    assert set(found.names) == {"e\u0301.jpg", "b.jpg"}
    assert found.same_P.tolist() == [True, False]
    name = {"utf-8-sig": "", "utf-16": "UTF-16", "cp1252": "cp1252"}[codec]
    assert found.notes == ((f"{path} was read as {name}.",) if name else ())


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("head", ["", "file1|file2|same\n"])
def test_a_csv_of_files_with_or_without_names_of_columns(
    folder: Path, separator: str, head: str
) -> None:
    rows = "Bob_0001.jpg|Bob_0002.jpg|1\r\nBob_0001.jpg|Cyd_0002.jpg|False\r\n"
    path = folder / "pairs.csv"
    path.write_bytes((head + rows).replace("|", separator).encode())
    assert pairs_of(path, folder, "files") == [
        ("Bob_0001.jpg", "Bob_0002.jpg", True),
        ("Bob_0001.jpg", "Cyd_0002.jpg", False),
    ]


def test_a_csv_of_lfw_as_it_is_passed_around(folder: Path) -> None:
    path = folder / "pairs.csv"
    path.write_text("name,imagenum1,imagenum2,\nAnn_Lee,1,4,\nBob,2,Cyd,3\n")
    assert pairs_of(path, folder, "lfw") == [
        ("Ann_Lee/Ann_Lee_0001.jpg", "Ann_Lee/Ann_Lee_0004.jpg", True),
        ("Bob/Bob_0002.jpg", "Cyd/Cyd_0003.jpg", False),
    ]


def test_only_lists_with_all_same_pairs_first_are_rearranged() -> None:
    mixed = [("a", "b", True), ("c", "d", False), ("e", "f", True)]
    assert spread_over_folds(mixed) == mixed
