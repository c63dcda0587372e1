"""Names that are trained and tested on."""

from pathlib import Path

import pytest

from face_training.data.overlap import overlap


def test_names_are_found_however_they_are_written(tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("Ada Lovelace\ngrace_hopper\n\nAlan Turing\n")
    pairs = tmp_path / "pairs.txt"
    pairs.write_text("10\t300\nAda_Lovelace\t1\t4\nEmmy_Noether\t1\tGrace_Hopper\t2\n")
    trained = ("Grace_Hopper", "Ada_Lovelace", "17")
    first, second = overlap(trained, [names, pairs])
    assert first.shared == ("Ada_Lovelace", "Grace_Hopper")
    assert first.listed == 3
    assert second.shared == ("Ada_Lovelace", "Grace_Hopper")
    assert second.listed == 3
    assert first.in_words() == (
        f"{names}: 2 of its 3 names are trained on (Ada_Lovelace, Grace_Hopper)"
    )


def test_a_name_may_have_a_number_in_it_or_be_one(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("synthetic 3\n17\n")
    (report,) = overlap(("synthetic 3", "17", "18"), [tmp_path / "names.txt"])
    assert report.shared == ("17", "synthetic 3")


def test_no_overlap_is_said_too(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("Ada\n")
    (report,) = overlap(("Grace",), [tmp_path / "names.txt"])
    assert report.in_words().endswith("0 of its 1 names are trained on")


def test_lists_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"The list of names .*nowhere.* cannot be read"):
        overlap((), [tmp_path / "nowhere"])
    (tmp_path / "empty").touch()
    with pytest.raises(ValueError, match=r"empty is empty"):
        overlap((), [tmp_path / "empty"])


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_first_name_and_every_spelling_are_found(tmp_path: Path, codec: str) -> None:
    """A byte-order mark was part of the first name; two spellings of ë were two people."""
    (tmp_path / "names.txt").write_bytes("Zoë Kravitz\nRenée Zellweger\n".encode(codec))
    trained = ("Zoe\u0308_Kravitz", "Rene\u0301e_Zellweger", "Ada")
    (report,) = overlap(trained, [tmp_path / "names.txt"])
    assert report.shared == ("Rene\u0301e_Zellweger", "Zoe\u0308_Kravitz")
    assert ("was read as" in report.in_words()) == (codec != "utf-8-sig")


def test_pairs_as_csv_are_names_too(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("name,imagenum1,imagenum2,\nAda_Lovelace,1,4,\nBob,2,Grace_Hopper,3\n")
    (report,) = overlap(("Grace_Hopper", "Ada_Lovelace", "name"), [pairs])
    assert report.shared == ("Ada_Lovelace", "Grace_Hopper")
    assert report.listed == 3


@pytest.mark.parametrize(
    "text",
    [
        "name,images\nAnn Lee,4\nBob,3\nCyd,2\n",
        "0;Ann Lee\n1;Bob\n2;Cyd\n",
        "Ann Lee 4\nBob 3\nCyd 2\n",
        "0 Ann_Lee\n1 Bob\n2 Cyd\n",
        "Ann_Lee/1.jpg Bob/2.jpg 0\nCyd/1.jpg Cyd/2.jpg 1\n",
        "a/Ann_Lee/1.jpg\na/Bob/1.jpg\na/Cyd/1.jpg\n",
        "first,second,same\nAnn_Lee/1.jpg,Bob/2.jpg,0\nCyd/1.jpg,Cyd/2.jpg,1\n",
        "Ann\u00a0Lee\n\u200bBob\nＣｙｄ\n",
    ],
)
def test_names_are_found_beside_numbers_and_in_paths(tmp_path, text):
    (tmp_path / "list.txt").write_text(text)
    (found,) = overlap(["Ann_Lee", "Bob"], [tmp_path / "list.txt"])
    assert (found.listed, found.shared) == (3, ("Ann_Lee", "Bob"))


def test_a_name_may_have_a_number_or_a_comma_in_it(tmp_path):
    (tmp_path / "list.txt").write_text("user 12\nuser 13\n")
    (found,) = overlap(["user_12", "user"], [tmp_path / "list.txt"])
    assert found.shared == ("user", "user_12")
    (tmp_path / "list.txt").write_text("Lee, Ann\nDoe, Bob\n")
    (found,) = overlap(["Lee,_Ann", "Bob"], [tmp_path / "list.txt"])
    assert (found.listed, found.shared) == (2, ("Lee,_Ann",))
    (tmp_path / "list.txt").write_text("17\n18\n")
    assert overlap(["19"], [tmp_path / "list.txt"])[0].listed == 2
