"""Faces of the size that a network takes.

A network takes images of one size.  A source that draws its images draws them at this size; one
that reads files decodes them to it, so that nothing is lost on a way through 112 pixels.
"""

from __future__ import annotations

from typing import Any, TypeVar

T = TypeVar("T")


def at_size(images: T, side: int) -> T:
    """Faces, or images of them, of side x side pixels.  What has one size only stays as it is."""
    brought: Any = getattr(images, "at_size", None)
    found: T = brought(side) if brought else images
    return found
