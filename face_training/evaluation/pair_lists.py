"""Lists of pairs, in the layouts that the test sets come in.

| layout | test sets | a pair is |
|---|---|---|
| lfw | LFW, RFW | `name n1 n2`, or `name1 n1 name2 n2`; a first line with counts may be there |
| neighbours | CALFW, CPLFW, SLLFW | two lines: a file, and a number that is 0 if different |
| files | VGG2-FP, AgeDB-30, your own lists | `file1 file2 1` or `0`, also `true` or `false` |
| agedb | AgeDB-30 as published | a Matlab file with ten splits |
| cfp | CFP-FP, CFP-FF | the folder `Protocol/Split/FP` or `FF` |

Blanks, tabs, commas or semicolons stand between, and a first line may name the columns.  The
encoding is found, and images that have another ending than in the list.

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

from face_training.evaluation.found_images import found_images
from face_training.evaluation.matlab import matlab
from face_training.text_files import COLUMNS, read_text

FOLDS = 10
ANSWERS = {"1": True, "0": False, "-1": False, "true": True, "false": False}

Pair = tuple[str, str, bool]


@dataclass(frozen=True)
class PairList:
    """The files of all pairs, each file once, and which two of them make a pair."""

    folder: Path
    names: tuple[str, ...]
    first_P: np.ndarray
    second_P: np.ndarray
    same_P: np.ndarray
    notes: tuple[str, ...] = ()  # how the list was read

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
    notes: list[str] = []
    try:
        pairs = list(LAYOUTS[layout](path, notes))
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}.") from None
    if not pairs:
        raise ValueError(f"{path} holds no pair in the layout {layout!r}.")
    listed = tuple(dict.fromkeys(name for pair in pairs for name in pair[:2]))
    if outside := [name for name in listed if _leaves(name)]:
        raise ValueError(f"{path} names {outside[0]!r}, which is outside of the images' folder.")
    names, endings = found_images(folder, listed)
    if missing := [name for name in names if not (folder / name).is_file()]:
        raise ValueError(
            f"{len(missing):,} of {len(names):,} images of {path} are not in {folder}, as "
            f"{missing[0]!r}."
        )
    index = {name: place for place, name in enumerate(listed)}
    return PairList(
        folder=folder,
        names=names,
        first_P=np.array([index[first] for first, _, _ in pairs]),
        second_P=np.array([index[second] for _, second, _ in pairs]),
        same_P=np.array([same for _, _, same in pairs]),
        notes=(*notes, *endings),
    )


def _leaves(name: str) -> bool:
    return PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts


def _lfw(path: Path, notes: list[str]) -> Iterator[Pair]:
    rows = _rows(path, notes)
    for number, words in rows:
        if number == rows[0][0] and len(rows) > 1 and _is_head(words):
            continue  # folds and pairs of a fold, or the names of columns
        if len(words) == 3 and words[1].isdigit() and words[2].isdigit():
            name, first, second = words
            yield _lfw_file(name, first), _lfw_file(name, second), True
        elif len(words) == 4 and words[1].isdigit() and words[3].isdigit():
            yield _lfw_file(*words[:2]), _lfw_file(*words[2:]), False
        else:
            raise _unlike(path, number, "`name n1 n2` or `name1 n1 name2 n2`")


def _is_head(words: list[str]) -> bool:
    numbers = [word.isdigit() for word in words]
    return all(numbers) if len(words) <= 2 else not any(numbers)


def _lfw_file(name: str, number: str) -> str:
    return f"{name}/{name}_{number.zfill(4)}.jpg"


def _neighbours(path: Path, notes: list[str]) -> Iterator[Pair]:
    lines = _rows(path, notes, least=2)
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
    if len(first) < 2 or not re.fullmatch(r"-?\d{1,18}", first[1]):
        raise _unlike(path, number, "`file` or `file number`")
    return int(first[1]) > 0


def _person(file: str) -> str:
    return re.sub(r"_\d+$", "", PurePosixPath(file).stem)


def _files(path: Path, notes: list[str]) -> Iterator[Pair]:
    rows = _rows(path, notes)
    for number, words in rows:
        answer = words[2].lower() if len(words) == 3 else ""
        if answer in ANSWERS:
            yield words[0], words[1], ANSWERS[answer]
        elif number != rows[0][0] or not answer.isalpha() or len(rows) == 1:
            raise _unlike(path, number, "`file1 file2 1` or `file1 file2 0`")


def _agedb(path: Path, _notes: list[str]) -> Iterator[Pair]:
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


def _cfp(path: Path, notes: list[str]) -> Iterator[Pair]:
    protocol = path.parent.parent
    frontal = _numbered(protocol / "Pair_list_F.txt", notes)
    other = _numbered(protocol / "Pair_list_P.txt", notes) if path.name == "FP" else frontal
    for fold in sorted(folder for folder in path.iterdir() if folder.is_dir()):
        for file, same in ((fold / "same.txt", True), (fold / "diff.txt", False)):
            for number, line in enumerate(read_text(file).content.split(), 1):
                first, comma, second = line.partition(",")
                if not comma or first not in frontal or second not in other:
                    raise _unlike(file, number, "two numbers of the lists, with a comma")
                yield frontal[first], other[second], same


def _numbered(path: Path, notes: list[str]) -> dict[str, str]:
    """Number to file; the published lists start their paths with ../Data/Images/."""
    found = {}
    for number, words in _rows(path, notes, least=2):
        if len(words) != 2:
            raise _unlike(path, number, "`number file`")
        found[words[0]] = words[1].removeprefix("../")
    return found


def _rows(path: Path, notes: list[str], least: int = COLUMNS) -> list[tuple[int, list[str]]]:
    """Number and words of each line that has any; how the list was read is noted."""
    text = read_text(path)
    notes += [text.note] if text.note else []
    return text.rows(least)


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


LAYOUTS: Mapping[str, Callable[[Path, list[str]], Iterator[Pair]]] = {
    "lfw": _lfw,
    "neighbours": _neighbours,
    "files": _files,
    "agedb": _agedb,
    "cfp": _cfp,
}
