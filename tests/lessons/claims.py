"""The claims of a lesson under test: its small result, the stored one, the text with either."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import numpy as np

from lessons.course import COURSE
from lessons.narrative import parse


class Claims:
    """Of the lesson in a folder."""

    def __init__(self, slug: str) -> None:
        self.folder = COURSE.folders[slug]
        self.experiment = self.folder.module("experiment")

    @functools.cached_property
    def small(self) -> Any:
        """A quick result.  Tests must not write into it."""
        return self.experiment.run(self.experiment.Config.quick())

    def assert_second_seed(self, again: Mapping[str, Any]) -> None:
        """The quick result has these arrays for its second seed, to the bit."""
        for name, values in again.items():
            np.testing.assert_array_equal(getattr(self.small, name)[1], values)

    def stored(self) -> Any:
        """The stored result."""
        return self.experiment.Result.load(self.folder.results / "result.npz")

    def read(self, result: Any) -> None:
        """Fill the narrative with the numbers of a result.  Raises NarrativeError as `parse`."""
        numbers = self.folder.module("numbers").numbers(result, self.folder.shown)
        parse(self.folder.text("narrative.md"), numbers)
