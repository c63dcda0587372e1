"""Pairs by a seeded rule: the same list each time, ten folds, nobody in two of them."""

from pathlib import Path

import numpy as np
import pytest

from face_training.data.image_folder import image_folder
from face_training.evaluation.draw_pairs import draw_pairs, main
from face_training.evaluation.pair_lists import read_pairs


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """30 people, of whom every fifth has a single image."""
    folder = tmp_path_factory.mktemp("faces")
    for person in range(30):
        (folder / f"p {person}").mkdir()
        for number in range(1 if person % 5 == 0 else 4):
            (folder / f"p {person}" / f"{number}.png").touch()
    return folder


def test_the_rule(folder: Path, tmp_path: Path) -> None:
    main([str(folder), str(tmp_path / "pairs.txt"), "--pairs", "80", "--seed", "3"])
    found = read_pairs(tmp_path / "pairs.txt", folder, "files")
    pairs = [tuple(file.relative_to(folder).as_posix() for file in pair) for pair in found.files()]
    assert len({frozenset(pair) for pair in pairs}) == 80
    folds = [{name.split("/")[0] for pair in pairs[k : k + 8] for name in pair}
             for k in range(0, 80, 8)]  # fmt: skip
    assert sum(map(len, folds)) == len(set.union(*folds))
    assert found.same_P.tolist() == ([True] * 4 + [False] * 4) * 10
    same = [first.split("/")[0] == second.split("/")[0] for first, second in pairs]
    np.testing.assert_array_equal(same, found.same_P)
    faces = image_folder(path=folder)
    assert draw_pairs(faces, 80, 3) == [
        (*pair, bool(one)) for pair, one in zip(pairs, found.same_P, strict=True)
    ]
    assert draw_pairs(faces, 80, 4) != draw_pairs(faces, 80, 3)


def test_what_cannot_be_drawn_is_said(folder: Path, tmp_path: Path) -> None:
    for count, sentence in (
        ("30", "multiple of 20, not 30"),
        ("2000", r"Fold 1 has \d+ different pairs of one person and no more were found; ask for"),
    ):
        with pytest.raises(SystemExit, match=sentence):
            main([str(folder), str(tmp_path / "pairs.txt"), "--pairs", count])
    for person in ("a", "b"):
        (tmp_path / "few" / person).mkdir(parents=True)
        (tmp_path / "few" / person / "1.png").touch()
    with pytest.raises(SystemExit, match=r"few has 2 people, too few for 10 folds"):
        main([str(tmp_path / "few"), str(tmp_path / "pairs.txt"), "--pairs", "20"])
