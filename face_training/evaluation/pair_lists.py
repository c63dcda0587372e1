"""Lists of pairs, in the layouts that the test sets come in.

| layout | test sets | a pair is |
|---|---|---|
| lfw | LFW, RFW | `name n1 n2`, or `name1 n1 name2 n2`; a first line with counts may be there |
| neighbours | CALFW, CPLFW, SLLFW | two lines: a file, and a number that is 0 if different |
| files | VGG2-FP, AgeDB-30, your own lists | `file1 file2 1` or `0` |
| agedb | AgeDB-30 as published | a Matlab file with ten splits |
| cfp | CFP-FP, CFP-FF | the folder `Protocol/Split/FP` or `FF` |

The order of a list is its folds: each tenth of it should hold as many same as different pairs.
Lists with all same pairs first are rearranged so.

P: pairs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, cast

import numpy as np

from face_training.evaluation.matlab import matlab

FOLDS = 10

Pair = tuple[str, str, bool]


@dataclass(frozen=True)
class PairList:
    """The files of all pairs, each file once, and which two of them make a pair."""

    folder: Path
    names: tuple[str, ...]
    first_P: np.ndarray
    second_P: np.ndarray
    same_P: np.ndarray

    def files(self) -> Iterator[tuple[Path, Path]]:
        """Both files of each pair."""
        for first, second in zip(self.first_P, self.second_P, strict=True):
            yield self.folder / self.names[first], self.folder / self.names[second]


def read_pairs(path: Path, folder: Path, layout: str) -> PairList:
    """The pairs of a list, whose files are in a folder.

    Raises:
        ValueError: the list cannot be read in this layout, or files of it are missing.
    """
    if layout not in LAYOUTS:
        raise ValueError(f"Pairs have no layout {layout!r}; there are {', '.join(LAYOUTS)}.")
    try:
        pairs = list(LAYOUTS[layout](path))
    except UnicodeDecodeError:
        raise ValueError(f"{path} is no list in the layout {layout!r}: it is no text.") from None
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}.") from None
    if not pairs:
        raise ValueError(f"{path} holds no pair in the layout {layout!r}.")
    names = tuple(dict.fromkeys(name for pair in pairs for name in pair[:2]))
    if outside := [name for name in names if _leaves(name)]:
        raise ValueError(f"{path} names {outside[0]!r}, which is outside of the images' folder.")
    if missing := [name for name in names if not (folder / name).is_file()]:
        raise ValueError(
            f"{len(missing):,} of {len(names):,} images of {path} are not in {folder}, as "
            f"{missing[0]!r}."
        )
    index = {name: place for place, name in enumerate(names)}
    return PairList(
        folder=folder,
        names=names,
        first_P=np.array([index[first] for first, _, _ in pairs]),
        second_P=np.array([index[second] for _, second, _ in pairs]),
        same_P=np.array([same for _, _, same in pairs]),
    )


def _leaves(name: str) -> bool:
    return PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts


def _lfw(path: Path) -> Iterator[Pair]:
    for number, words in _lines(path):
        if number == 1 and all(word.isdigit() for word in words) and len(words) <= 2:
            continue  # folds and pairs of a fold
        if len(words) == 3 and words[1].isdigit() and words[2].isdigit():
            name, first, second = words
            yield _lfw_file(name, first), _lfw_file(name, second), True
        elif len(words) == 4 and words[1].isdigit() and words[3].isdigit():
            yield _lfw_file(*words[:2]), _lfw_file(*words[2:]), False
        else:
            raise _unlike(path, number, "`name n1 n2` or `name1 n1 name2 n2`")


def _lfw_file(name: str, number: str) -> str:
    return f"{name}/{name}_{number.zfill(4)}.jpg"


def _neighbours(path: Path) -> Iterator[Pair]:
    lines = list(_lines(path))
    if len(lines) % 2:
        raise ValueError(f"{path} has {len(lines):,} lines, and two make a pair.")
    yield from spread_over_folds(
        [
            (first[0], second[0], _neighbours_same(path, number, first, second))
            for (number, first), (_, second) in zip(lines[::2], lines[1::2], strict=True)
        ]
    )


def _neighbours_same(path: Path, number: int, first: list[str], second: list[str]) -> bool:
    """By the number behind (CALFW's is the fold, 0 if different); without one, by the name."""
    if len(first) == 1 and len(second) == 1:
        return _person(first[0]) == _person(second[0])
    if len(first) < 2 or not re.fullmatch(r"-?\d+", first[1]):
        raise _unlike(path, number, "`file` or `file number`")
    return int(first[1]) > 0


def _person(file: str) -> str:
    return re.sub(r"_\d+$", "", PurePosixPath(file).stem)


def _files(path: Path) -> Iterator[Pair]:
    for number, words in _lines(path):
        if len(words) != 3 or words[2] not in ("0", "1", "-1"):
            raise _unlike(path, number, "`file1 file2 1` or `file1 file2 0`")
        yield words[0], words[1], words[2] == "1"


def _agedb(path: Path) -> Iterator[Pair]:
    with matlab(path, "AgeDB's splits") as found:
        for split in found["splits"].ravel():
            while not isinstance(split, np.void):  # cells within cells
                split = split[0]
            (first_P, second_P), labels_P = cast(Any, split)
            for first, second, label in zip(first_P, second_P, labels_P.ravel(), strict=True):
                yield f"{_word(first)}.jpg", f"{_word(second)}.jpg", int(label) == 1


def _word(cell: Any) -> str:
    """The words in cells within cells."""
    while not isinstance(cell, str):
        cell = cell[0]
    return cell


def _cfp(path: Path) -> Iterator[Pair]:
    protocol = path.parent.parent
    frontal = _numbered(protocol / "Pair_list_F.txt")
    other = _numbered(protocol / "Pair_list_P.txt") if path.name == "FP" else frontal
    for fold in sorted(folder for folder in path.iterdir() if folder.is_dir()):
        for file, same in ((fold / "same.txt", True), (fold / "diff.txt", False)):
            for number, line in enumerate(file.read_text().split(), 1):
                first, comma, second = line.partition(",")
                if not comma or first not in frontal or second not in other:
                    raise _unlike(file, number, "two numbers of the lists, with a comma")
                yield frontal[first], other[second], same


def _numbered(path: Path) -> dict[str, str]:
    """Number to file; the published lists start their paths with ../Data/Images/."""
    found = {}
    for number, words in _lines(path):
        if len(words) != 2:
            raise _unlike(path, number, "`number file`")
        found[words[0]] = words[1].removeprefix("../")
    return found


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Number and words of each line that has any; names may hold blanks where tabs part words."""
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        if line.strip():
            words = line.strip().split("\t" if "\t" in line else None)
            yield number, [word.strip() for word in words]


def _unlike(path: Path, number: int, wanted: str) -> ValueError:
    return ValueError(f"Line {number} of {path} is not {wanted}.")


def spread_over_folds(pairs: list[Pair]) -> list[Pair]:
    """Rearrange a list with all same pairs first: each of ten folds gets a tenth of both kinds."""
    same = [pair for pair in pairs if pair[2]]
    if pairs[: len(same)] != same:
        return pairs
    different = pairs[len(same) :]
    return [
        pair
        for fold in zip(_tenths(same), _tenths(different), strict=True)
        for part in fold
        for pair in part
    ]


def _tenths(pairs: list[Pair]) -> Iterator[list[Pair]]:
    for part in np.array_split(np.arange(len(pairs)), FOLDS):
        yield [pairs[index] for index in part]


LAYOUTS: Mapping[str, Callable[[Path], Iterator[Pair]]] = {
    "lfw": _lfw,
    "neighbours": _neighbours,
    "files": _files,
    "agedb": _agedb,
    "cfp": _cfp,
}
