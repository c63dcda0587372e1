"""The results of a check of a GPU: stored after each row, so that a time-out loses nothing."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from face_training.whole_files import write_whole


@dataclass
class Results:
    """What was measured so far, and the file that holds it."""

    file: Path
    parts: dict[str, Any] = field(default_factory=dict)

    def keep(self, part: str, row: Mapping[str, Any]) -> None:
        """Add a row to a part, and write the file anew."""
        self.parts.setdefault(part, []).append(_plain(row))
        write_whole(self.file, json.dumps(self.parts, indent=1).encode())


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """JSON has no NaN."""
    return {
        key: None if isinstance(value, float) and not math.isfinite(value) else value
        for key, value in row.items()
    }
