"""The data sets: each a small frozen config with `load(seed) -> Dataset`."""

from toy_models.data.blobs import Blobs
from toy_models.data.dataset import Dataset
from toy_models.data.digits import Digits
from toy_models.data.faces import Faces
from toy_models.data.families import Families
from toy_models.data.loading import load
from toy_models.data.mnist import Mnist
from toy_models.data.table import Table

DataConfig = Blobs | Digits | Mnist | Table | Faces | Families
DATA_SETS: dict[str, type[DataConfig]] = {
    kind.kind: kind for kind in (Blobs, Digits, Mnist, Faces, Families, Table)
}

__all__ = [
    "DATA_SETS",
    "Blobs",
    "DataConfig",
    "Dataset",
    "Digits",
    "Faces",
    "Families",
    "Mnist",
    "Table",
    "load",
]
