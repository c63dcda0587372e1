"""What the browser computes of a loss, against `losses`: on thousands of random points, to 1e-6."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
import torch

from app.drawing.described import SHOWN, described, in_browser
from app.drawing.files import file_url
from losses.catalogue import GUIDANCES, LOSSES, MARGINS, MININGS
from losses.equation import Loss
from toy_models.config import LossChoice
from toy_models.gentle import gentle

LOSSES_URL = file_url("drawing/browser/losses")
POINTS = 400  # of each loss
CLASSES = 6

#: Numbers go to the browser and back as JSON: Playwright's own way is slow with so many.
EVALUATE = f"""async (asked) => {{
    const [description, cosines, labels, batch] = JSON.parse(asked);
    const {{ loadLoss }} = await import("{LOSSES_URL}/slots.js");
    const loss = await loadLoss(description);
    const sorted = batch ? Float64Array.from(batch).sort() : undefined;
    const told = cosines.map((row, n) => {{
        const {{ logits, loss: value, nll, g, slope, support, f, boundary }} =
            loss.terms(row, labels[n], sorted);
        return {{
            logits: [...logits], loss: value, nll, g, slope: [...slope], support: [...support],
            f, boundary,
        }};
    }});
    const nonFinite = (_, value) => Math.abs(value) === Infinity ? String(value) : value;
    return JSON.stringify(told, nonFinite);
}}"""


def random_cosines(seed: int, points: int = POINTS) -> tuple[np.ndarray, np.ndarray]:
    """Cosines as a circle has them, with ends and ties among them, and labels."""
    draw = np.random.default_rng(seed)
    cos_BC = np.cos(draw.uniform(0, np.pi, (points, CLASSES)))
    labels_B = draw.integers(0, CLASSES, points)
    cos_BC[0] = 1.0
    cos_BC[1] = -1.0
    cos_BC[2, labels_B[2]] = 1.0
    cos_BC[3, labels_B[3]] = -1.0
    cos_BC[4] = cos_BC[4, 0]
    return cos_BC, labels_B


def in_torch(loss: Loss, cos_BC: np.ndarray, labels_B: np.ndarray) -> dict[str, np.ndarray]:
    cosines = torch.tensor(cos_BC, dtype=torch.float64, requires_grad=True)
    labels = torch.tensor(labels_B)
    loss_B = loss(cosines, labels)
    (slope_BC,) = torch.autograd.grad(loss_B.sum(), cosines)
    told = {
        "logits": loss.logits(cosines, labels),
        "loss": loss_B,
        "slope": slope_BC,
        "support": loss.support_vectors(cosines, labels).double(),
    }
    return {name: value.detach().numpy() for name, value in told.items()}


def in_the_browser(page: Any, choice: LossChoice, cos_BC: Any, labels_B: Any) -> dict[str, Any]:
    """As `in_torch`; the batch of a mining that reads one is these samples."""
    rows = [cos_BC.tolist(), labels_B.tolist()]
    told = asked(page, [described(choice), *rows, None])
    if described(choice)["mining"]:
        batch = [-row["nll"] for row in told]
        told = asked(page, [described(choice), *rows, batch])
    return {name: np.array([row[name] for row in told], float) for name in told[0]}


def asked(page: Any, question: list[Any]) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(page.evaluate(EVALUATE, json.dumps(question)))
    return told


def compare(page: Any, choice: LossChoice, seed: int, points: int = POINTS) -> None:
    cos_BC, labels_B = random_cosines(seed, points)
    found = in_the_browser(page, choice, cos_BC, labels_B)
    for name, expected in in_torch(choice.build(), cos_BC, labels_B).items():
        np.testing.assert_allclose(found[name], expected, rtol=1e-6, atol=1e-6, err_msg=name)


@pytest.mark.parametrize("values", ["the paper's", "gentle"])
@pytest.mark.parametrize("name", SHOWN)
def test_loss_logits_gradient_and_support_vectors(blank: Any, name: str, values: str) -> None:
    choice = LossChoice.of(name) if values == "the paper's" else gentle(name)
    compare(blank, choice, seed=sum(map(ord, name)))


@pytest.mark.parametrize(
    "choice",
    [
        LossChoice.of("mv_am_softmax", mode="fixed"),
        LossChoice.of("mv_arc_softmax", mode="fixed", scale=7.0),
        LossChoice.of("combined_margin", m1=2.5, m2=0.4, m3=0.1),
        LossChoice.of("a_softmax", margin=1.7),
        LossChoice.of("f_softmax", gamma=0.0),
        LossChoice.of("f_softmax", gamma=0.5, scale=4.0),
        LossChoice.of("hm_softmax", keep=0.29, scale=4.0),
        LossChoice.of("arc_softmax", margin=0.0),
        LossChoice.of("arc_softmax", margin=1.5),
        LossChoice.of("arcnegface", alpha=0.0, sigma=0.1),
        LossChoice.of("sv_softmax", t=1.0),
        LossChoice.of("sv_arc_softmax", t=2.0, scale=512.0),
        LossChoice.of("x2_softmax", vertex=-0.4, bend=-0.3),
        LossChoice.of("filtered_arc", limit=0.0),
        LossChoice.of("a_softmax", margin=2.0),
    ],
    ids=str,
)
def test_other_values_and_the_ends_of_ranges(blank: Any, choice: LossChoice) -> None:
    compare(blank, choice, seed=7)


COMPOSED = [
    (f, g, h)
    for f, margin in MARGINS.items()
    for g in MININGS
    for h, guidance in GUIDANCES.items()
    if all(slot is None or in_browser(slot.code) for slot in (margin, guidance))
]


SHOWN_MARGINS = [f for f, slot in MARGINS.items() if not slot or in_browser(slot.code)]


@pytest.mark.slow
@pytest.mark.parametrize("f", SHOWN_MARGINS)
def test_every_composition(blank: Any, f: str) -> None:
    mine = [slots for slots in COMPOSED if slots[0] == f]
    assert len(mine) >= 15
    for _, g, h in mine:
        compare(blank, LossChoice.of("composed", f=f, g=g, h=h), seed=11, points=60)


def test_the_lab_has_the_losses_of_the_paper_and_what_is_said(blank: Any) -> None:
    paper = (
        "norm_softmax hm_softmax f_softmax a_softmax am_softmax arc_softmax f_am_softmax "
        "f_arc_softmax hm_am_softmax hm_arc_softmax sv_softmax sv_a_softmax sv_am_softmax "
        "sv_arc_softmax"
    )
    more = (
        "combined_margin x2_softmax mv_am_softmax mv_arc_softmax arcnegface npcface circle "
        "filtered_arc"
    )
    assert set(SHOWN) >= set(f"{paper} {more}".split())
    assert set(LOSSES) - set(SHOWN) >= {
        "softmax", "curricularface", "adacos", "magface", "adaface", "elasticface", "inter_topk",
    }  # fmt: skip


def test_the_browser_exports_the_functions_under_their_python_names(blank: Any) -> None:
    slots = [slot for spec in LOSSES.values() for slot in spec.slots]
    codes = {slot.code for slot in slots if in_browser(slot.code)}
    assert len(codes) >= 15
    for code in sorted(codes):
        module, function = code.removeprefix("losses.").split(":")
        kind = blank.evaluate(
            "async ([file, name]) => typeof (await import(file))[name]",
            [f"{LOSSES_URL}/{module}.js", function],
        )
        assert kind == "function", code


def test_the_plain_formula_is_f_until_it_turns_back(blank: Any) -> None:
    choices = {
        "a_softmax": {"margin": 3.0},
        "am_softmax": {"margin": 0.4},
        "arc_softmax": {"margin": 0.5},
        "combined_margin": {"m1": 1.5, "m2": 0.3, "m3": 0.1},
    }
    theta_T = np.linspace(0, np.pi, 300)
    for name, arguments in choices.items():
        slot = LOSSES[name].margin
        assert slot is not None
        found = blank.evaluate(
            f"""async ([code, thetas, given]) => {{
                const {{ loadLoss }} = await import("{LOSSES_URL}/slots.js");
                const loss = await loadLoss({{ margin: {{ code, arguments: given }} }});
                return thetas.map((theta) => loss.margin.plain(theta, given));
            }}""",
            [slot.code, theta_T.tolist(), arguments],
        )
        m1 = arguments.get("m1", arguments["margin"] if name == "a_softmax" else 1.0)
        m2 = arguments.get("m2", arguments["margin"] if name == "arc_softmax" else 0.0)
        m3 = arguments.get("m3", arguments["margin"] if name == "am_softmax" else 0.0)
        np.testing.assert_allclose(found, np.cos(m1 * theta_T + m2) - m3, atol=1e-12)
        curve = LossChoice.of(name, **arguments).build().margin_curve(torch.tensor(np.cos(theta_T)))
        assert curve is not None
        before = m1 * theta_T + m2 < np.pi
        np.testing.assert_allclose(np.array(found)[before], curve.numpy()[before], atol=1e-9)
        if name != "am_softmax":
            assert np.abs(np.array(found) - curve.numpy())[~before].max() > 0.01
