"""Which pages may show the app in a frame: its own server's, and those that a setting names.

A page that shows another in a frame can lay things over it and catch clicks.  So the environment
variable FRAMED_BY names the pages that may, with blanks between:
"https://moodle.example.org https://*.example.edu".  A star alone is any page.
https://www.w3.org/TR/CSP3/#directive-frame-ancestors
"""

from __future__ import annotations

import re

VARIABLE = "FRAMED_BY"
_SOURCE = re.compile(
    r"\*|[a-z][a-z0-9+.-]*:|(https?://)?(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+|:\*)?"
)


def frame_ancestors(framed_by: str) -> str:
    """The rule of the policy.

    Args:
        framed_by: the setting.

    Raises:
        ValueError: a word of the setting is no origin.
    """
    words = framed_by.split()
    for word in words:
        if not _SOURCE.fullmatch(word.lower()):
            raise ValueError(
                f"{VARIABLE} has {word[:60]!r}, which is no origin as https://moodle.example.org; "
                "several have blanks between."
            )
    return " ".join(["frame-ancestors 'self'", *words])
