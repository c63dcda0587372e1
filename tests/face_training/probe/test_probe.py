"""The probe against the losses on all classes at once, on a single rank and on shards."""

from __future__ import annotations

import copy
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

import losses
from face_training.head.head import Head
from face_training.probe.probe import COSINES, NEIGHBOURS, RIVALS, SAMPLES_AT_MOST, Probe
from face_training.probe.record import FOLDER, UNKNOWN, Moment, Samples, moments_in
from face_training.ranks import Ranks
from tests.face_training.processes import in_processes

CLASSES, DIMENSION = 53, 6


class Coloured:
    """Random pictures of people who have a colour of their own."""

    def __init__(self, classes: int = CLASSES, images: int = 4, size: int = 8) -> None:
        draw = torch.Generator().manual_seed(5)
        self.labels_N = np.repeat(np.arange(classes), images)
        tone = torch.randint(0, 200, (classes, 3, 1, 1), generator=draw)
        noise = torch.randint(0, 56, (len(self.labels_N), 3, size, size), generator=draw)
        self.images = (tone[torch.as_tensor(self.labels_N)] + noise).to(torch.uint8)
        self.identities = tuple(f"person {k}" for k in range(classes))

    def __len__(self) -> int:
        return len(self.labels_N)

    def __getitem__(self, index: int) -> tuple[Tensor, int]:
        return self.images[index], int(self.labels_N[index])


class Mislabelled(Coloured):
    """The same with a few wrong labels; the true labels are known."""

    def __init__(self) -> None:
        super().__init__()
        self.true_labels_N = self.labels_N.copy()
        self.labels_N[::7] = (self.labels_N[::7] + 1) % CLASSES


def network() -> nn.Module:
    torch.manual_seed(3)
    return nn.Sequential(nn.Flatten(), nn.Linear(192, DIMENSION), nn.BatchNorm1d(DIMENSION))


def head_of(loss: str, ranks: Ranks | None = None, **settings: Any) -> Head:
    """A head half trained: some samples have support vectors and some have none."""
    head = Head(losses.build(loss), CLASSES, DIMENSION, ranks, seed=1, **settings)
    own = head.own_classes
    means_CD = unit_embeddings().unflatten(0, (CLASSES, -1)).mean(1)[own.start : own.stop]
    with torch.no_grad():
        head.own_weight_CD.mul_(8).add_(means_CD)
    return head


def unit_embeddings() -> Tensor:
    with torch.no_grad():
        return F.normalize(network().eval()((Coloured().images.float() - 127.5) / 127.5))


def recorded(
    folder: Path, loss: str, step: int = 7, at_once: int = COSINES, **settings: Any
) -> tuple[Probe, Head, Moment]:
    probe = Probe.choose(Coloured(), identities=5, images=3, seed=2)
    probe = replace(probe, cosines_at_once=at_once)
    head = head_of(loss, **settings)
    probe.record(step, network(), head, folder)
    return probe, head, Moment.load(folder / FOLDER / f"step_{step:08d}.npz")


def everything(probe: Probe, head: Head) -> tuple[Tensor, Tensor, Tensor]:
    """Cosines (or inner products) with all classes, labels and lengths, in one piece."""
    images = torch.stack([probe.faces[int(index)][0] for index in probe.samples.indices_N])
    with torch.no_grad():
        embeddings_ND = network().eval()((images.float() - 127.5) / 127.5)
        if head.loss.spec.normalised:
            fed_NC = F.normalize(embeddings_ND) @ F.normalize(head.weight).T
        else:
            fed_NC = embeddings_ND @ head.weight.T
    return fed_NC, torch.as_tensor(probe.samples.labels_N), embeddings_ND.norm(dim=1)


@pytest.mark.parametrize(
    "loss",
    [
        "norm_softmax",
        "softmax",
        "sv_softmax",
        "sv_arc_softmax",
        "mv_am_softmax",
        "arc_softmax",
        "curricularface",
        "npcface",
        "magface",
        "circle",
    ],
)
def test_rivals_and_support_vectors_are_the_losss_own(tmp_path: Path, loss: str) -> None:
    probe, head, moment = recorded(tmp_path, loss)
    fed_NC, labels_N, norms_N = everything(probe, head)
    sizes_C = head.weight.detach().norm(dim=1)
    own = head.loss.eval()
    with torch.no_grad():
        support_NC = own.support_vectors(fed_NC, labels_N, norms_B=norms_N)
        added_NC = own.logits(fed_NC, labels_N, norms_B=norms_N) - own.scale(CLASSES) * fed_NC
    np.testing.assert_allclose(moment.norms_N, norms_N, rtol=1e-5)
    for n, label in enumerate(labels_N.tolist()):
        rivals = sorted((k for k in range(CLASSES) if k != label), key=lambda k: -fed_NC[n, k])
        assert moment.rivals_NR[n].tolist() == rivals[:RIVALS]
        assert moment.support_count_N[n] == int(support_NC[n].sum())
        for at, k in enumerate(rivals[:RIVALS]):
            assert moment.rival_support_NR[n, at] == bool(support_NC[n, k])
            assert moment.rival_log_h_NR[n, at] == pytest.approx(float(added_NC[n, k]), abs=2e-4)
            lengths = 1.0
            if loss == "softmax":
                lengths = float(norms_N[n] * sizes_C[k])
            angle = math.acos(max(-1, min(1, float(fed_NC[n, k]) / lengths)))
            assert moment.rival_angle_NR[n, at] == pytest.approx(angle, abs=2e-4)
        lengths = float(norms_N[n] * sizes_C[label]) if loss == "softmax" else 1.0
        angle = math.acos(max(-1, min(1, float(fed_NC[n, label]) / lengths)))
        assert moment.target_angle_N[n] == pytest.approx(angle, abs=2e-4)


def test_a_rival_nearer_than_the_boundary_is_a_support_vector(tmp_path: Path) -> None:
    _, _, moment = recorded(tmp_path, "sv_arc_softmax")
    expected = moment.rival_angle_NR < moment.boundary_angle_N[:, None]
    np.testing.assert_array_equal(moment.rival_support_NR, expected)
    np.testing.assert_allclose(moment.boundary_angle_N, moment.target_angle_N + 0.5, atol=1e-4)
    assert 0 < moment.rival_support_NR.mean() < 1


def test_without_cosines_there_is_no_boundary_angle(tmp_path: Path) -> None:
    _, _, moment = recorded(tmp_path, "softmax")
    assert np.isnan(moment.boundary_angle_N).all()


def test_embeddings_and_weights_are_of_length_1_and_in_their_places(tmp_path: Path) -> None:
    probe, head, moment = recorded(tmp_path, "sv_softmax")
    images = torch.stack([probe.faces[int(index)][0] for index in probe.samples.indices_N])
    with torch.no_grad():
        expected = F.normalize(network().eval()((images.float() - 127.5) / 127.5))
        weights = F.normalize(head.weight)
    np.testing.assert_allclose(moment.embeddings_ND, expected, atol=1e-3)
    np.testing.assert_allclose(moment.weights_WD, weights[moment.kept_W], atol=1e-3)
    assert set(probe.samples.identities_I) <= set(moment.kept_W.tolist())
    assert len(moment.kept_W) == len(set(moment.kept_W.tolist()))


SHARDED = ("sv_arc_softmax", "softmax", "npcface")


def _on_ranks(ranks: Ranks, folder: Path) -> None:
    for loss in SHARDED:
        head = head_of(loss, ranks)
        probe = Probe.choose(Coloured(), identities=5, images=3, seed=2)
        for step in (0, 10):
            probe.record(step, network(), head, folder / loss)
    # Two classes, so that of three ranks one has none at all.
    probe = Probe.choose(Coloured(classes=2), identities=2, images=2)
    head = Head(losses.build("softmax"), 2, DIMENSION, ranks)
    probe.record(0, network(), head, folder / "two classes")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """What one rank and what three wrote; processes take seconds to start, so once for all."""
    folders = {count: tmp_path_factory.mktemp(f"ranks{count}") for count in (1, 3)}
    for count, folder in folders.items():
        in_processes(_on_ranks, count, folder)
    return folders


@pytest.mark.slow
@pytest.mark.parametrize("loss", [*SHARDED, "two classes"])
def test_three_ranks_write_what_one_writes(written: dict[int, Path], loss: str) -> None:
    files = {count: moments_in(folder / loss / FOLDER) for count, folder in written.items()}
    assert list(files[1]) == list(files[3]) == ([0] if loss == "two classes" else [0, 10])
    for step in files[1]:
        one, three = (Moment.load(files[count][step]) for count in (1, 3))
        for name in ("rivals_NR", "rival_support_NR", "support_count_N", "kept_W"):
            np.testing.assert_array_equal(getattr(one, name), getattr(three, name), err_msg=name)
        for name in ("target_angle_N", "rival_angle_NR", "rival_log_h_NR", "norms_N"):
            np.testing.assert_allclose(
                getattr(one, name), getattr(three, name), atol=1e-4, err_msg=name
            )
        for name in ("embeddings_ND", "weights_WD"):
            np.testing.assert_allclose(getattr(one, name), getattr(three, name), atol=1e-3)


def test_of_two_classes_each_is_the_others_rival(written: dict[int, Path]) -> None:
    moment = Moment.load(written[3] / "two classes" / FOLDER / "step_00000000.npz")
    assert moment.rivals_NR.tolist() == [[1], [1], [0], [0]]
    assert moment.kept_W.tolist() == [0, 1]


def test_samples_taken_in_rounds_are_the_same(tmp_path: Path) -> None:
    _, _, whole = recorded(tmp_path / "whole", "sv_softmax")
    _, _, rounds = recorded(tmp_path / "rounds", "sv_softmax", at_once=4 * CLASSES)  # of 15 samples
    np.testing.assert_array_equal(whole.rivals_NR, rounds.rivals_NR)
    np.testing.assert_allclose(whole.target_angle_N, rounds.target_angle_N, atol=1e-6)
    assert len(rounds.norms_N) == 15


def test_a_record_leaves_everything_as_it_was(tmp_path: Path) -> None:
    probe = Probe.choose(Coloured(), identities=3, images=2)
    backbone, head = network(), head_of("curricularface", sample=0.2)
    backbone[2].eval()  # frozen by whoever trains
    before = copy.deepcopy((backbone.state_dict(), head.state_dict()))
    generator = torch.get_rng_state()
    probe.record(3, backbone, head, tmp_path)
    for old, new in zip(before, (backbone.state_dict(), head.state_dict()), strict=True):
        for name, value in old.items():
            torch.testing.assert_close(new[name], value, rtol=0, atol=0)
    torch.testing.assert_close(torch.get_rng_state(), generator, rtol=0, atol=0)
    assert backbone.training
    assert not backbone[2].training
    assert head.training
    assert head.sample == 0.2
    assert all(parameter.grad is None for parameter in head.parameters())


def test_all_classes_are_looked_at_when_training_samples_some(tmp_path: Path) -> None:
    _, _, whole = recorded(tmp_path / "whole", "sv_softmax")
    _, _, sampled = recorded(tmp_path / "sampled", "sv_softmax", sample=0.1)
    np.testing.assert_array_equal(whole.rivals_NR, sampled.rivals_NR)
    np.testing.assert_array_equal(whole.support_count_N, sampled.support_count_N)


def test_the_choice_is_the_seeds_and_of_whole_identities() -> None:
    first, again, other = (
        Probe.choose(Coloured(), identities=6, images=3, seed=seed).samples for seed in (4, 4, 5)
    )
    np.testing.assert_array_equal(first.indices_N, again.indices_N)
    assert first.indices_N.tolist() != other.indices_N.tolist()
    assert len(first.identities_I) == 6
    assert (np.diff(first.identities_I) > 0).all()
    np.testing.assert_array_equal(first.labels_N, np.repeat(first.identities_I, 3))
    np.testing.assert_array_equal(first.labels_N, Coloured().labels_N[first.indices_N])
    assert len(set(first.indices_N.tolist())) == 18


def test_more_than_there_are_is_all_there_are() -> None:
    chosen = Probe.choose(Coloured(classes=4, images=2), identities=50, images=9).samples
    assert sorted(chosen.indices_N.tolist()) == list(range(8))


def test_without_any_image_that_can_be_read_a_sentence_says_so() -> None:
    class Broken(Coloured):
        def __getitem__(self, index: int) -> tuple[torch.Tensor, int]:
            raise ValueError(f"Image {index} is broken.")

    with pytest.raises(ValueError, match="None of the images drawn for the probe can be read"):
        Probe.choose(Broken(), identities=2, images=2, skip_broken=True)


def test_people_with_one_picture_are_left_out_while_others_are_there() -> None:
    faces = Coloured(classes=6, images=2)
    faces.labels_N = np.array([0, 1, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5])
    chosen = Probe.choose(faces, identities=6, images=2).samples
    assert chosen.identities_I.tolist() == [3, 4, 5]
    faces.labels_N = np.arange(6)
    assert len(Probe.choose(faces, identities=6, images=2).samples.identities_I) == 6


def test_true_labels_are_kept_if_the_data_have_them() -> None:
    faces = Mislabelled()
    chosen = Probe.choose(faces, identities=CLASSES, images=4).samples
    np.testing.assert_array_equal(chosen.true_labels_N, faces.true_labels_N[chosen.indices_N])
    assert (chosen.true_labels_N != chosen.labels_N).any()
    assert (Probe.choose(Coloured(), identities=2, images=2).samples.true_labels_N == UNKNOWN).all()


def test_pictures_are_the_samples_in_their_colours() -> None:
    faces = Coloured(size=72)
    chosen = Probe.choose(faces, identities=3, images=2).samples
    for row, index in enumerate(chosen.indices_N.tolist()):
        coded = np.frombuffer(chosen.picture(row), np.uint8)
        bgr = cv2.imdecode(coded, cv2.IMREAD_COLOR)
        assert bgr.shape == (72, 72, 3)
        expected = faces.images[index].float().mean((1, 2)).numpy()
        np.testing.assert_allclose(bgr[..., ::-1].mean((0, 1)), expected, atol=4)


@pytest.mark.parametrize(("identities", "images"), [(0, 3), (3, 0), (SAMPLES_AT_MOST, 2)], ids=str)
def test_numbers_out_of_range_are_a_sentence(identities: int, images: int) -> None:
    with pytest.raises(ValueError, match=r"^A probe has 1 identity and 1 image or more, and 5,000"):
        Probe.choose(Coloured(), identities=identities, images=images)


def test_data_without_images_are_a_sentence() -> None:
    with pytest.raises(ValueError, match="A probe needs data with images in them"):
        Probe.choose(Coloured(classes=3, images=0), identities=2, images=2)


def many(step: int, folder: Path, probe: Probe, classes: int) -> Moment:
    head = Head(losses.build("sv_softmax"), classes, DIMENSION, seed=step)
    probe.record(step, network(), head, folder)
    return Moment.load(folder / FOLDER / f"step_{step:08d}.npz")


def test_with_many_classes_the_record_stays_small(tmp_path: Path) -> None:
    classes = 12_000
    faces = Coloured(classes=40)
    faces.identities = tuple(str(k) for k in range(classes))
    probe = Probe.choose(faces, identities=40, images=4)
    moment = many(0, tmp_path, probe, classes)
    assert len(moment.kept_W) <= 40 + NEIGHBOURS
    assert moment.rivals_NR.shape == (160, RIVALS)
    assert moment.support_count_N.max() > RIVALS  # counted among all, though few are kept
    assert moment.fits(Samples.load(tmp_path / FOLDER))
    assert (tmp_path / FOLDER / "step_00000000.npz").stat().st_size < 60_000


def test_a_run_that_goes_on_keeps_the_weights_that_it_would_have_kept(tmp_path: Path) -> None:
    classes = 3_000
    faces = Coloured(classes=40)
    faces.identities = tuple(str(k) for k in range(classes))
    folders = tmp_path / "through", tmp_path / "resumed"
    for folder in folders:
        probe = Probe.choose(faces, identities=40, images=4)
        for step in range(3):
            if step == 2 and folder == folders[1]:  # a new process, after a crash in step 2
                many(2, folder, Probe.choose(faces, identities=20, images=4), classes)
                probe = Probe.choose(faces, identities=40, images=4)
            many(step, folder, probe, classes)
    through, resumed = (
        Moment.load(list(moments_in(folder / FOLDER).values())[2]) for folder in folders
    )
    np.testing.assert_array_equal(through.kept_W, resumed.kept_W)
    np.testing.assert_array_equal(through.weights_WD, resumed.weights_WD)
