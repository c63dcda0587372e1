"""Who is it, from the command line: known people, strangers, and an index that is kept."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from face_training.bundle.bundle import INFO, BundleInfo, Threshold
from face_training.search import Answer, main, person_of, rows_of
from tests.face_training.networks import Pictures, small_bundle
from tests.face_training.real import write

CLOSE = Threshold(far=1e-2, cosine=0.999, tar=0.5, on="unseen", impostors=100)


@pytest.fixture
def places(tmp_path: Path) -> tuple[str, str, Path]:
    """A bundle, a gallery of two people with two pictures each, and a folder for photographs."""
    bundle = small_bundle(tmp_path / "bundle")
    info = BundleInfo(title="small", dimension=5, thresholds=(CLOSE,))
    (bundle / INFO).write_text(info.as_json())
    for index, image_3HW in enumerate(Pictures(4, size=112).images):
        file = tmp_path / "gallery" / ("Ann", "Bob")[index // 2] / f"{index}.png"
        write(file, image_3HW.permute(1, 2, 0).numpy())
    return str(bundle), str(tmp_path / "gallery"), tmp_path / "photos"


def test_the_known_and_the_unknown(
    places: tuple[str, str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle, gallery, photos = places
    known = (Pictures(4, size=112).images[2]).permute(1, 2, 0).numpy()
    write(photos / "1.png", np.clip(known.astype(int) + 1, 0, 255).astype(np.uint8))
    write(photos / "2.png", np.zeros((112, 112, 3), np.uint8))
    write(photos / "3.png", np.zeros((50, 60, 3), np.uint8))
    arguments = [bundle, gallery, str(photos), "--k", "2", "--out", str(tmp_path / "out.csv")]
    main(arguments)
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    assert lines[0].startswith(f"{photos / '1.png'}: Bob, cosine 1.0000")
    assert lines[0].endswith("> 0.9990")
    assert lines[1].endswith("  Bob/2.png")
    assert lines[3].startswith(f"{photos / '2.png'}: unknown, cosine ")
    assert lines[3].endswith("<= 0.9990")
    assert len(lines) == 6
    assert "3.png has 60 x 50 pixels, so it is no aligned face" in printed.err
    assert "4 faces: 0 were there, 4 are new, 0 are gone or changed" in printed.err
    assert "of 4 faces" not in printed.err
    with (tmp_path / "out.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["person"], row["rank"]) for row in rows] == [
        ("Bob", "1"), ("Bob", "2"), ("", "1"), ("", "2"),
    ]  # fmt: skip
    main(arguments)
    assert "4 faces: 4 were there, 0 are new" in capsys.readouterr().err


def test_a_rate_for_one_pair_is_no_rate_for_a_gallery(
    places: tuple[str, str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    bundle, gallery, _ = places
    info = json.loads((Path(bundle) / INFO).read_text())
    info["thresholds"][0]["far"] = 0.1
    (Path(bundle) / INFO).write_text(json.dumps(info))
    main([bundle, gallery, f"{gallery}/Ann/0.png"])
    assert "of 4 faces of strangers 0.4 are expected above it" in capsys.readouterr().err


def test_what_is_wrong_is_said_in_one_sentence(places: tuple[str, str, Path]) -> None:
    bundle, gallery, photos = places
    (photos / "people").mkdir(parents=True)
    (photos / "people" / "a.png").write_text("no image")
    for arguments, sentence in (
        ([bundle, f"{gallery}/none", gallery], r"There is no folder .*none\."),
        ([bundle, gallery, gallery, "--far", "0.5"], "no threshold for the false accept rate 0.5"),
        ([bundle, str(photos), gallery], "photos has no photograph with a usable face"),
        ([bundle, gallery, gallery, "--k", "0"], "nearest 1 must be asked for"),
        ([bundle, gallery, gallery, "--index", bundle], "bundle holds .*, which is of no index"),
    ):
        with pytest.raises(SystemExit, match=sentence):
            main(arguments)


def test_no_cell_of_the_table_is_a_formula() -> None:
    found = Answer(Path("=1.png"), ("@Bob/2.png", "Ann/1.png"), (1.0, -0.5), CLOSE)
    assert rows_of(found) == [
        ("'=1.png", "'@Bob", "1", "1.000000", "'@Bob/2.png"),
        ("'=1.png", "'@Bob", "2", "-0.500000", "Ann/1.png"),
    ]


def test_people_are_folders() -> None:
    assert [person_of(file) for file in ("Ann/1.png", "Ann/old/2.png", "Cyd.png")] == [
        "Ann", "Ann", "Cyd",
    ]  # fmt: skip
