"""Where training images come from: sources that all look the same from the outside.

A source is opened by name with `SOURCES[name](...)` and gives `Faces`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from face_training.data.faces import Faces
from face_training.data.image_folder import image_folder
from face_training.data.orl import orl
from face_training.data.record_io import record_io
from face_training.data.synthetic import synthetic
from face_training.data.web_dataset import web_dataset

__all__ = ["SOURCES", "Faces"]

#: Name -> the function that opens this kind of source.
SOURCES: Mapping[str, Callable[..., Faces]] = MappingProxyType(
    {
        "synthetic": synthetic,
        "record_io": record_io,
        "image_folder": image_folder,
        "web_dataset": web_dataset,
        "orl": orl,
    }
)
