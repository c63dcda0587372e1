"""The data sets by name, in the order in which a list shows them.

To add a data set, write its dataclass in a file of its own and add it here.
"""

from __future__ import annotations

from toy_models.data.blobs import Blobs
from toy_models.data.dataset import DataConfig
from toy_models.data.digits import Digits
from toy_models.data.faces import Faces
from toy_models.data.families import Families
from toy_models.data.mnist import Mnist
from toy_models.data.table import Table

_CLASSES: tuple[type[DataConfig], ...] = (Digits, Blobs, Mnist, Faces, Families, Table)
DATA_SETS = {data.kind: data for data in _CLASSES}
