"""Challenges about whom a training believes, and whom it never met."""

from __future__ import annotations

from dataclasses import replace

from app.challenges.attempt import FAR, Attempt
from app.challenges.challenge import TRAINING, AtLeast, Challenge, with_loss
from app.starting_points.table import SOFTMAX, run_on, with_values
from toy_models.data import Blobs, Faces

_DECEIVED = run_on(
    Blobs(classes=6, per_class=60, spread=0.2),
    SOFTMAX,
    with_values("hm_softmax", keep=0.2),
    label_noise=0.2,
)

_RIGHT = AtLeast(
    measure="accuracy", least=90, loss=1, words="HM-Softmax is right for {found} of the samples"
)

MOST_KEPT = 0.9  # with all of the batch kept, nothing is mined


def _mines(attempt: Attempt) -> str:
    keep = dict(attempt.config.losses[1].parameters)["keep"]
    assert isinstance(keep, float)
    if keep > MOST_KEPT + 1e-9:
        return f"With keep = {keep:g} hardly anything is mined. Leave out a tenth of the batch."
    return _RIGHT.missing(attempt)


DECEIVED = Challenge(
    slug="deceived",
    title="Use hard mining with wrong labels",
    story="One label in five is wrong. Hard mining keeps the fifth of each batch with the largest "
    "loss, and most of their push comes from wrong labels.",
    goal="HM-Softmax is right for 90 % of the test samples, with one change, and still mines: it "
    "leaves out at least a tenth of each batch.",
    config=_DECEIVED,
    free=(*TRAINING, "HM-Softmax keep"),
    found=_RIGHT.found,
    missing=_mines,
    hints=(
        'See the chart "which samples push": which of them does the second panel listen to?',
        "A sample with a wrong label stays hard for long. Who keeps only hard samples keeps those.",
        "How many samples does HM-Softmax keep, and how many labels are wrong?",
    ),
    way=with_loss(_DECEIVED, 1, keep=0.9),
    wrong={
        "wrong labels": replace(_DECEIVED, label_noise=0.0),
        "steps": replace(_DECEIVED, steps=1500),
        "softmax warm-up": replace(_DECEIVED, softmax_warmup=300),
    },
    says={
        "wrong labels": "Nobody says which labels are wrong, so they cannot be taken out here. "
        "Find a training that works with them.",
        "steps": "A longer training learns more from the wrong labels.",
        "softmax warm-up": "A good start does not last: after it, mining follows the wrong labels "
        "again.",
    },
    why="Wrong labels keep a large loss, so they are among the kept. The more of a batch is kept, "
    "the more right labels are among it; above two fifths they are the majority.",
    taught="Hard mining prefers wrong labels, because their loss stays large.",
    lesson="mining",
)

_FLAT = run_on(Faces(identities=40, images=15, nuisance=0.6), SOFTMAX, embedding=3)

_PAIRS = AtLeast(measure="strangers", least=50, words="It finds {found} of the strangers' pairs")

STRANGERS = Challenge(
    slug="strangers",
    title="Recognise half of the strangers",
    story="A network learns forty people on a sphere, where they hardly find room. It nearly "
    "always takes two pictures of one stranger for two people.",
    goal="It finds half of the pairs of one stranger, with one change, where "
    f"{100 * FAR:g} % of the pairs of two strangers may pass for one (a false accept rate of "
    f"{100 * FAR:g} %).",
    config=_FLAT,
    free=(*TRAINING, "losses", "features"),
    found=_PAIRS.found,
    missing=_PAIRS.missing,
    hints=(
        "Count the people and look at the sphere. How much of it is left for one more?",
        "A longer training or another loss uses the same room in another way. Where is more room?",
        "How many dimensions do the features of real face networks have? Look at *Features*.",
    ),
    way=replace(_FLAT, embedding=64),
    wrong={
        "losses": replace(_FLAT, losses=(with_values("arc_softmax"),)),
        "steps": replace(_FLAT, steps=1200),
    },
    says={
        "losses": "A margin opens the gaps between people, but in three dimensions there is no "
        "room for strangers.",
        "steps": "A longer training helps, but far from enough.",
        "data": "The people belong to the challenge.",
    },
    why="In three dimensions it cannot even tell its own forty people apart. More dimensions have "
    "room for them, and strangers gain with it.",
    taught="To recognise strangers takes room: more dimensions help more than another loss.",
    lesson="strangers",
)
