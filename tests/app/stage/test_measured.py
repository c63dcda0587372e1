"""What the browser works out of a sample, against Python's explanation and the record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.drawing.files import file_routes, file_url
from app.scene.cosines import cosines_of
from app.toy_runs.changes import Change
from app.toy_runs.comparison import scene_of
from app.toy_runs.then import choice_then
from tests.app.runs import flat, run_of, small_config
from tests.app.stage.calculating import PLACED, calculate
from tests.app.stage.serving import serving
from toy_models.explanation import Explanation, explain
from toy_models.gentle import gentle
from toy_models.record import Run

NAMES = (
    "softmax", "f_softmax", "hm_softmax", "a_softmax", "arc_softmax", "sv_arc_softmax",
    "arcnegface", "npcface",
)  # fmt: skip
ROWS = [0, 5, 9, 17]
MEASURE = (
    PLACED
    + """
    await run.equations.ready;
    const [{ measured }, { describe }] = await files("stage/browser", "measured", "words");
    for (const [n, cosines] of Object.entries(given.kept ?? {})) {
        run.keptCosines.set(Number(n), Float32Array.from(cosines));
    }
    return given.rows.map((n) => {
        const { angles, cosines, rival, rivalAngle, terms, recorded, loss } = measured(panel, n);
        const told = { angles: [...angles], cosines: [...cosines], rival, rivalAngle, recorded,
                       words: describe(panel, n) };
        if (!terms) return told;
        const { f, g, nll, boundary, logits, p, support, slope } = terms;
        return { ...told, f, g, nll, boundary, loss: terms.loss, title: loss.title,
                 parameters: loss.parameters, logits: [...logits], p: [...p],
                 support: [...support], push: [...slope].map(Math.abs) };
    });
    """
)


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    """An empty page of a server that has the browser's files."""
    with serving(file_routes) as host:
        page = browser.new_page()
        page.goto(f"http://{host}{file_url('stage/browser/stage.css')}")
        yield page
        page.close()


def measure(page: Any, result: Run, loss: int, k: float, rows: list[int], **given: Any) -> Any:
    return calculate(page, result, MEASURE, loss=loss, head=k, rows=rows, **given)


def told_by_python(result: Run, loss: int, k: int, row: int) -> Explanation:
    changes = [Change(*change) for change in result.changes]
    step = int(result.steps_K[k])
    choice = choice_then(result.config, loss, result.titles[loss], step, changes)
    cos_C = cosines_of(scene_of(result), row)[k, loss]
    norm = float(result.arrays["norms_LN"][k, loss, row])
    return explain(choice, cos_C.tolist(), int(result.labels_N[row]), norm)


def assert_told(found: dict[str, Any], told: Explanation, *, mined: bool = False) -> None:
    """The same numbers; what a mining makes of a batch is left out where it compares samples."""
    np.testing.assert_allclose(found["angles"], told.angle_C, atol=0.02)
    np.testing.assert_allclose(found["logits"], told.logit_after_C, rtol=1e-4, atol=1e-3)
    np.testing.assert_allclose(found["p"], told.p_C, rtol=2e-3, atol=1e-5)
    assert [bool(held) for held in found["support"]] == told.support_C
    assert found["f"] == pytest.approx(told.f, abs=1e-4)
    assert found["nll"] == pytest.approx(told.nll, rel=2e-3, abs=1e-4)
    if mined:
        return
    assert found["g"] == pytest.approx(told.g, rel=2e-3)
    assert found["loss"] == pytest.approx(told.loss, rel=2e-3, abs=1e-4)
    np.testing.assert_allclose(found["push"], told.push_C, rtol=5e-3, atol=1e-3)


@pytest.fixture(scope="module")
def many() -> Run:
    return run_of(small_config(0, losses=tuple(map(gentle, NAMES)), embedding=3))


@pytest.mark.parametrize("loss", range(len(NAMES)), ids=NAMES)
def test_the_numbers_are_those_of_python(page: Any, many: Run, loss: int) -> None:
    for k in (0, 3):
        for row, found in zip(ROWS, measure(page, many, loss, k, ROWS), strict=True):
            assert_told(
                found, told_by_python(many, loss, k, row), mined=NAMES[loss] == "hm_softmax"
            )


def test_a_mining_that_compares_samples_compares_those_of_the_record(page: Any, many: Run) -> None:
    loss, last = NAMES.index("hm_softmax"), len(many.steps_K) - 1
    rows = list(range(len(many.labels_N)))
    kept = [found["g"] for found in measure(page, many, loss, last, rows)]
    assert kept == many.arrays["mining_LN"][last, loss].tolist()
    assert 0 < sum(kept) < len(kept)


def test_the_loss_of_the_record_comes_along(page: Any, many: Run) -> None:
    (found,) = measure(page, many, 5, 2, [4])
    assert found["recorded"] == float(many.arrays["loss_LN"][2, 5, 4])
    assert found["loss"] == pytest.approx(found["recorded"], rel=3e-3)
    assert found["rival"] == int(many.arrays["rival_LN"][2, 5, 4])
    assert found["rivalAngle"] == found["angles"][found["rival"]]


def test_during_the_warm_ups_the_loss_is_the_one_that_trained(page: Any) -> None:
    result = run_of(
        small_config(3, losses=(gentle("sv_arc_softmax"),), softmax_warmup=4, t_warmup=6)
    )
    seen = []
    for k in range(len(result.steps_K)):
        (found,) = measure(page, result, 0, k, [6])
        assert_told(found, told_by_python(result, 0, k, 6))
        seen.append((found["title"], round(found["parameters"].get("t", 0), 3)))
    assert seen[0][0] == "Softmax"
    assert {title for title, _ in seen} == {"Softmax", "SV-Arc-Softmax"}
    ts = [t for title, t in seen if title == "SV-Arc-Softmax"]
    assert ts == sorted(ts)
    assert len(set(ts)) > 1


def test_a_change_by_hand_holds_from_its_step_on(page: Any) -> None:
    result = replace(flat(), changes=((6, "all", "t", 1.5),))
    for k in range(len(result.steps_K)):
        (found,) = measure(page, result, 1, k, [3])
        assert found["parameters"]["t"] == (1.5 if result.steps_K[k] >= 6 else 1.1)
        assert_told(found, told_by_python(result, 1, k, 3))


def test_of_a_projection_all_is_known_once_its_cosines_have_come(page: Any) -> None:
    result = flat(embedding=8)
    cosines_KLC = cosines_of(scene_of(result), 7)
    kept = {7: cosines_KLC.astype(np.float32).ravel().tolist()}
    for loss, k in ((0, 0), (2, 3)):
        (found,) = measure(page, result, loss, k, [7], kept=kept)
        assert_told(found, told_by_python(result, loss, k, 7))
    (found,) = measure(page, result, 2, 2.25, [7], kept=kept)
    between = 0.75 * cosines_KLC[2, 2] + 0.25 * cosines_KLC[3, 2]
    np.testing.assert_allclose(found["cosines"], between, atol=1e-6)


def test_of_a_projection_alone_the_two_kept_angles_are_known(page: Any) -> None:
    result = flat(embedding=8)
    (found,) = measure(page, result, 2, 3, [7])
    label, rival = int(result.labels_N[7]), int(result.arrays["rival_LN"][3, 2, 7])
    known = {c for c, angle in enumerate(found["angles"]) if angle is not None and angle == angle}
    assert known == {label, rival}
    own = np.degrees(float(result.arrays["target_angle_LN"][3, 2, 7]))
    assert found["angles"][label] == pytest.approx(own, abs=1e-3)
    assert "f" not in found
    assert found["recorded"] == float(result.arrays["loss_LN"][3, 2, 7])


def without_rivals(result: Run) -> Run:
    """The same run, as if the nearest wrong class of each sample were not shown."""
    rival_KLN = np.full_like(result.arrays["rival_LN"], len(result.class_names))
    return replace(result, arrays={**result.arrays, "rival_LN": rival_KLN})


@pytest.mark.parametrize("fetched", [False, True])
def test_a_nearest_class_that_is_not_shown_has_its_angle_and_no_name(
    page: Any, fetched: bool
) -> None:
    result = without_rivals(flat(embedding=8))
    cosines_KLC = cosines_of(scene_of(result), 7)
    kept = {7: cosines_KLC.astype(np.float32).ravel().tolist()} if fetched else {}
    (found,) = measure(page, result, 2, 3, [7], kept=kept)
    own, away = (
        np.degrees(float(result.arrays[name][3, 2, 7]))
        for name in ("target_angle_LN", "rival_angle_LN")
    )
    assert found["rival"] == -1
    assert found["rivalAngle"] == pytest.approx(away, abs=1e-3)
    assert found["angles"][result.labels_N[7]] == pytest.approx(own, abs=0.03)
    known = sum(angle is not None and angle == angle for angle in found["angles"])
    assert known == (len(result.class_names) if fetched else 1)
    whom = "another person, not shown here"
    assert found["words"][2] == f"{away:.1f}° from {whom}, the nearest other"


def test_a_true_class_that_is_not_shown_has_no_name(page: Any) -> None:
    result = flat()
    true_labels_N = result.labels_N.copy()
    true_labels_N[7], true_labels_N[8] = len(result.class_names), (result.labels_N[8] + 1) % 2
    result = replace(result, true_labels_N=true_labels_N)
    named = [found["words"][0] for found in measure(page, result, 0, 0, [7, 8])]
    label, other = (result.class_names[result.labels_N[n]] for n in (7, 8))
    truth = result.class_names[true_labels_N[8]]
    assert named == [
        f"sample {result.samples_N[7]}, labelled {label}, wrongly",
        f"sample {result.samples_N[8]}, labelled {other}, truly {truth}",
    ]


def test_no_line_goes_to_a_class_that_is_not_shown(page: Any) -> None:
    lines = """
        const [{ drawLit }] = await files("stage/browser", "layers/lit");
        const drawn = [];
        const context = new Proxy({}, {
            get: () => () => {},
            set: (_, name, value) => (name === "strokeStyle" && drawn.push(value), true),
        });
        const look = { size: 1, colours: run.colours, font: () => "12px serif" };
        const picture = { looked: 7, focus: 0, lit: { part: "", k: -1 }, look, camera };
        drawLit(context, panel, picture);
        return drawn;
    """
    colours = [
        calculate(page, result, PLACED + lines, loss=0, head=3)
        for result in (flat(), without_rivals(flat()))
    ]
    assert [len(found) for found in colours] == [2, 1]
    assert colours[0][0] == colours[1][0]


def test_a_loss_with_a_state_has_angles_and_its_own_loss(page: Any) -> None:
    result = run_of(small_config(5, losses=(gentle("curricularface"),)))
    (found,) = measure(page, result, 0, 2, [3])
    assert "f" not in found
    np.testing.assert_allclose(found["cosines"], cosines_of(scene_of(result), 3)[2, 0], atol=1e-5)
    assert found["recorded"] == float(result.arrays["loss_LN"][2, 0, 3])


def test_a_sample_that_cannot_be_fetched_is_looked_into_without_it(page: Any) -> None:
    """The connection may be lost just then."""
    kept = page.evaluate(
        """async (url) => {
            const { fetchChosen } = await import(url);
            const run = { projected: true, ids: [7], keptCosines: new Map() };
            const source = "http://127.0.0.1:9/run";  // nobody answers there
            await fetchChosen({ run, source, selection: new Set([0]) });
            return run.keptCosines.size;
        }""",
        file_url("stage/browser/run.js"),
    )
    assert kept == 0
