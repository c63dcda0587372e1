"""The leverage dial: its numbers against `losses.leverage`, its sentence, its picture."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from app.drawing.described import SHOWN, described
from app.drawing.files import file_text, file_url
from losses.catalogue import LOSSES
from losses.fixed_scale import fixed_scale
from losses.leverage import equivalent_margin, force_ratios, forces
from tests.app.drawing.modules import run_with
from tests.app.drawing.test_losses import random_cosines
from toy_models.config import LossChoice

GUIDED = [name for name in SHOWN if LOSSES[name].guidance]
SCALES = (2.0, 8.0, 30.0)
LEVERAGE = """
    const { loadLoss } = await import(given.slots);
    const loss = await loadLoss(given.loss);
    return given.cosines.map((cosines, n) => {
        const sample = { cosines, label: given.labels[n], many: given.many };
        return { ...leverage(loss, sample), forces: forces(loss, sample) };
    });
"""


def in_the_browser(page: Any, choice: LossChoice, cos_BC: Any, labels_B: Any, many: Any) -> Any:
    return run_with(
        page,
        "losses/leverage.js",
        "leverage, forces",
        LEVERAGE,
        slots=file_url("drawing/browser/losses/slots.js"),
        loss=described(choice),
        cosines=cos_BC.tolist(),
        labels=labels_B.tolist(),
        many=many,
    )


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("name", GUIDED)
def test_forces_and_their_ratios(blank: Any, name: str, scale: float) -> None:
    choice = LossChoice.of(name, scale=scale)
    cos_BC, labels_B = random_cosines(seed=len(name), points=100)
    found = in_the_browser(blank, choice, cos_BC, labels_B, None)
    cosines, labels = torch.tensor(cos_BC), torch.tensor(labels_B)
    expected_2B = torch.stack(forces(choice.build(), cosines, labels)).numpy()
    np.testing.assert_allclose(
        np.array([row["forces"] for row in found]).T, expected_2B, rtol=1e-6, atol=1e-6
    )
    ratios_2B = torch.stack(force_ratios(choice.build(), cosines, labels)).numpy()
    found_2B = np.array([[row["target"], row["push"]] for row in found]).T
    # A force below 1e-6 is a difference of two floats near 1 in torch: its ratio is noise there.
    with np.errstate(invalid="ignore"):
        firm_2B = (expected_2B > 1e-6) & (expected_2B / ratios_2B > 1e-6)
    assert firm_2B.sum() > 60
    np.testing.assert_allclose(found_2B[firm_2B], ratios_2B[firm_2B], rtol=1e-6)


def test_the_equivalent_margin_is_that_of_the_loss(blank: Any) -> None:
    cos_BC, labels_B = random_cosines(seed=5, points=200)
    found = in_the_browser(blank, LossChoice.of("sv_softmax", t=1.3), cos_BC, labels_B, None)
    rival_B = np.array([cos_BC[n, row["rival"]] for n, row in enumerate(found)])
    ahead_B = rival_B > cos_BC[np.arange(200), labels_B]
    expected_B = np.where(ahead_B, equivalent_margin(torch.tensor(rival_B), 1.3).numpy(), 0)
    np.testing.assert_allclose([row["margin"] for row in found], expected_B, rtol=0, atol=1e-12)


@pytest.mark.parametrize("classes", [3, 10, 100, 86_876])
def test_the_fixed_scale(blank: Any, classes: int) -> None:
    found = run_with(
        blank, "losses/fixed_scale.js", "fixed_scale", "return fixed_scale(given.k);", k=classes
    )
    assert found == pytest.approx(fixed_scale(classes), rel=1e-12)


@pytest.mark.parametrize("scale", [8.0, 16.0, 30.0])
def test_many_classes_at_one_cosine_are_as_many_columns(blank: Any, scale: float) -> None:
    choice = LossChoice.of("sv_softmax", scale=scale)
    few = np.array([[0.4, 0.42, -0.3, 0.0]])
    many = [1, 1, 1, 996]
    (found,) = in_the_browser(blank, choice, few, np.array([0]), many)
    every = torch.tensor([[0.4, 0.42, -0.3] + [0.0] * 996], dtype=torch.float64)
    target, rival = force_ratios(choice.build(), every, torch.tensor([0]))
    assert found["classes"] == 999
    assert [found["target"], found["push"]] == pytest.approx(
        [target.item(), rival.item()], rel=1e-6
    )
    assert found["over"] == pytest.approx(scale / fixed_scale(999))
    plain = (scale * every[0, 1:]).softmax(0)
    assert found["blame"] == pytest.approx(plain[0].item(), rel=1e-9)


def sentence(page: Any, name: str, cosines: list[float], many: Any = None, **values: Any) -> str:
    (reading,) = in_the_browser(
        page, LossChoice.of(name, **values), np.array([cosines]), np.array([0]), many
    )
    told: str = run_with(
        page,
        "leverage/sentence.js",
        "sentence",
        "return sentence(given.found, given.title, 'class 1');",
        found=reading,
        title=LOSSES[name].title,
    )
    return told


def test_one_sentence_says_what_guidance_can_do(blank: Any) -> None:
    near, crowd = [0.4, 0.44, 0.0], [1, 1, 999]
    assert sentence(blank, "arc_softmax", near).startswith("Arc-Softmax has no h")
    assert sentence(blank, "sv_softmax", [0.5, 0.4, 0.0]).startswith("No rival beats the target")
    assert sentence(blank, "sv_softmax", near) == (
        "Two classes decide here: class 1 has over 99 % of the push already. So guidance makes the "
        "pull on the target at most ×2 and the push on the rival at most ×2.4 (the notches); now "
        "it is ×1.30 and ×1.56."
    )
    cool = sentence(blank, "sv_softmax", near, crowd, scale=8.0)
    assert cool.startswith("Guidance can act here: 1,000 rivals share the push and class 1 has ")
    between = sentence(blank, "sv_softmax", near, crowd, scale=17.0)
    assert between.startswith("Guidance can act a little here: of the push on 1,000 rivals")


DIAL = f"""async ([width, description, cosines, css]) => {{
    const {{ LeverageDial }} = await import("{file_url("drawing/browser/leverage/dial.js")}");
    const {{ Theme }} = await import("{file_url("drawing/browser/look.js")}");
    const {{ loadLoss }} = await import("{file_url("drawing/browser/losses/slots.js")}");
    const {{ SvgContext }} =
        await import("{file_url("drawing/browser/saving/svg_context.js")}");
    document.body.innerHTML =
        `<style>${{css}}</style><div id="place" style="width: ${{width}}px"></div>`;
    const place = document.querySelector("#place");
    const dial = new LeverageDial();
    place.append(dial.element);
    dial.arrange(1);
    dial.show(await loadLoss(description), {{ cosines, label: 0 }}, ["a", "b", "c"], "#7B4FB5");
    const theme = new Theme(place);
    dial.draw(theme);
    const file = new SvgContext();
    const series = dial.drawOn(file, theme);
    return {{
        series,
        text: file.file(width, dial.height, "dial"),
        size: [dial.element.scrollWidth, dial.canvas.clientHeight],
        state: dial.element.dataset.state,
        label: dial.canvas.getAttribute("aria-label"),
    }};
}}"""


@pytest.mark.parametrize("width", [290, 560])
def test_the_dial_draws_what_it_says_at_every_width(blank: Any, width: int) -> None:
    css = file_text("drawing/browser/drawing.css")
    given = [width, described(LossChoice.of("sv_softmax")), [0.4, 0.44, 0.0], css]
    found = blank.evaluate(DIAL, given)
    assert found["state"] == "few"
    assert found["size"][0] == width
    assert found["size"][1] > 140
    cos_1C = torch.tensor([[0.4, 0.44, 0.0]], dtype=torch.float64)
    loss = LossChoice.of("sv_softmax").build()
    ratios = [ratio.item() for ratio in force_ratios(loss, cos_1C, torch.tensor([0]))]
    over = 30 / fixed_scale(3)
    assert [points for _, points in found["series"]] == [
        [pytest.approx([over, value])] for value in (*ratios, 0.2 * 1.44)
    ]
    for words in ("×1.30", "×1.56", "m = 0.29", "many rivals", "two classes", "s = 31 s"):
        assert f">{words}<" in found["text"]
    assert "target ×1.30, rival ×1.56" in found["label"]
