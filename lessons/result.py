"""The stored result of a lesson: its config, arrays, explained samples, and runs that are shown.

results/result.npz    what `StoredResult.save` wrote
results/NAME.npz      a run that the reader sees move
"""

from __future__ import annotations

import dataclasses
import functools
import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Self, get_type_hints

import numpy as np

from toy_models.explanation import Explanation
from toy_models.record import Run


@dataclass(frozen=True, kw_only=True)
class StoredResult:
    """The base of a lesson's `Result`, which adds its own `config` and its arrays.

    A `config` is a frozen dataclass of numbers and tuples.  Every other added field is an array.
    """

    config: Any
    provenance: str  # versions and machine, a sentence without its full stop
    explained: dict[str, tuple[Explanation, ...]] = dataclasses.field(default_factory=dict)

    def save(self, file: Any) -> None:
        """Write the result as a compressed npz without any pickled object."""
        about = {
            "config": asdict(self.config),
            "provenance": self.provenance,
            "explained": {
                name: [asdict(sample) for sample in samples]
                for name, samples in self.explained.items()
            },
        }
        np.savez_compressed(
            file,
            about=np.frombuffer(json.dumps(about).encode(), np.uint8),
            **{name: getattr(self, name) for name in self._arrays()},
        )

    @classmethod
    def load(cls, file: Any) -> Self:
        """Read what `save` wrote; nothing is unpickled.

        Raises:
            ValueError: not such a file, or damaged.
        """
        try:
            with np.load(file, allow_pickle=False) as stored:
                about = json.loads(stored["about"].tobytes())
                settings = {
                    name: tuple(value) if isinstance(value, list) else value
                    for name, value in about["config"].items()
                }
                return cls(
                    config=get_type_hints(cls)["config"](**settings),
                    provenance=about["provenance"],
                    explained={
                        name: tuple(Explanation(**sample) for sample in samples)
                        for name, samples in about["explained"].items()
                    },
                    **{name: stored[name] for name in cls._arrays()},
                )
        except Exception as error:  # a damaged zip can raise nearly anything
            reason = str(error).split(". ")[0].rstrip(".")
            raise ValueError(f"Not a readable result of this lesson: {reason}.") from None

    @classmethod
    def _arrays(cls) -> tuple[str, ...]:
        base = {field.name for field in fields(StoredResult)}
        return tuple(field.name for field in fields(cls) if field.name not in base)


@functools.cache
def stored_run(file: Path) -> Run:
    """A run that the reader sees move.  Raises ValueError as `Run.load`, OSError without a file."""
    return Run.load(file)
