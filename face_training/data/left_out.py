"""What a reader of files left out, and why: counted, with an example each."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

#: Folders and files that systems and editors leave among the images of people.
HIDDEN = "hidden or a system's own"
NO_IMAGE = "no image by their endings"
ELSEWHERE = "not in the folder of an identity"
NO_FILE = "a link to elsewhere or no file at all"
COMES_AGAIN = "there twice under one name"
BESIDE_AN_IMAGE = "beside the image of their key"


#: Folders of systems and of network drives, which hold copies of images and small pictures of them.
OF_SYSTEMS = {"__MACOSX", "@eaDir", "#recycle", "$RECYCLE.BIN", "RECYCLER", "lost+found"}
OF_SYSTEMS |= {"System Volume Information", "__pycache__"}


def is_hidden(parts: Sequence[str]) -> bool:
    """Whether a path leads through what no person put there: `__MACOSX`, `.ipynb_checkpoints`."""
    return any(part.startswith(".") or part in OF_SYSTEMS for part in parts)


@dataclass
class LeftOut:
    """Counts by reason, with the first example of each."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def add(self, reason: str, example: str) -> None:
        """Count one more."""
        self.counts[reason] += 1
        self.examples.setdefault(reason, example)

    def in_words(self) -> str:
        """For reports; nothing if nothing was left out."""
        if not self.counts:
            return ""
        reasons = [
            f"{count:,} {reason} ({self.examples[reason]})" for reason, count in self.counts.items()
        ]
        return f"; left out: {', '.join(reasons)}"

    def to_json(self) -> str:
        """As one line of text, to be kept in an index."""
        return json.dumps([self.counts, self.examples])

    @classmethod
    def from_json(cls, text: str) -> LeftOut:
        """The inverse of `to_json`."""
        counts, examples = json.loads(text)
        return cls(Counter(counts), examples)
