"""The card contains everything that it is given, and the warnings."""

from face_training.bundle.bundle import BundleInfo
from face_training.bundle.input import Input
from face_training.bundle.model_card import CONSENT, LIMITS, model_card
from tests.face_training.networks import THRESHOLD


def test_it_tells_everything() -> None:
    info = BundleInfo(
        title="A network",
        dimension=64,
        input=Input(mean=0, scale=1),
        thresholds=(THRESHOLD,),
        measures={"lfw": {"accuracy": 0.98765, "eer": 0.0123, "mean_norm": 21.5}},
        notes={"lfw": ("The list was not spread.",)},
    )
    text = model_card(info, {"Data": "ten people", "Loss": "sv_softmax"})
    for words in (
        "# A network\n",
        "* **Data**: ten people",
        "* **Loss**: sv_softmax",
        "(value - 0) / 1",
        "any number of images",
        " 38.2946  51.6963",
        "| lfw | accuracy | 98.77 % | higher |",
        "* lfw: The list was not spread.",
        "| lfw | EER | 1.23 % | lower |",
        "| lfw | mean length of the embedding | 21.5000 | neither |",
        "| 0.1 | 0.2500 | 0.5000 | unseen | 100 |",
        LIMITS,
        CONSENT,
    ):
        assert words in text
    assert "freely agreed" in CONSENT


def test_what_is_not_known_is_said() -> None:
    text = model_card(BundleInfo(title="A", dimension=64, input=Input(batch=1)), {})
    assert "nothing is known of how good it is" in text
    assert "exported without a set" in text
    assert "1 at a time" in text
