"""Every ready recipe says whose it is, and reads the layout in which its images are published."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from face_training import recipes
from face_training.ranks import Ranks
from face_training.recipes import FOLDER
from face_training.train import check_names, open_faces
from face_training.training.batches import step_loader
from tests.face_training.data.layouts import LAYOUTS, folders

SMALL = ["training.batch=3", "data.workers=0", "data.identities=3", "data.images=2"]
#: The number that each recipe is there to reach, as its authors give it.
PUBLISHED = {
    "digiface_r50": "LFW 95.82, CFP-FP 88.77",
    "glint360k_vit_s": "IJB-C 97.31 at FAR 1e-4",
    "hsface10k_r50": "LFW 98.87, CFP-FP 88.97",
    "ms1mv3_r100": "LFW 99.85, CFP-FP 98.99",
    "ms1mv3_r50": "LFW 99.83, CFP-FP 98.54",
    "webface42m_r100": "LFW 99.85, CFP-FP 99.44",
    "webface42m_r100_whole": "LFW 99.85, CFP-FP 99.44",
    "ten_million": "nothing is learned and there is no accuracy",
}


def text_of(name: str) -> str:
    """The comments of a recipe, as one line."""
    lines = (FOLDER / f"{name}.toml").read_text().splitlines()
    return " ".join(line.lstrip("# ") for line in lines if line.startswith("#"))


@pytest.mark.parametrize("name", recipes.names())
def test_its_images_are_read_as_they_are_published(name: str, tmp_path: Path) -> None:
    source = recipes.read(name, ["data.path=x"]).data.source
    path = LAYOUTS[source](tmp_path) if source in LAYOUTS else tmp_path
    config = recipes.read(name, [f"data.path={path}", *SMALL, "evaluation=[]"])
    check_names(config)
    faces = open_faces(config)
    assert (len(faces), len(faces.identities)) == (6, 3)
    images, labels = next(step_loader(faces, config, Ranks(), 0, 2))
    assert tuple(images.shape) == (3, 3, 112, 112)
    assert images.dtype == torch.uint8
    assert labels.max() < 3


@pytest.mark.parametrize("name", PUBLISHED)
def test_it_names_the_number_to_reach(name: str) -> None:
    assert PUBLISHED[name] in text_of(name)


@pytest.mark.parametrize("name", sorted({*recipes.names()} - {"smoke", "ten_million"}))
def test_it_names_its_source(name: str) -> None:
    assert "arXiv:" in text_of(name) or "insightface" in text_of(name)


def test_digiface_may_be_unpacked_part_by_part(tmp_path: Path) -> None:
    for part in ("subjects_0-1_2_imgs", "subjects_2-2_2_imgs"):
        folders(tmp_path / part)
    (tmp_path / "subjects_2-2_2_imgs" / "person 0").rename(tmp_path / "subjects_2-2_2_imgs" / "9")
    config = recipes.read("digiface_r50", [f"data.path={tmp_path}", "data.source=image_folder"])
    faces = open_faces(config)
    assert faces.identities == ("9", "person 0", "person 1", "person 2")
    assert len(faces) == 12


def test_the_demonstration_is_called_one(tmp_path: Path) -> None:
    config = recipes.read("ten_million")
    assert config.data.identities == 10_000_000
    assert (config.head.sample, config.head.form) == (1.0, "chunked")
    assert "demonstration" in config.title
    assert "nothing can be learned" in open_faces(config).source


@pytest.mark.parametrize("layout", [folders])
def test_the_layout_of_another_source_is_refused(
    layout: Callable[[Path], Path], tmp_path: Path
) -> None:
    path = layout(tmp_path)
    for name in ("hsface10k_r50", "digiface_r50", "ms1mv3_r50", "webface42m_r100"):
        with pytest.raises(ValueError, match=r"^There (is|are) no "):
            open_faces(recipes.read(name, [f"data.path={path}"]))
