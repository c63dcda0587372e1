"""A table of the reader's own: CSV text with one label column and number columns.

A config holds the plain form: commas, points, a line of names.  `Table.from_bytes` brings what
spreadsheets and other programs write into that form.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from toy_models.data.dataset import Dataset, Labels
from toy_models.data.names import cut
from toy_models.data.reading import Chosen, Reading, choose, plain_sheet, read_sheet
from toy_models.data.reading.chosen import CLASSES, MIN_PER_CLASS
from toy_models.data.reading.sheet import count
from toy_models.data.split import stratified

TEST_SHARE = 0.25
MAX_CHARACTERS = 20_000_000


@dataclass(frozen=True, kw_only=True)
class Table:
    """The text of a CSV file and the name of its label column; all other columns are numbers.

    The text itself is part of the config, so that the same config is the same data.
    """

    kind: ClassVar[str] = "csv"
    title: ClassVar[str] = "A CSV file of your own"
    is_images: ClassVar[bool] = False

    text: str
    label: str = "label"
    #: How it was read, if it comes from a file.  It decides nothing, and is no part of a config.
    reading: Reading | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        if len(self.text) > MAX_CHARACTERS:
            raise ValueError(
                f"The CSV has {len(self.text):,} characters; at most {MAX_CHARACTERS:,} are "
                "allowed."
            )

    @classmethod
    def from_bytes(
        cls,
        content: bytes,
        label: str | None = None,
        *,
        leave_out: Collection[str] = (),
        skip_gaps: bool = False,
        named: bool | None = None,
        decimal: str | None = None,
        separator: str | None = None,
        encoding: str | None = None,
        counting: bool = False,
    ) -> Table:
        """The table in a file, in whatever form a program has written it.

        Args:
            content: of the file.
            label: its label column; None: the likely one.
            leave_out: columns that are not taken, such as text.
            skip_gaps: leave out rows where a value is missing, which are refused otherwise.
            named: whether the first row has the names of the columns; None: as it looks.
            decimal: the decimal sign, a point or a comma; None: as it looks.
            separator: the sign between two values; None: as it looks.
            encoding: by Python's name; None: as it looks.
            counting: whether columns that count the rows are taken too.

        Raises:
            ValueError: it cannot be read; the sentence says where and why.
        """
        chosen = choose(
            read_sheet(  # not kept: it is large
                content,
                named=named,
                decimal=decimal,
                separator=separator,
                encoding=encoding,
                counting=counting,
            ),
            label,
            leave_out=leave_out,
            skip_gaps=skip_gaps,
        )
        return cls.of(chosen, content)

    @classmethod
    def of(cls, chosen: Chosen, content: bytes = b"") -> Table:
        """The table of these columns; the text of the file itself where that says the same."""
        own = content.decode("utf-8-sig", errors="replace")
        for text in (own, _plain_text(chosen)):
            table = cls(text=text, label=chosen.label, reading=chosen.reading)
            try:
                if table._read().equals(chosen):
                    break
            except ValueError:
                continue
        return table

    def load(self, seed: int) -> Dataset:
        """Columns scaled to mean 0 and deviation 1; a quarter of each class is for testing.

        Raises:
            ValueError: the table cannot be used; the sentence says where and why.
        """
        chosen = self._read()
        values_NI = chosen.values_NI
        class_names, labels_N = _classes(chosen.labels_N, self.label)
        train, test = stratified(labels_N, TEST_SHARE, np.random.default_rng(seed))
        mean_I = values_NI[train].mean(0)
        std_I = values_NI[train].std(0)
        # A column of one value has a deviation of mere rounding, which must not be scaled up.
        varies_I = std_I > 1e-12 * np.abs(mean_I)
        scaled_NI = ((values_NI - mean_I) / np.where(varies_I, std_I, 1)).astype(np.float32)
        return Dataset(
            inputs_NI=scaled_NI[train],
            labels_N=labels_N[train],
            true_labels_N=labels_N[train].copy(),
            test_inputs_MI=scaled_NI[test],
            test_labels_M=labels_N[test],
            class_names=class_names,
        )

    def _read(self) -> Chosen:
        return choose(plain_sheet(self.text.removeprefix("\ufeff")), self.label)


def _plain_text(chosen: Chosen) -> str:
    """With commas, points and a line of names; numbers with all their digits."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([*chosen.names, chosen.label])
    for values_I, label in zip(chosen.values_NI.tolist(), chosen.labels_N, strict=True):
        writer.writerow([*values_I, label])
    return written.getvalue()


def _classes(names_N: Sequence[str], column: str) -> tuple[tuple[str, ...], Labels]:
    """The classes in the order of their names, and the label of each row."""
    counts = Counter(names_N)
    names = sorted(counts)
    if len(names) < 2:
        raise ValueError(f"Column {column!r} has one class only; two or more are needed.")
    if len(names) > CLASSES[-1]:
        raise ValueError(
            f"Column {column!r} has {len(names):,} classes; at most {CLASSES[-1]} are allowed."
        )
    rare = min(names, key=counts.__getitem__)
    if counts[rare] < MIN_PER_CLASS:
        raise ValueError(
            f"Class {cut([rare])[0]!r} has {count(counts[rare], 'row')}; each class needs "
            f"{MIN_PER_CLASS} or more."
        )
    place = {name: at for at, name in enumerate(names)}
    return cut(names), np.array([place[name] for name in names_N], np.int64)
