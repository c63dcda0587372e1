"""What the stage computes, against Python: the run as read, places, regions, margins, slack."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from app.drawing.files import file_url
from app.stage.payload import scene_message
from app.toy_runs.comparison import scene_of
from losses import build
from tests.app.runs import SMALL, flat, run_of, small_config
from tests.app.stage.calculating import PLACED, calculate
from toy_models.data import Blobs, Digits
from toy_models.gentle import gentle

DRAWING = file_url("drawing/browser")


@pytest.fixture(scope="module")
def page(browser: Any, address: str) -> Iterator[Any]:
    """A page of the server without the app; the stage's files can be imported in it."""
    page = browser.new_page()
    page.goto(f"{address}/_stcore/health")
    yield page
    page.close()


def test_the_run_is_read_as_it_was_sent(page: Any) -> None:
    result = flat(embedding=3)
    read = calculate(
        page,
        result,
        """return {
            steps: run.steps, labels: [...run.labels], samples: run.samples, classes: run.classes,
            frames: run.frames.map((frame) => ({
                features: [...frame.features], weights: [...frame.weights], ring: [...frame.ring],
                rival: [...frame.rival], push: [...frame.push],
                weightPush: [...frame.weightPush],
            })),
        }""",
    )
    assert read["steps"] == result.steps_K.tolist()
    assert read["labels"] == result.labels_N.tolist()
    assert (read["samples"], read["classes"]) == (len(result.labels_N), 4)
    sent = {
        "features": "features_LND",
        "weights": "weights_LCD",
        "rival": "rival_LN",
        "push": "push_LND",
        "weightPush": "weight_push_LCD",
    }
    for k, frame in enumerate(read["frames"]):
        for name, field in sent.items():
            assert frame[name] == result.arrays[field][k].ravel().tolist()


@pytest.mark.parametrize("dimension", [2, 3])
@pytest.mark.parametrize("head", [0.0, 1.0, 1.25, 3.6, 4.0])
def test_between_two_steps_points_move_on_the_sphere(
    page: Any, dimension: int, head: float
) -> None:
    result = flat(embedding=dimension)
    found = calculate(
        page, result, PLACED + "return [[...panel.features], panel.k];", loss=1, head=head
    )
    k, share = int(head), head - int(head)
    following = min(k + 1, len(result.steps_K) - 1)
    mixed = (1 - share) * result.features(k, 1) + share * result.features(following, 1)
    expected = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
    np.testing.assert_allclose(np.reshape(found[0], expected.shape), expected, atol=2e-5)
    assert found[1] == (following if share > 0.5 else k)


def test_a_projection_is_drawn_with_its_lengths(page: Any) -> None:
    result = flat(embedding=8)
    found = calculate(page, result, PLACED + "return [...panel.features];", loss=0, head=2)
    lengths = np.linalg.norm(np.reshape(found, (-1, 2)), axis=1)
    assert lengths.max() < 1.001
    assert lengths.min() < 0.9


NAMES = ("norm_softmax", "am_softmax", "arc_softmax", "a_softmax", "sv_arc_softmax")


def test_f_is_that_of_the_losses(page: Any) -> None:
    import torch

    choices = tuple(gentle(name) for name in NAMES)
    result = run_of(small_config(0, losses=choices))
    draw = np.random.default_rng(0)
    cosines = np.cos(draw.uniform(0, np.pi, 2000)).tolist()
    found = calculate(
        page,
        result,
        "return run.titles.map((_, loss) =>"
        " given.cosines.map((cosine) => run.marginAt(run.frames[0], loss, cosine)));",
        cosines=cosines,
    )
    for choice, values in zip(choices, found, strict=True):
        f = build(choice.name, **dict(choice.parameters)).margin_curve(
            torch.tensor(cosines, dtype=torch.float64)
        )
        # The table has an entry every 1.4 degrees; Arc has a kink, at pi - m, between two of them.
        away = np.abs(np.array(values) - f.numpy())
        assert away.max() < 2e-3
        assert np.quantile(away, 0.95) < 2e-4


def test_f_is_unknown_where_it_needs_more_than_the_angle(page: Any) -> None:
    result = run_of(small_config(0, losses=(gentle("elasticface"),)))
    found = calculate(page, result, "return Number.isNaN(run.marginAt(run.frames[0], 0, 0.5));")
    assert found is True


@pytest.mark.parametrize("dimension", [2, 3])
def test_the_nearest_class_and_the_next_are_found(page: Any, dimension: int) -> None:
    result = flat(embedding=dimension)
    points = np.random.default_rng(1).normal(size=(500, dimension))
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    found = calculate(
        page,
        result,
        PLACED
        + """return given.points.map((point) => {
            const out = nearest(point, 0, panel.weights, run.classes, run.dimension, {});
            return [out.class, out.best, out.second];
        });""",
        loss=1,
        head=4,
        points=points.tolist(),
    )
    cosines = points @ result.weights(4, 1).T
    ordered = np.sort(cosines, axis=1)
    np.testing.assert_array_equal([row[0] for row in found], cosines.argmax(1))
    np.testing.assert_allclose([row[1:] for row in found], ordered[:, [-1, -2]], atol=3e-5)


def test_the_slack_ends_where_the_target_beats_the_rival_with_the_margin(page: Any) -> None:
    import torch

    result = run_of(
        small_config(3, losses=(gentle("norm_softmax"), gentle("arc_softmax")), steps=4, kept=2)
    )
    assert result.config.data == SMALL.data
    for loss, choice in enumerate(result.config.losses):
        found = calculate(
            page,
            result,
            PLACED
            + """return Array.from({ length: run.samples }, (_, n) =>
                [panel.ring(n), slack(panel, n, Math.atan2(panel.features[2 * n + 1],
                                                          panel.features[2 * n]))]);""",
            loss=loss,
            head=1,
        )
        margin = build(choice.name, **dict(choice.parameters)).margin_curve
        features, weights = result.features(1, loss), result.weights(1, loss)
        checked = 0
        for n, (ring, span) in enumerate(found):
            at = np.arctan2(features[n, 1], features[n, 0])
            target = weights[result.labels_N[n]]
            rival = weights[result.arrays["rival_LN"][1, loss, n]]

            if not ring:
                assert abs(span) < 0.02
                continue
            whole = np.arctan2(target[1], target[0]) - at
            whole -= 2 * np.pi * round(whole / (2 * np.pi))
            assert abs(span) <= abs(whole) + 1e-6
            if abs(span) < abs(whole) - 1e-3:
                here = np.array([np.cos(at + span), np.sin(at + span)])
                f = margin(torch.tensor([here @ target]).clamp(-1, 1).double())
                assert f is not None
                assert float(f) == pytest.approx(float(here @ rival), abs=2e-3)
                checked += 1
        assert checked > 3


def test_half_floats_are_read_as_numpy_writes_them(page: Any) -> None:
    numbers = np.array([0, 1, -2.5, 6e-8, 1e-5, 0.1, 65504, np.inf, -np.inf], np.float16)
    found = calculate(
        page,
        flat(),
        """const { half } = await import(given.file);
        return given.bits.map((bits) => String(half(bits)));""",
        file=file_url("stage/browser/run.js"),
        bits=numbers.view(np.uint16).tolist(),
    )
    assert [float(text.replace("Infinity", "inf")) for text in found] == numbers.tolist()


def test_pictures_take_the_place_of_marks_without_lying_on_one_another(page: Any) -> None:
    result = run_of(small_config(0, data=Digits(), recorded=200))
    found = calculate(
        page,
        result,
        PLACED
        + """
        const [{ Thinning }] = await files("stage/browser", "layers/pictures");
        panel.radius = 100;
        panel.spread(true);
        panel.place(given.head, camera);
        const thinning = new Thinning(run.samples);
        const shown = [...thinning.choose(panel, [7], 20)];
        panel.place(given.head - 0.01, camera);
        const next = [...thinning.choose(panel, [7], 20)];
        return { shown, next, screen: [...panel.screen], taken: [...run.pictures.pixels] };""",
        loss=0,
        head=1,
    )
    assert found["taken"] == result.inputs_N.ravel().tolist()
    rows = np.flatnonzero(found["shown"])
    places = np.reshape(found["screen"], (-1, 3))[:, :2]
    assert 7 in rows
    assert 10 < len(rows) < 200
    between = np.linalg.norm(places[rows][:, None] - places[rows][None], axis=-1)
    assert (between + 1e9 * np.eye(len(rows))).min() > 18  # the points have moved a little
    stayed = np.logical_and(found["shown"], found["next"]).sum()
    assert stayed > 0.9 * len(rows)  # what is a picture stays one, or the stage would flicker


@pytest.mark.parametrize("ink", [True, False])
def test_digits_are_ink_in_the_colour_of_the_class_and_faces_are_grey(page: Any, ink: bool) -> None:
    pixels = page.evaluate(
        f"""async (ink) => {{
            const {{ Pictures }} = await import("{file_url("drawing/browser/pictures.js")}");
            const about = {{ height: 2, width: 2, ink, portraits: [] }};
            const pictures = new Pictures(Uint8Array.from([9, 9, 9, 9, 0, 255, 64, 255]), about);
            const canvas = pictures.of(1, "#0A141E");
            const [w, h] = [canvas.width, canvas.height];
            const read = (x, y) => [...canvas.getContext("2d").getImageData(x, y, 1, 1).data];
            return [read(0, 0), read(w - 1, 0), read(0, h - 1)];
        }}""",
        ink,
    )
    if ink:
        assert pixels[0][3] == 0
        assert pixels[1] == [10, 20, 30, 255]
        assert pixels[2][3] == 64
    else:
        assert pixels == [[0, 0, 0, 255], [255, 255, 255, 255], [64, 64, 64, 255]]


def test_a_message_that_is_cut_off_is_refused(page: Any) -> None:
    message = base64.b64encode(scene_message(scene_of(flat()))[:-64]).decode()
    found = page.evaluate(
        f"""async (message) => {{
            const {{ decode }} = await import("{file_url("stage/browser/run.js")}");
            const bytes = Uint8Array.from(atob(message), (c) => c.charCodeAt(0));
            try {{ decode(bytes.buffer); return "read"; }} catch (error) {{ return error.name; }}
        }}""",
        message,
    )
    assert found == "RangeError"


def test_many_classes_have_a_colour_and_a_shape_each(page: Any) -> None:
    result = run_of(small_config(0, data=Blobs(classes=30, per_class=4)))
    found = calculate(page, result, "return [run.colours, run.symbols];")
    assert len(set(zip(*found, strict=True))) == 30
    assert json.dumps(found)


def test_the_ring_has_the_colour_of_the_nearest_class_and_is_pale_outside_the_margin(
    page: Any,
) -> None:
    import torch

    result = flat()
    found = calculate(
        page,
        result,
        PLACED
        + """
        const [{ drawRing }, { Raster }] = await Promise.all(
            ["scenes/ring", "raster"].map((name) => import(`${given.drawing}/${name}.js`)));
        panel.radius = 100;
        const raster = new Raster();
        raster.begin(241);
        const look = { pixelRatio: 1, fullColours: Uint32Array.from([1, 2, 3, 4]) };
        drawRing(raster, panel.regions(true), panel.radius, look);
        const pixels = [];
        raster.pixels.forEach((pixel, at) => {
            if (pixel) pixels.push([at % 241 - 120, 120 - Math.floor(at / 241),
                                    pixel & 255, pixel >>> 24]);
        });
        return pixels;""",
        drawing=DRAWING,
        loss=2,
        head=4,
    )
    choice = result.config.losses[2]
    margin = build(choice.name, **dict(choice.parameters)).margin_curve
    points = np.array(found)[:, :2].astype(float)
    distance = np.linalg.norm(points, axis=1)
    assert (np.abs(distance - 108) < 3.5).all()
    cosines = points / distance[:, None] @ result.weights(4, 2).T
    ordered = np.sort(cosines, axis=1)
    f = margin(torch.from_numpy(ordered[:, -1]).clamp(-1, 1))
    assert f is not None
    clear = ordered[:, -1] - ordered[:, -2] > 0.02  # a direction is half a degree wide
    assert clear.mean() > 0.9
    np.testing.assert_array_equal(np.array(found)[clear, 2] - 1, cosines.argmax(1)[clear])
    lead = f.numpy() - ordered[:, -2]
    sure = clear & (np.abs(lead) > 0.02) & (np.abs(distance - 108) < 1)
    alphas = np.array(found)[sure, 3]
    assert set(alphas[lead[sure] > 0].tolist()) == {200}
    assert set(alphas[lead[sure] < 0].tolist()) == {48}


def test_a_gap_is_what_nine_of_ten_samples_leave_free(page: Any) -> None:
    for dimension in (2, 3):
        result = flat(embedding=dimension)
        found = calculate(
            page,
            result,
            PLACED
            + """
            const [{ gapsOf, summary }] = await files("stage/browser", "gaps");
            const gaps = gapsOf(panel);
            return { gaps, summary: summary(gaps) };""",
            loss=1,
            head=4,
        )
        weights, features = result.weights(4, 1), result.features(4, 1)
        cosines = weights @ weights.T - 2 * np.eye(4)
        for gap in found["gaps"]:
            own, other = gap["from"], gap["to"]
            assert other == cosines[own].argmax()
            between = np.degrees(np.arccos(cosines[own, other]))
            assert gap["between"] == pytest.approx(between, abs=0.1)
            for at, towards, reach in ((own, other, gap["near"]), (other, own, gap["far"])):
                side = weights[towards] - weights[at] @ weights[towards] * weights[at]
                side /= np.linalg.norm(side)
                mine = features[(result.labels_N == at) & (result.true_labels_N == at)]
                reached = np.sort(np.degrees(np.arctan2(mine @ side, mine @ weights[at])))
                last = reached[min(len(reached) - 1, int(0.9 * len(reached)))]
                assert reach == pytest.approx(max(0.0, float(last)), abs=0.2)
            assert gap["size"] == pytest.approx(gap["between"] - gap["near"] - gap["far"])
        sizes = [gap["size"] for gap in found["gaps"]]
        assert found["summary"]["mean"] == pytest.approx(np.mean(sizes))
        assert found["summary"]["least"] == pytest.approx(min(sizes))


@pytest.mark.parametrize(
    ("sizes", "wide", "caption"),
    [
        ([30, 26], 400, "gap between classes 28°, least 26°"),
        ([9, -1], 400, "gap between classes 4°, some overlap"),
        ([-9], 400, "classes overlap"),
        ([30, 26], 200, "gap between classes 28°"),
    ],
)
def test_what_is_free_between_classes_is_called_gap(
    page: Any, sizes: list[float], wide: int, caption: str
) -> None:
    found = calculate(
        page,
        flat(),
        PLACED
        + f"""
        const [{{ drawWords }}] = await files("stage/browser", "words");
        const [{{ Legend, usualLayers }}] = await files("stage/browser", "legend");
        panel.wide = {wide};
        panel.gaps = {sizes}.map((size) => ({{ size }}));
        const written = [];
        const context = new Proxy({{ fillText: (words) => written.push(words) }},
                                  {{ get: (own, name) => own[name] ?? (() => undefined) }});
        drawWords(context, {{ size: 1, font: () => "", of: () => "" }}, panel);
        const legend = new Legend(() => undefined);
        legend.show(panel.run, usualLayers());
        const chip = legend.element.querySelector("[data-layer=gap]");  // as links name it
        return [written, chip.textContent];""",
        loss=0,
        head=4,
    )
    assert caption in found[0]
    assert found[1] == "gaps"


def test_gaps_around_a_circle_are_between_neighbours(page: Any) -> None:
    result = flat()
    pairs = calculate(
        page,
        result,
        PLACED
        + """
        const [{ gapsAround }] = await files("stage/browser", "gaps");
        return gapsAround(panel).map(({ from, to }) => [from, to]);""",
        loss=0,
        head=4,
    )
    weights = result.weights(4, 0)
    at = np.degrees(np.arctan2(weights[:, 1], weights[:, 0]))
    for first, second in pairs:
        turn = (at[second] - at[first]) % 360
        assert 0 < turn < 180
        others = [(at[k] - at[first]) % 360 for k in range(4) if k not in (first, second)]
        assert all(turn <= other for other in others)


def test_many_dimensions_are_drawn_by_two_angles(page: Any) -> None:
    result = flat(embedding=8)
    found = calculate(
        page,
        result,
        PLACED
        + """
        const [{ extentOf, placeOf }] = await files("stage/browser", "layers/angles");
        return { screen: [...panel.screen], lead: panel.lead, most: extentOf(run),
                 corner: placeOf(panel, 0, 0), far: placeOf(panel, extentOf(run), 0) };""",
        loss=1,
        head=4,
    )
    own = np.degrees(result.arrays["target_angle_LN"][4, 1].astype(float))
    rival = np.degrees(result.arrays["rival_angle_LN"][4, 1].astype(float))
    scale = (found["far"][0] - found["corner"][0]) / found["most"]
    places = np.array(found["screen"]).reshape(-1, 3)
    np.testing.assert_allclose(places[:, 0], found["corner"][0] + own * scale, atol=1e-2)
    np.testing.assert_allclose(places[:, 1], found["corner"][1] - rival * scale, atol=1e-2)
    assert (places[:, 2] == 1).all()
    assert found["lead"] == pytest.approx(float((rival - own).mean()), abs=0.1)
    assert found["most"] >= max(own.max(), rival.max())


@pytest.mark.parametrize("dimension", [2, 3])
def test_names_and_degrees_lie_on_no_other_and_on_no_arrow(page: Any, dimension: int) -> None:
    names = [f"person {k}" for k in range(10)]
    found = calculate(
        page,
        run_of(small_config(0, data=Blobs(classes=10, per_class=4), embedding=dimension)),
        PLACED
        + """
        const [{ namesOf }, { drawGap, writeDegrees }] =
            await files("stage/browser", "layers/names", "layers/gap");
        const [{ common }] = await files("drawing/browser", "placing");
        Object.assign(panel, { radius: 166, cell: 438, wide: 600 });
        run.classNames = given.names;
        const look = { size: 1, ink: "", font: () => "12px sans-serif", quiet: () => "" };
        const picture = { look, camera, layers: { weights: true, gap: true },
                          selection: new Set(), hovered: -1 };
        const context = document.createElement("canvas").getContext("2d");
        const worst = [];
        for (let turn = 0; turn < 30; turn += 1) {
            camera.turn(40, 25);
            panel.place(given.head, camera);
            const { names, taken } = namesOf(panel, picture);
            const named = taken.length;
            writeDegrees(context, panel, look, drawGap(context, panel, picture), taken);
            const labels = [...names.map(({ area }) => area), ...taken.slice(named)];
            const most = (label, others) =>
                Math.max(0, ...others.map((other) => common(label, other)));
            const heads = taken.slice(0, named - names.length);
            labels.forEach((label, at) => {
                worst.push([most(label, labels.slice(0, at)), most(label, heads)]);
            });
        }
        return worst;""",
        loss=0,
        head=1,
        names=names,
    )
    assert len(found) > 30 * 6
    on_another, on_an_arrow = np.array(found).max(0)
    assert on_another == 0
    assert on_an_arrow < 4  # of 64 square pixels: a corner at most


def test_names_on_the_dial_lie_on_no_other(page: Any) -> None:
    names = [f"person {k}" for k in range(5)]
    angles = [[20, 24, 60, 84, 95], [80, 88, 96, 104, 112], [5, 175, 170, 90, 10]]
    found = calculate(
        page,
        flat(),
        """
        const [{ namesAt }] = await files("inspector/browser", "dial");
        const at = (degrees, reach) => {
            const turn = Math.PI * (1 + degrees / 180);
            return [reach * Math.cos(turn), reach * Math.sin(turn)];
        };
        return given.angles.map((angles) => namesAt(
            given.names, angles, at, 100, 280, [0, 1, 2, 3, 4], 12, "600 12px sans-serif"));""",
        names=names,
        angles=angles,
    )
    for placed in found:
        assert placed[0]["words"] == "person 0"  # its own class
        assert 2 <= len(placed) <= 5
        for at, one in enumerate(placed):
            assert -140 <= one["x"] <= 140 - one["wide"]
            for other in placed[:at]:
                beside = abs(one["y"] - other["y"]) >= 12
                assert (
                    beside
                    or one["x"] >= other["x"] + other["wide"]
                    or (other["x"] >= one["x"] + one["wide"])
                )


def test_many_rings_are_small_and_below_the_samples(page: Any) -> None:
    result = run_of(small_config(0, data=Blobs(classes=4, per_class=25), recorded=100))
    found = calculate(
        page,
        result,
        PLACED
        + """
        const [{ drawMarks }] = await files("stage/browser", "layers/marks");
        const [{ Marks }] = await files("drawing/browser", "markers");
        const marks = new Marks();
        marks.fit(run, "#000000", "#ffffff", 1);
        const look = { pixelRatio: 1, marks: marks.classes, rings: marks.rings,
                       crowdedRings: marks.crowdedRings };
        const layers = { samples: true, rings: true };
        return given.shares.map((share) => {
            const stamped = [];
            const raster = { begin() {}, end() {}, stamp: (mark) => stamped.push(mark) };
            panel.frame.ring.fill(0);
            const begin = panel.loss * run.samples;
            panel.frame.ring.fill(255, begin, begin + Math.round(share * run.samples));
            drawMarks(undefined, panel, { look, layers }, raster, true);
            const isRing = stamped.map((mark) => !marks.classes.includes(mark));
            const ring = stamped[isRing.indexOf(true)];
            const [densest] = [...ring.pixels].sort((a, b) => (b >>> 24) - (a >>> 24));
            return { first: isRing[0], half: Math.max(...ring.dx), tone: densest & 255,
                     all: stamped.length - run.samples };
        });""",
        loss=0,
        head=0,
        shares=[0.02, 0.08, 0.2, 0.9],
    )
    assert [row["all"] for row in found] == [2, 8, 20, 90]
    assert [row["first"] for row in found] == [False, True, True, True]
    halves, tones = [row["half"] for row in found], [row["tone"] for row in found]
    assert halves == sorted(halves, reverse=True)
    assert halves[0] > halves[-1]
    assert tones == sorted(tones)
    assert tones[-1] > 120  # pale on white, however many there are


def test_a_button_and_a_key_go_from_one_wrong_label_to_the_next(page: Any) -> None:
    run = run_of(small_config(0, label_noise=0.2))
    wrong = np.flatnonzero(run.labels_N != run.true_labels_N).tolist()
    found = calculate(
        page,
        run,
        """
        const [{ WaysIn }] = await files("inspector/browser", "ways_in");
        const [{ listenForChoices, nextWrong }] = await files("stage/browser", "choosing");
        const panel = Object.assign(new Panel(run, 0), { placed: true });
        const chosen = [];
        const stage = { run, panels: [panel], focus: 0, looked: -1, hovered: -1, pointed: -1,
                        hover() {}, controls: { tell() {} },
                        select: ([n]) => { chosen.push(n); stage.looked = n; } };
        const inspector = { stage, look: (n) => { stage.select([n]); ways.show(stage); } };
        const ways = new WaysIn(inspector);
        inspector.ways = ways;
        ways.show(stage);
        const words = [ways.wrong.textContent];
        ways.wrong.click();
        ways.wrong.click();
        words.push(ways.wrong.textContent);
        const canvas = document.createElement("canvas");
        listenForChoices(canvas, stage);
        canvas.dispatchEvent(new KeyboardEvent("keydown", { key: "w" }));
        const none = nextWrong({ samples: 3, mislabelled: [0, 0, 0] }, -1);
        return { chosen, words, none, around: nextWrong(run, chosen.length ? given.last : 0) };
        """,
        last=wrong[-1],
    )
    assert found["chosen"] == wrong[:3]
    assert found["words"] == ["Show me a wrong label", "The next wrong label"]
    assert (found["none"], found["around"]) == (-1, wrong[0])
