"""The probe: records the state of a fixed set of training samples at some steps of a run.

For each sample: its embedding, the angle to its own class, its nearest rival classes, and which of
all classes are its support vectors.  All of it comes from the loss, with its margin and state at
this step: there is no formula here.  `record.py` describes the files.

b: samples of this rank, B: of all ranks, N: of the probe, C: classes of this rank, R: rivals,
W: kept class weights, D: embedding.

With a classifier in shards, each rank searches its own classes and sends the few nearest.  What is
sent and what is kept does not grow with the number of classes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from face_training.embeddings import Network, evaluation_mode, network_of
from face_training.head.head import Head
from face_training.probe.record import (
    FOLDER,
    SAMPLES_AT_MOST,
    UNKNOWN,
    Moment,
    Samples,
    moments_in,
)
from losses.angles import angle
from losses.batch import Batch, wide

RIVALS = 12  # nearest other classes that are kept for each sample
NEIGHBOURS = 64  # classes beside the probe's own whose weights are kept
COUNTED = 3  # nearest rivals of a sample that count for the choice of neighbours
PICTURE_PIXELS, JPEG_QUALITY = 72, 82
IMAGES = 64  # in a batch, on each rank
COSINES = 2**24  # that each rank computes at once


@dataclass(frozen=True, kw_only=True)
class Probe:
    """The chosen samples, and how often each class has been their rival."""

    faces: Any  # a face_training.data.Faces
    samples: Samples
    cosines_at_once: int = COSINES  # on each rank
    _counts: Counter[int] = field(default_factory=Counter, repr=False)

    @classmethod
    def choose(
        cls, faces: Any, *, identities: int, images: int, seed: int = 0, skip_broken: bool = False
    ) -> Probe:
        """Draw identities and images of each, or all if there are fewer.

        With `skip_broken`, images that cannot be read are not in it.

        The choice depends on the data and the seed alone.  Identities with a single image are left
        out if there are others, for a single image makes no genuine pair.

        Raises:
            ValueError: the numbers are out of range, or there is no image that can be read.
        """
        if identities < 1 or images < 1 or identities * images > SAMPLES_AT_MOST:
            raise ValueError(
                "A probe has 1 identity and 1 image or more, and "
                f"{SAMPLES_AT_MOST:,} images in all at most, not {identities:,} times {images:,}."
            )
        labels_N = np.asarray(faces.labels_N)
        found, counts = np.unique(labels_N, return_counts=True)
        if not len(found):
            raise ValueError("A probe needs data with images in them.")
        several = found[counts > 1]
        draw = np.random.default_rng(seed)
        among = several if len(several) else found
        chosen = np.sort(draw.choice(among, min(identities, len(among)), replace=False))
        rows = [
            np.sort(draw.choice(own, min(images, len(own)), replace=False))
            for own in (np.flatnonzero(labels_N == label) for label in chosen)
        ]
        indices_N = np.concatenate(rows)
        pictures = []
        for index in indices_N:
            try:
                pictures.append(_jpeg(faces[int(index)][0]))
            except ValueError:
                if not skip_broken:
                    raise
                indices_N = indices_N[indices_N != index]
        if not pictures:
            raise ValueError(
                "None of the images drawn for the probe can be read: draw others (probe.seed) or "
                "more (probe.identities, probe.images)."
            )
        true_labels_N = getattr(faces, "true_labels_N", None)
        samples = Samples(
            classes=len(faces.identities),
            indices_N=indices_N,
            labels_N=labels_N[indices_N],
            true_labels_N=np.full(len(indices_N), UNKNOWN)
            if true_labels_N is None
            else np.asarray(true_labels_N)[indices_N],
            identities_I=chosen,
            jpeg=np.concatenate(pictures),
            ends_N=np.cumsum([len(picture) for picture in pictures]),
        )
        return cls(faces=faces, samples=samples)

    def record(self, step: int, backbone: nn.Module, head: Head, directory: Path | str) -> str:
        """Write the state of the samples after this step into the run's directory.

        Every rank must call it; rank 0 writes.  Network, loss and random numbers do not change.
        If an embedding is not finite nothing is written, and the sentence that says so is given.
        """
        folder = Path(directory) / FOLDER
        network = network_of(backbone, head.ranks.device)
        with evaluation_mode(backbone), evaluation_mode(head), _all_classes(head), torch.no_grad():
            pieces = [self._piece(rows, network, head) for rows in self._rounds(head)]
            whole = {
                name: torch.cat([piece[name] for piece in pieces])[: len(self.samples.labels_N)]
                for name in pieces[0]
            }
            finite_N = whole["embeddings_ND"].isfinite().all(1) & whole["norms_N"].isfinite()
            if not finite_N.all():
                return self._without(step, finite_N.cpu().numpy())
            kept = self._kept(step, whole["rivals_NR"], head, folder)
            weights_WD = _weights(kept, head)
        if head.ranks.rank == 0:
            self.samples.save(folder)
            arrays: dict[str, Any] = {name: values.cpu().numpy() for name, values in whole.items()}
            Moment(
                step=step, kept_W=np.array(kept), weights_WD=weights_WD.cpu().numpy(), **arrays
            ).save(folder)
        return ""

    def _without(self, step: int, finite_N: np.ndarray) -> str:
        """Why a step is not recorded."""
        first = int(self.samples.indices_N[np.flatnonzero(~finite_N)[0]])
        return (
            f"Step {step} of the probe is not recorded: {int((~finite_N).sum()):,} of "
            f"{len(finite_N):,} embeddings are not finite numbers, as that of image {first}."
        )

    def _rounds(self, head: Head) -> Iterator[list[int]]:
        """The rows of this rank, batch by batch; the last row may be repeated to fill a batch."""
        ranks = head.ranks
        share = -(-head.classes // ranks.count)
        each = max(1, min(IMAGES, self.cosines_at_once // share // ranks.count))
        last = len(self.samples.labels_N) - 1
        for start in range(0, last + 1, each * ranks.count):
            first = start + each * ranks.rank
            yield [min(row, last) for row in range(first, first + each)]

    def _piece(self, rows: list[int], network: Network, head: Head) -> dict[str, Tensor]:
        """The fields of a Moment for one batch of all ranks, the same on every rank."""
        images_b = torch.stack([self.faces[int(self.samples.indices_N[row])][0] for row in rows])
        labels_b = torch.as_tensor(self.samples.labels_N[rows], device=head.ranks.device)
        embeddings_bD = network(images_b)
        batch = head.batch(embeddings_bD, labels_b)
        terms = head.loss.terms(batch)
        boundary_B, support_BC = terms.boundary_B, terms.support_BC
        near = _nearest(batch, support_BC, head)
        if head.loss.spec.normalised:
            target_B, rival_BR, edge_B = batch.cos_y_B, near.value_BR, boundary_B
        else:  # the loss takes inner products: divide by both lengths
            norms_B = batch.norms_B.clamp(min=1e-12)
            target_B = batch.cos_y_B / norms_B / _own_length(batch, head)
            rival_BR = near.value_BR / norms_B[:, None] / near.length_BR
            edge_B = torch.full_like(boundary_B, torch.nan)
        return {
            "embeddings_ND": head.ranks.gathered_alike(F.normalize(embeddings_bD)),
            "norms_N": batch.norms_B,
            "target_angle_N": angle(target_B.clamp(-1, 1)),
            "boundary_angle_N": edge_B.clamp(-1, 1).acos(),
            "rivals_NR": near.class_BR,
            "rival_angle_NR": angle(rival_BR.clamp(-1, 1)),
            "rival_log_h_NR": terms.scale * (terms.guide(near.value_BR) - near.value_BR),
            "rival_support_NR": near.support_BR,
            "support_count_N": terms.support_B.round().long(),
        }

    def _kept(self, step: int, rivals_NR: Tensor, head: Head, folder: Path) -> list[int]:
        """The classes whose weights are kept: the probe's own and their most frequent rivals.

        A resumed run counts the files in its directory first, so that it chooses as an unbroken
        run does.  Rank 0 decides, for only rank 0 needs to see the directory.
        """
        if not self._counts:
            for earlier, file in moments_in(folder).items():
                if earlier < step and head.ranks.rank == 0:
                    self._count(Moment.load(file).rivals_NR)
        self._count(rivals_NR.cpu().numpy())
        own = set(self.samples.identities_I.tolist())
        others = sorted(
            (label for label in self._counts if label not in own),
            key=lambda label: (-self._counts[label], label),
        )
        kept = sorted(own | set(others[:NEIGHBOURS]))
        decided: list[int] = head.ranks.all_of(kept)[0]
        return decided

    def _count(self, rivals_NR: np.ndarray) -> None:
        self._counts.update(rivals_NR[:, :COUNTED].ravel().tolist())


@dataclass(frozen=True)
class _Nearest:
    """The rivals with the greatest cosine among the classes of all ranks."""

    value_BR: Tensor  # cosine or inner product, as the loss takes it
    class_BR: Tensor
    support_BR: Tensor
    length_BR: Tensor  # of the class weight


def _nearest(batch: Batch, support_BC: Tensor, head: Head) -> _Nearest:
    """Gather the nearest classes of each rank, and take the nearest of these."""
    value_BC = batch.with_target(wide(batch.cos_BC), -torch.inf)
    own = min(RIVALS, value_BC.shape[1])
    value_Br, column_Br = value_BC.topk(own, dim=1)
    lengths_C = wide(head.own_weight_CD).norm(dim=1)
    padding = (0, RIVALS - own)

    def of_all_ranks(values_Br: Tensor, otherwise: float) -> Tensor:
        padded_BR = F.pad(values_Br, padding, value=otherwise)
        return head.ranks.gathered_alike(padded_BR.T.contiguous()).T

    value_Bm = of_all_ranks(value_Br, -torch.inf)
    class_Bm = of_all_ranks(column_Br + head.own_classes.start, 0)
    support_Bm = of_all_ranks(support_BC.gather(1, column_Br).to(value_Br.dtype), 0)
    length_Bm = of_all_ranks(lengths_C[column_Br], 1)
    value_BR, place_BR = value_Bm.topk(min(RIVALS, head.classes - 1), dim=1)
    return _Nearest(
        value_BR,
        class_Bm.gather(1, place_BR),
        support_Bm.gather(1, place_BR) > 0,
        length_Bm.gather(1, place_BR).clamp(min=1e-12),
    )


def _own_length(batch: Batch, head: Head) -> Tensor:
    """The length of each sample's own class weight, from the rank that holds it.  Shape (B,)."""
    assert batch.shard is not None
    lengths_C = wide(head.own_weight_CD).norm(dim=1)
    if not len(lengths_C):
        return head.ranks.add(batch.cos_y_B * 0).clamp(min=1e-12)
    length_B: Tensor = lengths_C[batch.labels_B] * batch.shard.here_B
    return head.ranks.add(length_B).clamp(min=1e-12)


def _weights(kept: list[int], head: Head) -> Tensor:
    """The weights of these classes, of length 1, from the ranks that hold them.  Shape (W, D)."""
    own = head.own_classes
    weights_CD = wide(head.own_weight_CD)
    weights_WD = weights_CD.new_zeros(len(kept), weights_CD.shape[1])
    mine = [(at, label - own.start) for at, label in enumerate(kept) if label in own]
    if mine:
        places, rows = zip(*mine, strict=True)
        weights_WD[list(places)] = F.normalize(weights_CD[list(rows)])
    return head.ranks.add(weights_WD)


@contextmanager
def _all_classes(head: Head) -> Iterator[None]:
    """Use all classes, whatever share of them a training step samples."""
    before, head.sample = head.sample, 1.0
    try:
        yield
    finally:
        head.sample = before


def _jpeg(image_3HW: Tensor) -> np.ndarray:
    """A small picture as JPEG, uint8."""
    rgb_HW3 = image_3HW.permute(1, 2, 0).numpy()
    small = cv2.resize(rgb_HW3, (PICTURE_PIXELS, PICTURE_PIXELS), interpolation=cv2.INTER_AREA)
    done, coded = cv2.imencode(
        ".jpg", cv2.cvtColor(small, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY]
    )
    assert done
    return np.asarray(coded, np.uint8).ravel()
