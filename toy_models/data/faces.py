"""Toy faces: grey portraits drawn from identity factors and nuisance factors.

Who it is (face shape, eyes, brows, nose, mouth, hair, skin) is drawn once for an identity; pose,
expression, light and noise are drawn anew for every image.  So there can be any number of
identities, and others that no training has seen.

P: pictures, F: factors.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from toy_models.data.dataset import Dataset, Floats, Labels
from toy_models.data.option import check, number

Array = NDArray[Any]
Factor = NDArray[np.float64]

TEST_SHARE = 0.2  # extra images of each training identity, for the closed-set accuracy
EDGE = 0.07  # softness of every outline, in units where the picture is 2 wide
MOST_PICTURES = 200_000  # for training

#: Identity factors: mean and deviation over people.
IDENTITY = {
    "width": (0.62, 0.07),
    "height": (0.82, 0.06),
    "jaw": (0.0, 0.12),
    "skin": (0.72, 0.07),
    "eye_y": (-0.12, 0.05),
    "eye_gap": (0.27, 0.04),
    "eye_size": (0.095, 0.020),
    "eye_open": (0.62, 0.14),
    "iris": (0.25, 0.10),
    "brow_y": (0.17, 0.035),
    "brow_tilt": (0.0, 0.22),
    "brow_dark": (0.35, 0.14),
    "nose_length": (0.26, 0.06),
    "nose_width": (0.085, 0.022),
    "mouth_y": (0.44, 0.05),
    "mouth_width": (0.25, 0.05),
    "lips": (0.055, 0.018),
    "hair_line": (-0.52, 0.10),
    "hair_dark": (0.28, 0.17),
    "hair_side": (0.10, 0.07),
    "parting": (0.0, 0.30),
}
#: Nuisance factors: mean and deviation over pictures, at nuisance = 1.
NUISANCE = {
    "turn": (0.0, 0.30),
    "nod": (0.0, 0.10),
    "roll": (0.0, 0.10),
    "shift_x": (0.0, 0.05),
    "shift_y": (0.0, 0.05),
    "zoom": (1.0, 0.05),
    "smile": (0.0, 0.35),
    "blink": (0.0, 0.15),
    "light_x": (0.0, 0.22),
    "light_y": (0.0, 0.14),
    "exposure": (1.0, 0.12),
}


@dataclass(frozen=True, kw_only=True)
class Faces:
    """Toy faces of `identities` people, `images` training pictures of each.

    Raises:
        ValueError: a field is out of range.
    """

    kind: ClassVar[str] = "faces"
    title: ClassVar[str] = "Toy faces, 32 × 32 pixels"
    is_images: ClassVar[bool] = True

    identities: int = number(
        40, 2, 20_000, title="Identities", offered=(5, 100, 5), start=20, key="identities"
    )
    images: int = number(40, 4, 500, title="Pictures of each", offered=(10, 60, 10), key="pictures")
    size: int = number(32, 16, 128)  # pixels on a side
    #: Factor on everything that is not identity.
    nuisance: float = number(
        1.0, 0.0, 3.0,
        title="Pose, light and expression", offered=(0.0, 2.0, 0.1), key="nuisance",
    )  # fmt: skip
    grain: float = number(0.06, 0.0, 0.5)  # deviation of the pixel noise

    def __post_init__(self) -> None:
        check(self)
        pictures = self.identities * self.images
        if not 8 <= pictures <= MOST_PICTURES:
            raise ValueError(
                f"faces identities times images must be 8 to {MOST_PICTURES}, not {pictures}."
            )

    def load(self, seed: int) -> Dataset:
        """Training pictures, and a few more of the same people for testing."""
        people = draw_people(np.random.default_rng([seed, 0]), self.identities)
        return self.dataset(seed, people, tuple(f"person {k}" for k in range(self.identities)))

    def dataset(
        self,
        seed: int,
        people: dict[str, Factor],
        class_names: tuple[str, ...],
        look_alikes_CM: Labels | None = None,
    ) -> Dataset:
        """Training and test pictures of these people."""
        extra = max(1, round(TEST_SHARE * self.images))
        inputs_NI, labels_N = self.pictures(np.random.default_rng([seed, 1]), people, self.images)
        tests_MI, tests_M = self.pictures(np.random.default_rng([seed, 2]), people, extra)
        return Dataset(
            inputs_NI=inputs_NI,
            labels_N=labels_N,
            true_labels_N=labels_N.copy(),
            test_inputs_MI=tests_MI,
            test_labels_M=tests_M,
            class_names=class_names,
            look_alikes_CM=look_alikes_CM,
        )

    def unseen(self, seed: int, identities: int, images: int) -> tuple[Floats, Labels]:
        """Pictures (N, size, size) and labels of other people, for open-set verification."""
        people = draw_people(np.random.default_rng([seed, 3]), identities)
        return self.pictures(np.random.default_rng([seed, 4]), people, images)

    def pictures(
        self, draw: np.random.Generator, people: dict[str, Factor], images: int
    ) -> tuple[Floats, Labels]:
        """`images` pictures (N, size, size) of each of these people, and who it is."""
        labels = np.repeat(np.arange(len(people["width"])), images)
        drawn = {name: factor[labels] for name, factor in people.items()}
        for name, (mean, deviation) in NUISANCE.items():
            drawn[name] = mean + self.nuisance * deviation * draw.normal(size=len(labels))
        pictures = draw_faces(drawn, self.size)
        pictures += self.grain * draw.standard_normal(pictures.shape, dtype=np.float32)
        return pictures.clip(0, 1), labels.astype(np.int64)


def draw_people(draw: np.random.Generator, count: int) -> dict[str, Factor]:
    """The identity factors of this many people, each of shape (count,)."""
    return {name: draw.normal(*law, size=count) for name, law in IDENTITY.items()}


def draw_faces(factors: dict[str, Factor], size: int, *, at_once: int = 500) -> Floats:
    """Pictures (P, size, size), 0 to 1, of P sets of factors, without pixel noise.

    `at_once` pictures are drawn together, which bounds the memory; the pictures are the same.
    """
    starts = range(0, len(factors["width"]), at_once)
    chunks = [{name: factor[k : k + at_once] for name, factor in factors.items()} for k in starts]
    return np.concatenate([_draw(chunk, size) for chunk in chunks])


def _draw(factors: dict[str, Factor], size: int) -> Floats:
    f: dict[str, Array] = {
        name: factor[:, None, None].astype(np.float32) for name, factor in factors.items()
    }
    x, y = _face_coordinates(f, size)

    # The head is an ellipse that narrows towards the chin.
    narrowing = 1 - (0.18 + f["jaw"]) * np.clip(y, 0, None)
    head = _inside(1 - np.hypot(x / (f["width"] * narrowing), y / f["height"]))
    hair_edge = f["hair_line"] + 0.25 * f["parting"] * x + 0.35 * x**2
    skull = _inside(1 - np.hypot(x / (f["width"] + f["hair_side"]), (y + 0.12) / f["height"]))
    picture = np.full_like(x, 0.5)
    picture = _paint(picture, skull * _inside((0.25 - y) * 2), f["hair_dark"])
    picture = _paint(picture, head * _inside(y - hair_edge), f["skin"])

    for side in (-1, 1):
        eye_x = (x - side * f["eye_gap"]) / f["eye_size"]
        eye_y = (y - f["eye_y"]) / (f["eye_size"] * np.clip(f["eye_open"] - f["blink"], 0.15, 1))
        picture = _paint(picture, _inside(0.5 * (1 - np.hypot(eye_x, eye_y))), 0.95)
        iris = _inside(0.4 * (0.62 - np.hypot(eye_x, 0.8 * eye_y)))
        picture = _paint(picture, iris, f["iris"])
        along = x - side * f["eye_gap"]
        brow_y = f["eye_y"] - f["brow_y"] + side * f["brow_tilt"] * along
        brow = _bump(along, 0.13) * _bump(y - brow_y, 0.035)
        picture = _paint(picture, 0.9 * brow, f["brow_dark"])

    nose_y = f["eye_y"] + f["nose_length"]
    ridge = _bump(x - 0.03, 0.03) * _bump(y - (f["eye_y"] + nose_y) / 2, 0.14)
    tip = _bump(x, f["nose_width"]) * _bump(y - nose_y, 0.04)
    picture = picture - 0.10 * ridge - 0.30 * tip

    curve = f["mouth_y"] - 0.9 * f["smile"] * (x**2 - 0.02)
    mouth = _bump(x, f["mouth_width"] * 0.62) * _bump(y - curve, f["lips"])
    picture = _paint(picture, 0.85 * mouth, 0.28)

    light = f["exposure"] + f["light_x"] * x + f["light_y"] * y
    return (picture * light).astype(np.float32)


def _face_coordinates(f: dict[str, Array], size: int) -> tuple[Array, Array]:
    """Each pixel's place on the face: shifted, zoomed, rolled, and turned as on a sphere."""
    axis = (np.arange(size, dtype=np.float32) + 0.5) * (2 / size) - 1
    column, row = axis[None, None, :] - f["shift_x"], axis[None, :, None] - f["shift_y"]
    cos, sin = np.cos(f["roll"]) / f["zoom"], np.sin(f["roll"]) / f["zoom"]
    x, y = cos * column + sin * row, cos * row - sin * column
    # Features sit on a bulging front: a turn moves the middle more than the outline.
    bulge = np.clip(1 - x**2 - y**2, 0, None)
    return x - 0.6 * f["turn"] * bulge, y - 0.6 * f["nod"] * bulge


def _inside(distance: Array) -> Array:
    """1 inside an outline, 0 outside, soft between."""
    return 1 / (1 + np.exp(-np.clip(distance / EDGE, -30, 30)))


def _bump(distance: Array, width: Array | float) -> Array:
    """A soft stroke around distance 0."""
    return np.exp(-0.5 * (distance / np.maximum(width, 0.01)) ** 2)


def _paint(picture: Array, cover: Array, colour: Array | float) -> Array:
    """Lay a colour over the picture where `cover` is 1."""
    return picture + cover * (colour - picture)
