"""The record of a run: compact arrays for every kept step.

K: kept steps, L: losses, N: recorded training samples, C: classes, D: embedding dimension.

Unit vectors are stored as int16 (x 32767, so 0.003 degrees at worst), angles and weights as
float16, and the indicator as bits: a minute of six losses fits in a few megabytes.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from toy_models.config import RunConfig
from toy_models.strangers import Strangers

Array = NDArray[Any]

#: Is raised when the same RunConfig gives other arrays, so that no stale record is shown.
VERSION = 1

#: The kinds of samples that share the gradient, in the order of `gradient_share_KL4`.
OWNERS = ("easy", "semi-hard", "support vector", "mislabelled")


#: The target angles, in radians, at which a frame keeps each loss's f.
MARGIN_ANGLES = np.linspace(0, np.pi, 129)


def pack_push(vectors: Array) -> Array:
    """Vectors (..., D) of one loss as int8, with 127 for the length of the longest.

    If even the longest is nearly 0, all are 0: rounding errors should not look like forces.
    """
    longest = np.linalg.norm(vectors.astype(np.float64), axis=-1).max(initial=0)
    return np.round(vectors * (127 / max(longest, 1e-9))).astype(np.int8)


def pack_unit(vectors: Array) -> Array:
    """Unit vectors as int16.  Any shape."""
    return np.round(vectors * 32767).astype(np.int16)


def unpack_unit(packed: Array) -> Array:
    """float32 unit vectors again.  Any shape."""
    return packed.astype(np.float32) / 32767


@dataclass(frozen=True, kw_only=True)
class Frame:
    """One kept step, for all losses."""

    step: int
    features_LND: Array  # int16, unit length
    norms_LN: Array  # float16, length before normalisation
    weights_LCD: Array  # int16, unit length
    support_LNc: Array  # uint8, I_k at each loss's own boundary, bits packed along the classes
    log_h_LN: Array  # float16, the largest ln h_k of a sample's support vectors, nats
    mining_LN: Array  # float16, g
    target_angle_LN: Array  # float16, radians
    rival_angle_LN: Array  # float16, radians, to the nearest wrong class
    rival_LN: Array  # uint16, which class that is; C if it is none of the C classes that are kept
    force_LN: Array  # float16, length of the gradient on the direction of the feature
    push_LND: Array  # int8, minus that gradient; 127 is the greatest of its loss at this step
    weight_push_LCD: Array  # int8, the same for the class weights
    class_push_LCC: Array  # float16, summed |dL / dcos_k| of samples of class y, by y and k
    margin_LT: Array  # float32, f at MARGIN_ANGLES; NaN where f needs more than the angle
    loss_LN: Array  # float16
    train_accuracy_L: Array  # float32, plain cosine, against the labels of the training
    test_accuracy_L: Array  # float32, plain cosine
    angle_gap_L: Array  # float32, radians, mean of rival angle minus target angle
    support_samples_L: Array  # float32, share of samples with a support vector
    support_pairs_L: Array  # float32, share of (sample, wrong class) pairs that are support vectors
    gradient_share_L4: Array  # float32, by OWNERS

    @property
    def arrays(self) -> dict[str, Array]:
        """All but the step, by name."""
        return {name: getattr(self, name) for name in _PER_STEP}


_PER_STEP = tuple(field.name for field in fields(Frame) if field.name != "step")


@dataclass(frozen=True, kw_only=True)
class Run:
    """A whole run: its config, its samples, and the frames stacked along K."""

    config: RunConfig
    titles: tuple[str, ...]  # of the losses
    class_names: tuple[str, ...]
    labels_N: Array  # uint16, as in the training
    true_labels_N: Array  # uint16, before label noise
    samples_N: Array  # int32, which training samples were recorded
    inputs_N: Array  # uint8 images (N, H, W), or float32 (N, features)
    stopped: bool  # ended early, on request
    provenance: str = ""  # how many samples, which versions, which machine: one sentence
    #: By hand: step, title of the loss, name, new value, and the loss's index if it is for one.
    changes: tuple[tuple[Any, ...], ...] = ()
    steps_K: Array
    arrays: Mapping[str, Array]  # by name of the Frame's field, each with K in front
    strangers: Strangers | None = None  # at the end of a whole run on faces

    def __getattr__(self, name: str) -> Array:
        """`result.features_KLND` is the stack of `frame.features_LND`."""
        arrays = self.__dict__.get("arrays", {})
        key = name.replace("_K", "_", 1)
        if "_K" in name and key in arrays:
            return arrays[key]
        raise AttributeError(name)

    def support_vectors(self, k: int, loss: int) -> NDArray[np.bool_]:
        """I_k of one kept step and loss.  Shape (N, C)."""
        packed = self.arrays["support_LNc"][k, loss]
        return np.unpackbits(packed, axis=-1, count=len(self.class_names)).astype(bool)

    def features(self, k: int, loss: int) -> Array:
        """Unit features of one kept step and loss.  Shape (N, D), float32."""
        return unpack_unit(self.arrays["features_LND"][k, loss])

    def weights(self, k: int, loss: int) -> Array:
        """Unit class weights of one kept step and loss.  Shape (C, D), float32."""
        return unpack_unit(self.arrays["weights_LCD"][k, loss])

    def save(self, file: str | Path | BinaryIO) -> None:
        """Write the result as a compressed npz without any pickled object."""
        about = {
            "version": VERSION,
            "config": self.config.to_json(),
            "titles": self.titles,
            "class_names": self.class_names,
            "stopped": self.stopped,
            "provenance": self.provenance,
            "changes": self.changes,
        }
        stored: dict[str, Any] = {f"frames.{name}": array for name, array in self.arrays.items()}
        if self.strangers is not None:
            about["strangers"] = {
                "people": self.strangers.people,
                "pictures": self.strangers.pictures,
            }
            stored["strangers.far_P"] = self.strangers.far_P
            stored["strangers.tar_LP"] = self.strangers.tar_LP
        np.savez_compressed(
            file,
            about=np.frombuffer(json.dumps(about).encode(), np.uint8),
            labels_N=self.labels_N,
            true_labels_N=self.true_labels_N,
            samples_N=self.samples_N,
            inputs_N=self.inputs_N,
            steps_K=self.steps_K,
            **stored,
        )

    def to_bytes(self) -> bytes:
        """What `save` writes."""
        buffer = io.BytesIO()
        self.save(buffer)
        return buffer.getvalue()

    @classmethod
    def load(cls, file: str | Path | BinaryIO) -> Run:
        """Read what `save` wrote; nothing is unpickled.

        Raises:
            ValueError: not such a file, damaged, or of another version.
        """
        if isinstance(file, str | Path):
            with Path(file).open("rb") as opened:
                return cls.load(opened)
        try:
            with np.load(file, allow_pickle=False) as stored:
                about = json.loads(stored["about"].tobytes())
                if about["version"] != VERSION:
                    raise ValueError(f"version {about['version']}, and {VERSION} is needed")
                return cls(
                    config=RunConfig.from_json(about["config"]),
                    titles=tuple(about["titles"]),
                    class_names=tuple(about["class_names"]),
                    stopped=about["stopped"],
                    provenance=about["provenance"],
                    changes=tuple(
                        (int(step), str(whose), str(name), value, *map(int, index))
                        for step, whose, name, value, *index in about.get("changes", ())
                    ),
                    labels_N=stored["labels_N"],
                    true_labels_N=stored["true_labels_N"],
                    samples_N=stored["samples_N"],
                    inputs_N=stored["inputs_N"],
                    steps_K=stored["steps_K"],
                    arrays={name: stored[f"frames.{name}"] for name in _PER_STEP},
                    strangers=_strangers(about.get("strangers"), stored),
                )
        except Exception as error:  # a damaged zip can raise nearly anything
            reason = str(error).split(". ")[0].rstrip(".")
            raise ValueError(f"Not a readable record of a run: {reason}.") from None


def _strangers(about: Mapping[str, int] | None, stored: Mapping[str, Array]) -> Strangers | None:
    if about is None:
        return None
    return Strangers(
        people=int(about["people"]),
        pictures=int(about["pictures"]),
        far_P=stored["strangers.far_P"],
        tar_LP=stored["strangers.tar_LP"],
    )


def stack_frames(frames: Sequence[Frame]) -> tuple[Array, dict[str, Array]]:
    """The kept steps (K,) and each field of the frames with K in front."""
    steps_K = np.array([frame.step for frame in frames], np.int32)
    return steps_K, {
        name: np.stack([getattr(frame, name) for frame in frames]) for name in _PER_STEP
    }
