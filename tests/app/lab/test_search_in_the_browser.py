"""The meter, the translator and the pulls in the browser, against their Python."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from app.drawing.described import described
from app.drawing.files import file_url
from app.lab.message import message
from app.lab.setting import Setting
from toy_models.config import LossChoice
from toy_models.feasibility import judge, largest_margin
from toy_models.gentle import gentle
from toy_models.translator import margin_for_t, pull, t_for_margin

LAB = file_url("lab/browser")
SLOTS = file_url("drawing/browser/losses/slots.js")
JUDGE = f"""async ([description, arrangement]) => {{
    const {{ loadLoss }} = await import("{SLOTS}");
    const {{ judge, largest }} = await import("{LAB}/feasibility.js");
    const loss = await loadLoss(description);
    const limit = loss.margin?.arguments.margin === undefined ? null
        : largest(loss, "margin", 0, 1.5, arrangement.nearest) ?? null;
    return {{ ...judge(loss, arrangement), limit }};
}}"""
TRANSLATE = f"""async ([scene, scale, from, value, to]) => {{
    const {{ Scene }} = await import("{LAB}/scene.js");
    const {{ translate }} = await import("{LAB}/translator.js");
    return translate(new Scene(scene), scale, from, value, to) ?? null;
}}"""
PULL = f"""async ([scene, description]) => {{
    const {{ loadLoss }} = await import("{SLOTS}");
    const {{ Scene, pullOn, pullOnWeight }} = await import("{LAB}/scene.js");
    const there = new Scene(scene);
    const loss = await loadLoss(description);
    const {{ slope }} = loss.terms(there.cosines, there.label);
    return [pullOn(there, slope), ...there.weights.map((_, k) => pullOnWeight(there, slope, k))];
}}"""
SET = f"""async ([description, name, value, cosines]) => {{
    const {{ loadLoss }} = await import("{SLOTS}");
    const loss = await loadLoss(description);
    const untouched = await loadLoss(description);
    loss.set(name, value);
    return [loss.terms(cosines, 0).loss, untouched.terms(cosines, 0).loss];
}}"""

CHOICES = (
    LossChoice.of("norm_softmax"),
    LossChoice.of("arc_softmax"),
    gentle("arc_softmax"),
    LossChoice.of("am_softmax"),
    gentle("am_softmax"),
    LossChoice.of("a_softmax"),
    LossChoice.of("sv_arc_softmax", scale=12.0),
    LossChoice.of("circle"),
    LossChoice.of("f_softmax", scale=8.0),
)


def arrangement(classes: int, dimension: int) -> dict[str, Any]:
    setting = Setting(losses=(LossChoice.of("norm_softmax"),))
    found: dict[str, Any] = message(setting, classes, dimension)["arrangement"]
    return found


@pytest.mark.parametrize("choice", CHOICES, ids=str)
@pytest.mark.parametrize(("classes", "dimension"), [(10, 2), (10, 3), (4, 8), (2, 2)])
def test_the_meter(blank: Any, choice: LossChoice, classes: int, dimension: int) -> None:
    expected = judge(choice, classes, dimension)
    found = blank.evaluate(JUDGE, [described(choice), arrangement(classes, dimension)])
    assert found["verdict"] == expected.verdict
    np.testing.assert_allclose(
        [found["room"], found["bestP"], found["floor"]],
        [expected.room, expected.best_p, expected.floor],
        rtol=1e-6,
        atol=1e-9,
    )


@pytest.mark.parametrize(("name", "kind"), [("arc_softmax", "arc"), ("am_softmax", "am")])
@pytest.mark.parametrize(("classes", "dimension"), [(10, 2), (10, 3)])
def test_the_largest_margin(blank: Any, name: str, kind: Any, classes: int, dimension: int) -> None:
    choice = LossChoice.of(name)
    found = blank.evaluate(JUDGE, [described(choice), arrangement(classes, dimension)])
    assert found["limit"] == pytest.approx(largest_margin(kind, classes, dimension), abs=1e-6)


def scene(seed: int) -> dict[str, Any]:
    draw = np.random.default_rng(seed)
    weights = draw.uniform(0, 2 * np.pi, 5).tolist()
    return {"sample": float(draw.uniform(0, 2 * np.pi)), "label": 0, "weights": weights}


@pytest.mark.parametrize("seed", range(12))
def test_a_margin_for_t_and_back(blank: Any, seed: int) -> None:
    there = scene(seed)
    place = (there["sample"], there["weights"], there["label"])
    for family, name in (("am", "am_softmax"), ("arc", "arc_softmax")):
        wanted = margin_for_t(name, 1.05, 16.0, *place)
        found = blank.evaluate(TRANSLATE, [there, 16.0, "sv", 1.05, family])
        back = t_for_margin(name, 0.2, 16.0, *place)
        found_back = blank.evaluate(TRANSLATE, [there, 16.0, family, 0.2, "sv"])
        for one, other in ((wanted, found), (back, found_back)):
            assert (one is None) == (other is None)
            if one is not None:
                assert other == pytest.approx(one, abs=1e-5)


def test_just_beyond_the_boundary_there_is_a_margin_far_beyond_there_is_none(blank: Any) -> None:
    near = {"sample": 0.55, "label": 0, "weights": [0.0, 1.0, 3.5]}
    far = {**near, "sample": 0.9}
    found = blank.evaluate(TRANSLATE, [near, 4.0, "sv", 1.1, "am"])
    assert found > 0.01
    assert found == pytest.approx(
        margin_for_t("am_softmax", 1.1, 4.0, near["sample"], near["weights"], 0), abs=1e-5
    )
    assert blank.evaluate(TRANSLATE, [far, 30.0, "sv", 1.2, "am"]) is None
    safe = {"sample": 1.0, "label": 0, "weights": [0.0, float(np.pi)]}  # its pull is 1e-7
    assert blank.evaluate(TRANSLATE, [safe, 30.0, "arc", 0.5, "sv"]) is None


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_the_pull_on_the_sample_and_on_the_weights(blank: Any, choice: LossChoice) -> None:
    for seed in range(10):
        there = scene(seed)
        found = blank.evaluate(PULL, [there, described(choice)])
        expected = pull(choice, there["sample"], there["weights"], 0)
        assert found[0] == pytest.approx(expected, rel=1e-6, abs=1e-6)
        # Turning everything together changes nothing, so all pulls sum to nothing.
        assert sum(found) == pytest.approx(0, abs=1e-6 * (1 + abs(expected)))


@pytest.mark.parametrize(
    ("name", "parameter", "value"),
    [
        ("sv_arc_softmax", "t", 1.4),
        ("sv_arc_softmax", "margin", 0.2),
        ("sv_arc_softmax", "scale", 9.0),
        ("f_am_softmax", "gamma", 0.5),
        ("npcface", "hard_margin", 0.1),
        ("circle", "margin", 0.4),
        ("mv_am_softmax", "t", 0.05),
    ],
)
def test_a_slider_makes_the_loss_that_python_builds(
    blank: Any, name: str, parameter: str, value: float
) -> None:
    import torch

    cosines = [0.3, 0.5, -0.2, 0.1]
    moved, untouched = blank.evaluate(
        SET, [described(LossChoice.of(name)), parameter, value, cosines]
    )
    cos_1C = torch.tensor([cosines], dtype=torch.float64)
    label = torch.tensor([0])
    now = LossChoice.of(name, **{parameter: value}).build().eval()(cos_1C, label)
    before = LossChoice.of(name).build().eval()(cos_1C, label)
    assert moved == pytest.approx(now.item(), rel=1e-6)
    assert untouched == pytest.approx(before.item(), rel=1e-6)
