"""Recipes: read, replaced, refused, and written back."""

import tomllib
from dataclasses import dataclass

import pytest
import tomli_w

from face_training import recipes
from face_training.config import FaceConfig
from face_training.recipes.typed import plain, typed


@pytest.mark.parametrize("name", recipes.names())
def test_a_recipe_survives_being_written(name):
    config = recipes.read(name, ["data.path=somewhere"])
    assert typed(FaceConfig, tomllib.loads(tomli_w.dumps(plain(config)))) == config
    assert config.title


def test_values_are_replaced():
    config = recipes.read(
        "smoke",
        ["training.batch=32", "head.parameters.margin=0.2", "title=Mine", "data.source=synthetic"],
    )
    assert config.training.batch == 32
    assert dict(config.head.parameters) == {"scale": 16.0, "margin": 0.2}
    assert config.title == "Mine"


@pytest.mark.parametrize(
    ("override", "sentence"),
    [
        ("trainig.batch=3", "Unknown key 'trainig'; did you mean 'training'?"),
        ("training.bacth=3", r"Unknown key 'bacth' in \[training\]; did you mean 'batch'?"),
        ("training.batch=big", "training.batch must be a whole number, not 'big'"),
        ("training.batch=true", "training.batch must be a whole number, not True"),
        ("training.batch", r"is not of the form table\.key=value"),
        ("title.batch=3", "title is not a table"),
        ("backbone=3", "backbone must be a table, not 3"),
        ("data.overlap_with=3", "data.overlap_with must be a list, not 3"),
        ("head.parameters=3", "head.parameters must be a table, not 3"),
    ],
)
def test_what_cannot_be_used_gets_one_sentence(override, sentence):
    with pytest.raises(ValueError, match=sentence) as caught:
        recipes.read("smoke", [override])
    assert str(caught.value).startswith("On the command line: ")
    assert "\n" not in str(caught.value)


def test_a_sentence_says_whether_the_file_or_the_command_line_is_at_fault(tmp_path):
    text = (recipes.FOLDER / "smoke.toml").read_text()
    faulty = tmp_path / "mine.toml"
    faulty.write_text(f"titel = 'x'\n{text}")
    with pytest.raises(ValueError, match=r"^mine\.toml: Unknown key 'titel'"):
        recipes.read(faulty, ["training.batch=32"])
    with pytest.raises(ValueError, match=r"^mine\.toml: Unknown key 'titel'"):
        recipes.read(faulty)
    sound = tmp_path / "sound.toml"
    sound.write_text(text)
    with pytest.raises(ValueError, match=r"^On the command line: Unknown key 'backbon'"):
        recipes.read(sound, ["training.batch=32", "backbon.name=tiny"])


def test_recipes_that_are_not_there(tmp_path):
    with pytest.raises(ValueError, match=r"no recipe .smok.; did you mean .smoke.\?"):
        recipes.read("smok")
    with pytest.raises(ValueError, match=r"There is no file .*mine\.toml"):
        recipes.read(tmp_path / "mine.toml")
    (tmp_path / "mine.toml").write_text("[data\nsource =")
    with pytest.raises(ValueError, match=r"mine\.toml is not TOML: .*line 1"):
        recipes.read(str(tmp_path / "mine.toml"))
    (tmp_path / "mine.toml").write_text("title = 'no tables'")
    with pytest.raises(ValueError, match=r"mine\.toml: data is missing\."):
        recipes.read(tmp_path / "mine.toml")


def test_whole_numbers_are_numbers():
    @dataclass(frozen=True)
    class Pair:
        share: float
        name: str = "x"

    assert typed(Pair, {"share": 1}) == Pair(1.0)
    assert type(typed(Pair, {"share": 1}).share) is float


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_recipe_may_have_any_encoding(tmp_path, codec):
    text = (recipes.FOLDER / "smoke.toml").read_text().replace("on a CPU", "für jede CPU")
    (tmp_path / "mine.toml").write_bytes(text.encode(codec))
    assert "für jede CPU" in recipes.read(tmp_path / "mine.toml").title
