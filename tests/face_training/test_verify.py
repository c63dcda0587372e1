"""Two photographs of one person and of two, from the command line, with real weights."""

from pathlib import Path

import pytest

from face_training import export, verify
from face_training.photos.detection import Detector
from face_training.prepare import prepare
from tests.face_training.networks import small_bundle
from tests.face_training.real import ORL, SFACE, YUNET, orl, photo_of, write

PEOPLE, IMAGES = 6, 4


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """SFace with a threshold from other people of ORL than those of the tests."""
    folder = tmp_path_factory.mktemp("sface")
    for person in range(1, PEOPLE + 1):
        for number in range(1, IMAGES + 1):
            write(folder / "photos" / f"s{person}" / f"{number}.png", orl(person, number))
    prepare(folder / "photos", folder / "faces", Detector(YUNET))
    names = [f"s{k}/{n}.png.png" for k in range(1, PEOPLE + 1) for n in range(1, IMAGES + 1)]
    lines = []
    for one in range(10):
        same, other = one % PEOPLE * IMAGES, (one + 1) % PEOPLE * IMAGES
        lines.append(f"{names[same]} {names[same + 1 + one % 3]} 1\n")
        lines += [f"{names[same + k]} {names[other + one % 4]} 0\n" for k in range(2)]
    (folder / "pairs.txt").write_text("".join(lines))
    words = ["name=orl", "protocol=pairs", "layout=files", f"path={folder / 'pairs.txt'}"]
    arguments = [str(SFACE), str(folder / "bundle"), "--mean", "0", "--scale", "1"]
    arguments += ["--made-of", "SFace of the OpenCV zoo", "--far", "0.05"]
    export.main([*arguments, "--set", *words, f"images={folder / 'faces'}"])
    return folder / "bundle"


def asked(
    bundle: Path, first: Path, second: Path, capsys: pytest.CaptureFixture[str], *more: str
) -> tuple[int, str]:
    capsys.readouterr()
    with pytest.raises(SystemExit) as end:
        verify.main([str(bundle), str(first), str(second), "--detector", str(YUNET), *more])
    printed = capsys.readouterr()
    return int(str(end.value.code)), printed.out + printed.err


@pytest.mark.parametrize(
    ("first", "second", "status", "answer"),
    [
        ((20, 1), (20, 6), 0, "One person: cosine 0."),
        ((31, 2), (31, 9), 0, "One person: cosine 0."),
        ((20, 1), (31, 2), 1, "Two people: cosine "),
        ((25, 3), (26, 3), 1, "Two people: cosine "),
    ],
)
def test_one_person_and_two(
    first: tuple[int, int],
    second: tuple[int, int],
    status: int,
    answer: str,
    bundle: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    photos = [
        write(tmp_path / f"{k}.jpg", photo_of(orl(*which)))
        for k, which in enumerate((first, second))
    ]
    found, words = asked(bundle, *photos, capsys)
    assert found == status, words
    assert words.startswith(answer)
    assert words.rstrip().endswith("the threshold at a false accept rate of 0.05 on orl.")
    assert "SFace of the OpenCV zoo" in (bundle / "MODEL_CARD.md").read_text()


def test_a_photograph_is_the_person_itself(
    bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = ORL / "s30" / "1.pgm"
    status, words = asked(bundle, photo, photo, capsys)
    assert status == 0
    assert "One person: cosine 1.0000 >" in words
    assert words.endswith(f"{photo}: grey\n")


def test_when_it_cannot_tell(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = ORL / "s30" / "1.pgm"
    wall = write(tmp_path / "wall.png", photo_of(orl(1, 1))[:50, :50])
    assert asked(bundle, photo, wall, capsys) == (2, f"No face is found in {wall}.\n")
    status, words = asked(bundle, photo, photo, capsys, "--far", "1e-6")
    assert (status, "no threshold for the false accept rate 1e-06" in words) == (2, True)
    status, words = asked(tmp_path, photo, photo, capsys)
    assert (status, "is no bundle" in words) == (2, True)


def test_another_bundle_with_aligned_faces(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, words = asked(
        small_bundle(tmp_path / "a"), ORL / "s1" / "1.pgm", ORL / "s1" / "2.pgm", capsys
    )
    assert status in (0, 1)
    assert "the threshold at a false accept rate of 0.1 on unseen." in words
