"""Text of every encoding, and lists however their cells are parted."""

from pathlib import Path

import pytest

from face_training.text_files import existing, plain_name, read_text


def rows(tmp_path: Path, text: str, least: int = 3) -> list[list[str]]:
    path = tmp_path / "list.txt"
    path.write_text(text, newline="")
    return [cells for _, cells in read_text(path).rows(least)]


@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("utf-8", ""), ("utf-8-sig", ""), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"),
        ("utf-32", "UTF-32"), ("cp1252", "cp1252"), ("latin-1", "cp1252"),
    ],
)  # fmt: skip
def test_the_encoding_is_found_and_said(tmp_path: Path, codec: str, named: str) -> None:
    path = tmp_path / "names.txt"
    path.write_bytes("Zoë Kravitz\r\nRenée\rJosé\n".encode(codec))
    text = read_text(path)
    assert [line for _, line in text.lines()] == ["Zoë Kravitz", "Renée", "José"]
    assert text.note == (f"{path} was read as {named}." if named else "")


def test_two_spellings_are_one(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("Zoe\u0308\n")
    assert read_text(tmp_path / "names.txt").lines() == [(1, "Zo\u00eb")]
    assert plain_name("ZOE\u0308  Kravitz") == plain_name("zo\u00eb_kravitz")
    (tmp_path / "Zoe\u0308").touch()
    assert existing(tmp_path, "Zo\u00eb") == "Zoe\u0308"
    assert existing(tmp_path, "nobody") == "nobody"


def test_cells(tmp_path: Path) -> None:
    assert rows(tmp_path, "a b 1\nc  d 0\n") == [["a", "b", "1"], ["c", "d", "0"]]
    assert rows(tmp_path, "a x\tb\t1\n\nc\td\t0") == [["a x", "b", "1"], ["c", "d", "0"]]
    assert rows(tmp_path, 'a,"b, c",1\nd,e,0,\n') == [["a", "b, c", "1"], ["d", "e", "0"]]
    assert rows(tmp_path, "a;b,c;1\nd;e;0\n") == [["a", "b,c", "1"], ["d", "e", "0"]]
    assert rows(tmp_path, "10\t300\na\t1\t2\n") == [["10", "300"], ["a", "1", "2"]]
    assert rows(tmp_path, "a.jpg,1\nb.jpg,0\n", least=2) == [["a.jpg", "1"], ["b.jpg", "0"]]


def test_a_comma_in_a_name_parts_nothing(tmp_path: Path) -> None:
    assert rows(tmp_path, "Lovelace, Ada\nHopper, Grace\n") == [
        ["Lovelace,", "Ada"],
        ["Hopper,", "Grace"],
    ]


def test_a_line_without_end_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "list").write_text("a b\n" + "c," * 100_000)
    text = read_text(tmp_path / "list")
    with pytest.raises(ValueError, match=r"^Line 2 of .*list has 200,000 signs; 100,000 is the"):
        text.rows()


def test_what_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^.*none cannot be read: No such file or directory\.$"):
        read_text(tmp_path / "none")
    (tmp_path / "png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    with pytest.raises(ValueError, match=r"^The list .*png cannot be read: it is no text\.$"):
        read_text(tmp_path / "png", "The list")


def test_a_count_in_front_as_pandas_writes_it_is_no_column(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(",file,other,same\n0,a,b,1\n1,a,c,0\n")
    rows = read_text(tmp_path / "a.csv").rows()
    assert rows == [(1, ["file", "other", "same"]), (2, ["a", "b", "1"]), (3, ["a", "c", "0"])]
    (tmp_path / "a.csv").write_text(",file,other,same\n0,a,b,1\n3,a,c,0\n")
    assert read_text(tmp_path / "a.csv").rows()[1] == (2, ["0", "a", "b", "1"])
