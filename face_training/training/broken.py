"""The broken images of a run: counted, named in a file, and too many of them end the run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from face_training.data.batch import Broken
from face_training.names import readable

FILE = "broken_images.txt"


class BrokenImages:
    """What was skipped so far, in this run and before it was resumed.

    Every rank counts its own; the file is that of all.
    """

    def __init__(self, folder: Path, limit: int, report: Callable[[str], None]) -> None:
        self._file, self._limit, self._report = folder / FILE, limit, report
        text = self._file.read_text("utf-8", "replace") if self._file.is_file() else ""
        places = [line.partition("\t")[0] for line in text.split("\n")]
        self._known = {int(place) for place in places if place.isdecimal()}

    def add(self, broken: Iterable[Broken]) -> None:
        """Note broken images; those that are known count once.

        Raises:
            ValueError: there are more than the limit.
            OSError: the file cannot be written.
        """
        for place, sentence in broken:
            if place in self._known:
                continue
            if not self._known:
                self._report(f"Skipped: {sentence} Others are named in {self._file}.")
            self._known.add(place)
            with self._file.open("a", encoding="utf-8") as file:
                file.write(f"{place}\t{readable(sentence)}\n")
            if len(self._known) > self._limit:
                raise ValueError(
                    f"{len(self._known):,} images are broken, and data.skip_broken is "
                    f"{self._limit:,}. {self._file} names them; the last: {sentence}"
                )
