"""A bundle says what it needs, and is fed so."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from face_training.bundle.bundle import (
    INFO,
    MODEL,
    Bundle,
    BundleInfo,
    Threshold,
    read_info,
)
from face_training.bundle.input import Input
from face_training.bundle.session import network_input
from face_training.embeddings import network_of
from tests.face_training.networks import THRESHOLD, Pictures, small_bundle, small_network


def test_what_is_written_is_read(tmp_path: Path) -> None:
    info = BundleInfo(
        title="a",
        dimension=5,
        input=Input(colours="BGR", mean=0, scale=1, batch=1),
        flip=False,
        thresholds=(THRESHOLD,),
        measures={"lfw": {"accuracy": 0.5}},
        notes={"lfw": ("a note",)},
    )
    (tmp_path / INFO).write_text(info.as_json())
    assert read_info(tmp_path / INFO) == info


def test_it_is_the_network(tmp_path: Path) -> None:
    images = Pictures(5, size=112).images
    found = Bundle.open(small_bundle(tmp_path / "a")).network(images)
    with torch.no_grad():
        wanted = network_of(small_network(size=112).eval())(images)
    torch.testing.assert_close(found, wanted, atol=1e-5, rtol=1e-4)


def test_colours_and_numbers() -> None:
    image = torch.tensor([10, 20, 30], dtype=torch.uint8).view(1, 3, 1, 1)
    assert network_input(image, Input(mean=10, scale=2)).ravel().tolist() == [0, 5, 10]
    blue_first = Input(colours="BGR", mean=0, scale=1)
    assert network_input(image, blue_first).ravel().tolist() == [30, 20, 10]
    assert network_input(image, Input()).dtype == np.float32


def test_thresholds(tmp_path: Path) -> None:
    path = small_bundle(tmp_path / "a")
    strict = Threshold(far=0.01, cosine=0.5, tar=0.4, on="b", impostors=100)
    info = BundleInfo(title="a", dimension=5, thresholds=(THRESHOLD, strict))
    (path / INFO).write_text(info.as_json())
    bundle = Bundle.open(path)
    assert bundle.threshold() == strict
    assert bundle.threshold(0.1) == THRESHOLD
    with pytest.raises(
        ValueError, match=r"no threshold for the false accept rate 0\.5; there is 0\.1, 0"
    ):
        bundle.threshold(0.5)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"format": 2}, r"bundle\.json cannot be used: its format is 2 and not 1\.$"),
        (
            {"input": {"template": [], "colours": "RBG"}},
            r"colours RGB or BGR, a scale that is not 0",
        ),
        ({"input": {}}, r"bundle\.json cannot be used: 'template'\.$"),
        ({"thresholds": [{"far": 1}]}, r"bundle\.json cannot be used: .*missing"),
        (
            {"thresholds": [vars(THRESHOLD) | {"cosine": float("nan")}]},
            r"bundle\.json cannot be used: A threshold must be a finite number, not nan",
        ),
        ({"more": 1}, r"bundle\.json cannot be used: .*more"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    change: dict[str, object], sentence: str, tmp_path: Path
) -> None:
    path = small_bundle(tmp_path / "a")
    values = json.loads((path / INFO).read_text())
    (path / INFO).write_text(json.dumps(values | change))
    with pytest.raises(ValueError, match=sentence):
        Bundle.open(path)


def test_a_model_that_is_none(tmp_path: Path) -> None:
    path = small_bundle(tmp_path / "a")
    (path / MODEL).write_text("text")
    with pytest.raises(ValueError, match=r"^The model cannot be run: "):
        Bundle.open(path)
    with pytest.raises(ValueError, match=r"is no bundle: it needs bundle\.json and model\.onnx\.$"):
        Bundle.open(tmp_path)
