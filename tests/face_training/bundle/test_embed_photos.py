"""Photographs through a bundle."""

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from face_training.bundle.bundle import MODEL, Bundle
from face_training.bundle.embed_photos import embed_photos
from face_training.bundle.onnx_export import onnx_of
from face_training.embeddings import embed, network_of
from face_training.verify import verify
from tests.face_training.networks import Pictures, UnitLength, small_bundle, small_network
from tests.face_training.real import write


def test_aligned_faces_need_no_detector(tmp_path: Path) -> None:
    pictures = Pictures(3, size=112)
    paths = [
        write(tmp_path / f"{k}.png", one.permute(1, 2, 0).numpy()[..., ::-1])
        for k, one in enumerate(pictures.images)
    ]
    large = write(tmp_path / "large.png", np.zeros((200, 150, 3), np.uint8))
    found = embed_photos(
        [*paths[:2], large, tmp_path / "none.png", paths[2]],
        Bundle.open(small_bundle(tmp_path / "a")),
        None,
    )
    assert found.paths == tuple(paths)
    wanted = embed(network_of(small_network(size=112).eval()), pictures).unit_ND()
    torch.testing.assert_close(
        torch.from_numpy(found.unit_ND), torch.from_numpy(wanted), atol=1e-5, rtol=1e-4
    )
    assert found.dropped == (
        f"{large} has 150 x 200 pixels, so it is no aligned face; give a --detector.",
        f"{tmp_path / 'none.png'} cannot be read: No such file or directory.",
    )
    assert cv2.imread(str(paths[0])).shape == (112, 112, 3)


def test_no_face_at_all(tmp_path: Path) -> None:
    found = embed_photos([tmp_path / "none.png"], Bundle.open(small_bundle(tmp_path / "a")), None)
    assert found.unit_ND.shape == (0, 5)


def test_a_photo_that_the_network_gives_no_numbers_for_is_set_aside(tmp_path: Path) -> None:
    network = UnitLength(small_network(size=112)).eval()
    folder = small_bundle(tmp_path / "a")
    (folder / MODEL).write_bytes(onnx_of(network, 112))
    black = write(tmp_path / "black.png", np.zeros((112, 112, 3), np.uint8))
    (one,) = Pictures(1, size=112).images
    other = write(tmp_path / "other.png", one.permute(1, 2, 0).numpy()[..., ::-1])
    bundle = Bundle.open(folder)
    found = embed_photos([black, other], bundle, None)
    assert found.paths == (other,)
    assert found.dropped == (
        f"{black}: the network gives no finite numbers for it, or zeros alone.",
    )
    assert np.isfinite(found.unit_ND).all()
    with pytest.raises(ValueError, match=r"black\.png: the network gives no finite numbers"):
        verify(black, other, bundle, None)
