"""Pack folders of aligned faces into a .rec file: `python -m face_training.pack FOLDER OUT.rec`.

A large file is read faster than a million small ones, above all over a network.  The images keep
their encoding.  A class is a folder, in the order of the names, which are written to OUT.txt.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from tqdm import tqdm

from face_training.commands import ending
from face_training.data.image_folder import image_folder
from face_training.data.record_writer import write_records
from face_training.names import escaped, readable


def pack(folder: Path, rec: Path) -> str:
    """Write the .rec, its .idx and the names of its classes; returns a sentence on the content.

    Raises:
        ValueError: the folder holds no identities, or an image is broken.
        OSError: something cannot be read or written.
    """
    if rec.suffix != ".rec":
        raise ValueError(f"{rec} must end in .rec.")
    faces = image_folder(path=folder)
    order = range(len(faces))  # class after class, for identities are sorted by name

    def images() -> Iterator[tuple[bytes, int]]:
        for index in tqdm(order, desc=rec.name, unit="image", disable=None):
            faces[index]  # refuse a broken image here, not in a training
            yield faces.files[index].read_bytes(), int(faces.labels_N[index])

    write_records(rec, images())
    names = "".join(f"{readable(name)}\n" for name in faces.identities)
    rec.with_suffix(".txt").write_text(names, "utf-8")
    said = escaped(faces.identities)
    return f"{readable(rec)}: {faces.classes.in_words()}" + (f"; {said}" if said else "")


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m face_training.pack", description=__doc__)
    parser.add_argument("folder", type=Path, help="a folder for each identity, with its images")
    parser.add_argument("rec", type=Path, help="the .rec to write, with its .idx beside it")
    chosen = parser.parse_args(arguments)
    with ending():
        print(pack(chosen.folder, chosen.rec))


if __name__ == "__main__":
    main()
