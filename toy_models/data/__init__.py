"""The data sets: each a small frozen dataclass with `load(seed) -> Dataset`."""

from toy_models.data.blobs import Blobs
from toy_models.data.catalogue import DATA_SETS
from toy_models.data.dataset import DataConfig, Dataset
from toy_models.data.digits import Digits
from toy_models.data.faces import Faces
from toy_models.data.families import Families
from toy_models.data.loading import load
from toy_models.data.mnist import Mnist
from toy_models.data.table import Table

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
