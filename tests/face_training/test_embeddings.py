"""Embeddings against one image at a time, and on several processes to the bit."""

from pathlib import Path

import numpy as np
import pytest
import torch
from torch.nn.parallel import DistributedDataParallel

from face_training.data.image_folder import image_folder
from face_training.data.images import normalised
from face_training.embeddings import (
    BLOCK,
    Embeddings,
    ImagesOf,
    embed,
    embed_all,
    evaluation_mode,
    network_of,
    rank_and_count,
)
from face_training.ranks import Ranks
from tests.face_training.data.pictures import black, png
from tests.face_training.networks import Pictures, UnitLength, small_network
from tests.face_training.processes import in_processes


def test_every_image_and_its_mirror_image_in_the_order_of_the_set() -> None:
    pictures, network = Pictures(BLOCK + 7), small_network().eval()
    found = embed(network_of(network), pictures)
    for index, image in enumerate(pictures.images):
        with torch.no_grad():
            plain = network(normalised(image[None]))[0]
            mirrored = network(normalised(image[None].flip(3)))[0]
        np.testing.assert_allclose(found.plain_ND[index], plain, rtol=1e-5, atol=1e-6)
        np.testing.assert_allclose(found.mirrored_ND[index], mirrored, rtol=1e-5, atol=1e-6)
    assert found.plain_ND.dtype == np.float32


def test_the_flip_is_summed_before_anything_is_normalised() -> None:
    embeddings = Embeddings(
        plain_ND=np.array([[3.0, 0.0], [0.0, 2.0]]), mirrored_ND=np.array([[0.0, 1.0], [0.0, 1.0]])
    )
    root = np.sqrt(10)
    np.testing.assert_allclose(embeddings.unit_ND(), [[3 / root, 1 / root], [0, 1]])
    np.testing.assert_allclose(embeddings.unit_ND(flip=False), [[1, 0], [0, 1]])
    assert embeddings.mean_norm == 2.5


def test_no_image_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^There is no image to embed\.$"):
        embed(network_of(small_network()), Pictures(0))


def test_the_images_of_a_data_set() -> None:
    pairs = [(torch.full((3, 2, 2), k, dtype=torch.uint8), 10 * k) for k in range(3)]
    images = ImagesOf(pairs)
    assert len(images) == 3
    torch.testing.assert_close(images[2], pairs[2][0])


def test_at_rest_gives_every_part_its_mode_back() -> None:
    network = small_network().train()
    network[4].eval()
    with evaluation_mode(network):
        assert not any(module.training for module in network.modules())
    assert [module.training for module in network.children()] == [True] * 4 + [False, True]
    with pytest.raises(RuntimeError), evaluation_mode(network):
        raise RuntimeError
    assert network.training


def test_workers_change_nothing() -> None:
    network = network_of(small_network().eval())
    alone, helped = (embed(network, Pictures(150), workers=count) for count in (0, 2))
    np.testing.assert_array_equal(alone.plain_ND, helped.plain_ND)
    np.testing.assert_array_equal(alone.mirrored_ND, helped.mirrored_ND)


def embedded(ranks: Ranks, folder: Path, count: int) -> None:
    """A process among many embeds, and writes its result."""
    assert rank_and_count() == (ranks.rank, ranks.count)
    backbone = DistributedDataParallel(small_network())
    with evaluation_mode(backbone):
        found = embed(network_of(backbone), Pictures(count))
    np.savez(folder / f"{ranks.rank}.npz", plain=found.plain_ND, mirrored=found.mirrored_ND)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ranks", "count"), [(2, 5 * BLOCK + 11), (3, BLOCK + 1)], ids=["odd", "idle process"]
)
def test_many_processes_find_the_same_to_the_bit(tmp_path: Path, ranks: int, count: int) -> None:
    in_processes(embedded, ranks, tmp_path, count)
    alone = embed(network_of(small_network().eval()), Pictures(count))
    for rank in range(ranks):
        with np.load(tmp_path / f"{rank}.npz") as found:
            assert found["plain"].tobytes() == alone.plain_ND.tobytes()
            assert found["mirrored"].tobytes() == alone.mirrored_ND.tobytes()


def test_a_black_picture_that_a_network_gives_no_numbers_for_is_named() -> None:
    pictures, network = Pictures(9), network_of(UnitLength(small_network()).eval())
    assert not len(embed(network, pictures).broken)
    pictures.images[[3, 7]] = 0
    assert embed_all(network, pictures).broken.tolist() == [3, 7]
    with pytest.raises(
        ValueError, match=r"^2 of 9 embeddings are not finite numbers, or zeros alone: image 3, im"
    ):
        embed(network, pictures)


def test_the_error_names_the_file(tmp_path: Path) -> None:
    for k in range(4):
        file = tmp_path / f"person {k // 2}" / f"{k}.png"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(png(k) if k != 2 else black())
    images = ImagesOf(image_folder(path=tmp_path))
    network = network_of(UnitLength(small_network(size=112)).eval())
    with pytest.raises(ValueError, match=r"^1 of 4 embeddings are .*: .*person 1/2\.png\.  Leave"):
        embed(network, images)


class OneBroken(Pictures):
    """A set of pictures whose last cannot be read."""

    def __getitem__(self, index: int) -> torch.Tensor:
        if index == len(self) - 1:
            raise ValueError(f"picture {index} is broken.")
        return super().__getitem__(index)


@pytest.mark.parametrize("workers", [0, 2])
def test_a_broken_picture_is_a_sentence_from_any_process(workers: int) -> None:
    with pytest.raises(ValueError, match=r"^picture 69 is broken\.$"):
        embed(network_of(small_network().eval()), OneBroken(70), workers=workers)


def broken_on_one(ranks: Ranks, folder: Path) -> None:
    with pytest.raises(ValueError, match=r"^picture 69 is broken\.$"):
        embed(network_of(small_network().eval()), OneBroken(70))
    (folder / str(ranks.rank)).touch()


def test_of_two_processes_both_raise_what_one_meets(tmp_path: Path) -> None:
    """The other waited for it for ever."""
    in_processes(broken_on_one, 2, tmp_path)
    assert (tmp_path / "0").exists()
    assert (tmp_path / "1").exists()


def test_zeros_alone_are_no_embedding():
    """As near to everybody as to themselves, they were found in every search."""
    rows = np.array([[1.0, 0.0], [0.0, 0.0], [1.0, 1.0]], np.float32)
    mirrored = np.array([[1.0, 0.0], [0.0, 0.0], [-1.0, -1.0]], np.float32)
    assert Embeddings(plain_ND=rows, mirrored_ND=mirrored).broken.tolist() == [1, 2]
