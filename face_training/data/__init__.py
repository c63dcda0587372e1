"""Sources of face images, all with the same interface.

A source is opened by name with `source_named(name)(...)` and gives `Faces`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from face_training.data.faces import Faces
from face_training.data.image_folder import image_folder
from face_training.data.image_list import image_list
from face_training.data.image_zips import image_zips
from face_training.data.lmdb_faces import lmdb_faces
from face_training.data.orl import orl
from face_training.data.random_pictures import random_pictures
from face_training.data.record_io import record_io
from face_training.data.synthetic import synthetic
from face_training.data.web_dataset import web_dataset
from face_training.refusals import unknown_name

__all__ = ["SOURCES", "Faces", "source_named"]

#: Name -> the function that opens this kind of source.
SOURCES: Mapping[str, Callable[..., Faces]] = MappingProxyType(
    {
        "synthetic": synthetic,
        "record_io": record_io,
        "image_folder": image_folder,
        "image_list": image_list,
        "web_dataset": web_dataset,
        "image_zips": image_zips,
        "lmdb": lmdb_faces,
        "orl": orl,
        "random": random_pictures,
    }
)


def source_named(name: str) -> Callable[..., Faces]:
    """The function that opens sources of this name.

    Raises:
        ValueError: there is no such source.
    """
    if name not in SOURCES:
        raise unknown_name("data source", name, SOURCES)
    return SOURCES[name]
