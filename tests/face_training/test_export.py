"""A run and a file become bundles; nothing is written that was not checked."""

from dataclasses import replace
from pathlib import Path

import onnx
import pytest
import torch

from face_training.bundle.bundle import CARD, INFO, MODEL, Bundle
from face_training.bundle.input import Input
from face_training.bundle.onnx_export import onnx_of
from face_training.evaluation.outcome import Outcome
from face_training.export import FARS, Source, export, main, of_file, thresholds
from tests.face_training.networks import Pictures, small_network, small_onnx, small_run

SET = {
    "name": "unseen",
    "protocol": "open_set",
    "source": "synthetic",
    "identities": 20,
    "images": 3,
}


def small_source() -> Source:
    return Source(
        title="small",
        model=small_onnx(),
        input=Input(),
        made_of={"Data": "none"},
        backbone=small_network(size=112).eval(),
    )


def test_the_threshold_is_where_the_set_says(tmp_path: Path) -> None:
    bundle = export(small_source(), tmp_path / "out", [SET], fars=(0.1, 0.01))
    assert bundle.info.dimension == 5
    assert [one.far for one in bundle.info.thresholds] == [0.1, 0.01]
    measures = bundle.info.measures["unseen"]
    strict = bundle.threshold(0.01)
    assert strict.tar == measures["tar_at_far_1e-2"]
    assert strict.impostors == 20 * 19 // 2 * 9
    assert strict.cosine > bundle.threshold(0.1).cosine
    assert sorted(file.name for file in bundle.path.iterdir()) == sorted([INFO, CARD, MODEL])
    assert "| unseen | TAR at FAR 1e-2 |" in (bundle.path / CARD).read_text()


def test_without_a_set_there_is_no_threshold(tmp_path: Path) -> None:
    bundle = export(small_source(), tmp_path / "out", [])
    assert bundle.info.thresholds == ()
    assert "nothing is known of how good it is" in (bundle.path / CARD).read_text()


def test_what_differs_from_torch_is_not_written(tmp_path: Path) -> None:
    source = small_source()
    wrong = Source(
        title="wrong",
        model=source.model,
        input=source.input,
        made_of={},
        backbone=small_network(size=112, seed=1).eval(),
    )
    with pytest.raises(ValueError, match=r"^onnxruntime and torch differ by .*; nothing was writ"):
        export(wrong, tmp_path / "out", [])
    assert not (tmp_path / "out").exists()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(ValueError, match=r"out is there already\.$"):
        export(small_source(), tmp_path / "out", [])


def test_a_set_without_scores_has_no_threshold() -> None:
    with pytest.raises(ValueError, match=r"^Evaluation set 'a' has no scores to take a threshold"):
        thresholds("a", Outcome(measures={}), (0.1,))


@pytest.mark.slow
def test_a_run_with_its_own_set(tmp_path: Path) -> None:
    run = small_run()
    main([str(run.path), str(tmp_path / "out"), "--far", "0.1"])
    bundle = Bundle.open(tmp_path / "out")
    images = Pictures(3, size=112).images
    with torch.no_grad():
        wanted = run.backbone()(images.float() / 127.5 - 1)
    torch.testing.assert_close(bundle.network(images), wanted, atol=1e-4, rtol=1e-4)
    text = (tmp_path / "out" / CARD).read_text()
    for words in (
        "* **Data**: 4 synthetic identities with 4 images each",
        "* **Loss**: arc_softmax (",
        "* **Training**: 2 steps of 8 images, seed 0",
        "* **Network**: tiny, 8 numbers",
    ):
        assert words in text
    assert bundle.threshold().on == "unseen"


def test_somebodys_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "face.onnx").write_bytes(small_onnx())
    words = [f"{key}={value}" for key, value in SET.items()]
    arguments = [str(tmp_path / "face.onnx"), str(tmp_path / "out"), "--far", "0.1"]
    main([*arguments, "--made-of", "a test", "--set", *words])
    assert capsys.readouterr().out.splitlines()[0] == f"{tmp_path / 'out'}: 5 numbers a face"
    images = Pictures(3, size=112).images
    bundle = Bundle.open(tmp_path / "out")
    direct = small_network(size=112).eval()
    with torch.no_grad():
        wanted = direct(images.float() / 127.5 - 1)
    torch.testing.assert_close(bundle.network(images), wanted, atol=1e-5, rtol=1e-4)
    assert "* **Origin**: a test" in (bundle.path / CARD).read_text()


def test_a_file_for_other_images(tmp_path: Path) -> None:
    model = onnx.load_from_string(small_onnx())
    model.graph.input[0].type.tensor_type.shape.dim[2].dim_value = 111
    onnx.save(model, tmp_path / "other.onnx")
    with pytest.raises(ValueError, match=r"shape \(\?, 3, 111, 112\), and not square"):
        of_file(tmp_path / "other.onnx", Input(), "a test")
    with pytest.raises(SystemExit, match=r"is not a run directory"):
        main([str(tmp_path), str(tmp_path / "out")])
    assert FARS == (1e-3,)


def test_a_network_without_finite_numbers_is_not_written(tmp_path: Path) -> None:
    """Its threshold was NaN, and the status 0."""
    network = small_network(size=112).eval()
    network[-1].bias.data[:] = torch.nan
    source = replace(small_source(), model=onnx_of(network, 112), backbone=network)
    with pytest.raises(ValueError, match=r"^onnxruntime and torch differ by nan where"):
        export(source, tmp_path / "out", [])
    with pytest.raises(ValueError, match=r"^60 of 60 embeddings are not finite numbers"):
        export(replace(source, backbone=None), tmp_path / "out", [SET])
    assert not (tmp_path / "out").exists()
