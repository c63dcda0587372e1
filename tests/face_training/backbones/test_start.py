"""A network that starts from published weights is the published network."""

import struct
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from face_training.backbones.iresnet import IResNet
from face_training.backbones.mobilefacenet import MobileFaceNet
from face_training.backbones.start import start_from
from face_training.backbones.vit import ViT
from tests.face_training.backbones.layouts import (
    Adaface,
    Insightface,
    InsightMobile,
    Transformer,
    filled,
)
from tests.face_training.networks import small_network, small_run

STAGES = (2, 1, 1, 1)


def images(size: int = 16) -> Tensor:
    return torch.rand(2, 3, size, size, generator=torch.Generator().manual_seed(1)) * 2 - 1


def ours() -> IResNet:
    return IResNet(STAGES, embedding=4, image_size=16).eval()


def assert_same(network: nn.Module, other: nn.Module, seen: Tensor, fed: Tensor) -> None:
    with torch.no_grad():
        torch.testing.assert_close(network.eval()(seen), other(fed), rtol=1e-4, atol=1e-4)


@pytest.fixture(scope="module")
def insightface() -> nn.Module:
    return filled(Insightface(STAGES, 4))


@pytest.fixture(scope="module")
def adaface() -> nn.Module:
    return filled(Adaface(STAGES, 4))


def test_insightfaces_iresnet(insightface: nn.Module, tmp_path: Path) -> None:
    torch.save(insightface.state_dict(), tmp_path / "backbone.pth")
    network = ours()
    said = start_from(network, tmp_path / "backbone.pth")
    assert said == f"starts from {tmp_path / 'backbone.pth'}: insightface's IResNet"
    assert_same(network, insightface, images(), images())


def test_adafaces_iresnet_takes_blue_first(adaface: nn.Module, tmp_path: Path) -> None:
    state = {f"model.{name}": value for name, value in adaface.state_dict().items()}
    state["head.kernel"] = torch.zeros(4, 9)
    torch.save({"state_dict": state, "epoch": 3}, tmp_path / "adaface.ckpt")
    network = ours()
    assert start_from(network, tmp_path / "adaface.ckpt").endswith("turned from BGR to RGB")
    assert_same(network, adaface, images(), images().flip(1))
    start_from(network, tmp_path / "adaface.ckpt", "RGB")
    assert_same(network, adaface, images(), images())
    plain = {f"net.{name}": value for name, value in adaface.state_dict().items()}
    save_file({k: v for k, v in plain.items() if "tracked" not in k}, tmp_path / "a.safetensors")
    start_from(network, tmp_path / "a.safetensors")
    assert_same(network, adaface, images(), images())


def test_insightfaces_transformer(tmp_path: Path) -> None:
    theirs = filled(Transformer(8, 2, 2, 4))
    torch.save(theirs.state_dict(), tmp_path / "vit.pt")
    network = ViT(width=8, depth=2, heads=2, embedding=4, image_size=18)
    assert "insightface's vision transformer" in start_from(network, tmp_path / "vit.pt")
    assert_same(network, theirs, images(18), images(18))


def test_insightfaces_mobilefacenet(tmp_path: Path) -> None:
    theirs = filled(InsightMobile(4))
    torch.save({"state_dict_backbone": theirs.state_dict(), "epoch": 3}, tmp_path / "mbf.pt")
    network = MobileFaceNet(embedding=4, image_size=16, times=2)
    assert "insightface's MobileFaceNet" in start_from(network, tmp_path / "mbf.pt")
    assert_same(network, theirs, images(), images())


@pytest.mark.parametrize(
    ("entries", "prefix"),
    [
        (("state_dict_backbone",), "module."),
        (("model_state_dict",), "backbone.module."),
        (("state_dict", "net"), "network._orig_mod."),
        (("model", "state_dict"), ""),
    ],
)
def test_weights_are_found_in_what_training_scripts_write(
    insightface: nn.Module, tmp_path: Path, entries: tuple[str, ...], prefix: str
) -> None:
    content: object = {prefix + name: value for name, value in insightface.state_dict().items()}
    for entry in entries:
        content = {entry: content, "epoch": 3, "optimizer": {"state": {}}}
    torch.save(content, tmp_path / "a.pt")
    network = ours()
    assert start_from(network, tmp_path / "a.pt").endswith("insightface's IResNet")
    assert_same(network, insightface, images(), images())


def test_a_run_and_its_file(tmp_path: Path) -> None:
    run = small_run()
    for path in (run.path, run.path / "backbone.safetensors"):
        network = run.backbone()
        for weight in network.parameters():
            weight.data.zero_()
        assert "a Tiny of this project" in start_from(network, path)
        for name, value in run.backbone().state_dict().items():
            torch.testing.assert_close(network.state_dict()[name], value, rtol=0, atol=0)


class Surprise:
    """Something that unpickling would call."""

    def __reduce__(self) -> tuple[type, tuple[str]]:
        return (Path, ("called",))


def test_what_is_wrong_is_said_in_one_sentence(insightface: nn.Module, tmp_path: Path) -> None:
    state = insightface.state_dict()
    short = {name: value for name, value in state.items() if name != "fc.bias"}
    nan = {**state, "fc.bias": torch.full((4,), torch.nan)}
    for content, network, sentence in (
        (nan, ours(), "1 weights are not finite numbers, as linear.bias"),
        (state, IResNet((1, 1, 1, 1), embedding=4, image_size=16), "it has 5 blocks, and the netw"),
        (
            state,
            IResNet(STAGES, embedding=8, image_size=16),
            r"linear.weight is \(4, 512\) and not",
        ),
        (short, ours(), "1 of 133 weights are missing, as linear.bias"),
        ({"a": torch.zeros(1)}, small_network(), "weights are missing, as 0.weight"),
        ([1], ours(), "holds list, no state_dict"),
        ({"weights": Surprise()}, ours(), r"it holds objects beside them, .*\(pathlib\.\w+\)"),
    ):
        torch.save(content, tmp_path / "a.pth")
        with pytest.raises(ValueError, match=rf"^backbone\.weights: .*a\.pth.*{sentence}"):
            start_from(network, tmp_path / "a.pth")
    (tmp_path / "b.pth").write_text("text")
    (tmp_path / "c.safetensors").write_text("text")
    for name, sentence in (
        ("b.pth", "is no file of weights that torch"),
        ("c.safetensors", "is no safetensors file"),
        ("none.pth", "cannot be read: No such file or directory"),
    ):
        with pytest.raises(ValueError, match=rf"{name} {sentence}"):
            start_from(ours(), tmp_path / name)


def safetensors(header: bytes, length: int | None = None) -> bytes:
    """A file with this header, which says that it is so long, and 16 bytes."""
    return struct.pack("<Q", len(header) if length is None else length) + header + bytes(16)


FIELD = b'{"a":{"dtype":"F32","shape":[%s],"data_offsets":[%s]}}'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        safetensors(b"{}", 2**63),
        safetensors(b"{}", 10**9),
        safetensors(b'{"a":' + b"[" * 100_000),
        safetensors(FIELD % (b"4", b"0,17")),
        safetensors(FIELD % (b"4", b"16,0")),
        safetensors(FIELD % (b"1000000000", b"0,16")),
        safetensors(FIELD % (b"4611686018427387904,4", b"0,16")),
        safetensors(FIELD.replace(b"F32", b"F99") % (b"4", b"0,16")),
    ],
)
def test_lengths_and_shapes_that_lie_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.safetensors").write_bytes(content)
    with pytest.raises(ValueError, match=r"a\.safetensors is no safetensors file: "):
        start_from(ours(), tmp_path / "a.safetensors")
