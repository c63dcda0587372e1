"""The Playground in a real browser: it opens by itself and plays without the server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from app.look.themes import DARK, LIGHT
from app.toy_runs.store import SHIPPED
from tests.app.stage_visit import CANVAS, Visit
from toy_models.first_run import FIRST_RUN
from toy_models.record import Run


@pytest.fixture(scope="module")
def light(profile: Any, address: str) -> Iterator[Visit]:
    visit = Visit(profile, address, scheme="light")
    yield visit
    visit.page.close()


@pytest.fixture(scope="module")
def dark(profile: Any, address: str) -> Iterator[Visit]:
    visit = Visit(profile, address, scheme="dark", width=1400)
    yield visit
    visit.page.close()


def rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))


def first_run() -> Run:
    return Run.load(SHIPPED / f"{FIRST_RUN.digest}.npz")


def last_step() -> int:
    return int(first_run().steps_K[-1])


def test_the_page_opens_on_panels_that_move(light: Visit) -> None:
    assert light.stage("stage.run.titles") == list(first_run().titles)
    assert light.stage("stage.run.steps") == first_run().steps_K.tolist()
    light.wait_for("stage.clock.head > 3 || !stage.clock.playing")
    told = light.page.locator(CANVAS).get_attribute("aria-label")
    assert (
        f"test accuracy at the last step: Softmax {first_run().test_accuracy_KL[-1, 0]:.0%}" in told
    )
    captions = " ".join(light.texts("[data-testid=stCaptionContainer]"))
    assert "Data: digits, 500 training samples shown" in captions
    assert "several seeds" in captions
    light.assert_sound()


def test_nothing_hangs_over_at_1024_pixels(light: Visit) -> None:
    light.page.wait_for_selector(".stage .js-plotly-plot")
    for element in ("document.documentElement", "document.querySelector('.stMain')"):
        wide, room = light.page.evaluate(f"[{element}.scrollWidth, {element}.clientWidth]")
        assert wide <= room <= 1024
    right = light.page.evaluate(
        "Math.max(...[...document.querySelectorAll('.stage *')]"
        ".map(part => part.getBoundingClientRect().right))"
    )
    assert right <= 1024


def test_playing_and_scrubbing_ask_the_server_nothing(light: Visit) -> None:
    page = light.page
    page.wait_for_selector(".stage .js-plotly-plot")
    light.wait_for("!stage.clock.playing")
    sent = len(light.sent)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Play", exact=True).click()
    light.wait_for("stage.clock.playing && stage.clock.head > 1")
    page.get_by_role("button", name="Pause", exact=True).click()
    stood = light.stage("stage.clock.head")
    page.get_by_role("slider", name="Step").fill("7")
    light.wait_for("stage.clock.head === 7 && !stage.waiting")  # it stands in the reading, too
    assert light.reading() == f"step {first_run().steps_K[7]} of {last_step()}"
    assert light.stage("stage.clock.head") != stood
    assert len(light.sent) == sent
    assert asked == []
    light.assert_sound()


def test_the_keyboard_moves_the_clock(light: Visit) -> None:
    page = light.page
    page.locator(CANVAS).focus()
    last = len(first_run().steps_K) - 1
    for key, head in (("End", last), ("ArrowLeft", last - 1), ("Home", 0), ("ArrowRight", 1)):
        page.keyboard.press(key)
        light.wait_for(f"stage.clock.head === {head}")
    page.keyboard.press("Space")
    light.wait_for("stage.clock.playing")
    page.keyboard.press("Space")
    light.wait_for("!stage.clock.playing")


def place_of(visit: Visit, panel: int, n: int) -> dict[str, float]:
    """Where a sample of a panel is on the canvas."""
    x, y = visit.stage(
        f"[stage.panels[{panel}].x + stage.panels[{panel}].screen[{3 * n}],"
        f" stage.panels[{panel}].y + stage.panels[{panel}].screen[{3 * n + 1}]]"
    )
    return {"x": x, "y": y}


def inspected(visit: Visit) -> str:
    text: str = visit.page.locator(".inspector-full").inner_text()
    return text


def number(text: str) -> float:
    """As the inspector writes it: 0.123 or 1.2·10⁻⁴."""
    return float(text.replace("·10⁻", "e-").translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹−", "0123456789-")))


def test_a_click_in_a_panel_at_a_step_opens_just_that(light: Visit) -> None:
    page = light.page
    page.locator(CANVAS).focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    light.wait_for("!stage.waiting")
    page.locator(CANVAS).click(position=place_of(light, 1, 0))
    light.wait_for("stage.selection.size === 1 && stage.focus === 1 && !stage.waiting")
    row = light.stage("stage.looked")
    run, k = first_run(), len(first_run().steps_K) - 2
    told = inspected(light)
    assert f"sample {run.samples_N[row]}" in told
    assert f"{run.titles[1]}, m = 0.3 rad (17°), step {run.steps_K[k]}" in told
    own = np.degrees(float(run.arrays["target_angle_LN"][k, 1, row]))
    shown = page.locator(".inspector tr.own td").first.inner_text()
    assert float(shown.rstrip("°")) == pytest.approx(own, abs=0.11)
    value = page.locator(".inspector strong[data-part=loss]").inner_text()
    assert number(value) == pytest.approx(float(run.arrays["loss_LN"][k, 1, row]), rel=0.02)


def test_a_push_says_which_way_it_goes(light: Visit) -> None:
    pushes = light.texts(".inspector tbody tr[data-k] td:last-child")
    own, *others = [text for text in pushes if text != "0"]
    assert own.startswith("+")
    assert others
    assert all(text.startswith("−") for text in others)


def test_the_title_of_another_panel_looks_into_the_same_sample_there(light: Visit) -> None:
    looked = light.stage("stage.looked")
    for panel in (2, 1):
        x, top = light.stage(f"[stage.panels[{panel}].x, stage.panels[{panel}].top]")
        light.page.locator(CANVAS).click(position={"x": x, "y": top + 12})
        light.wait_for(f"stage.focus === {panel} && !stage.waiting")
        assert light.stage("stage.looked") == looked
        assert first_run().titles[panel] in inspected(light)


def test_in_a_narrow_window_the_inspector_lies_at_the_foot_of_the_screen(light: Visit) -> None:
    page = light.page
    assert light.stage("stage.selection.size") == 1
    page.evaluate("document.querySelector('.stMain').scrollTo(0, 0)")
    sheet = page.locator(".inspector-full").bounding_box()
    player = page.locator(".stage .player").bounding_box()
    assert 900 / 2 < sheet["y"] < sheet["y"] + sheet["height"] <= 900 + 1
    assert player["y"] + player["height"] <= sheet["y"] + 1
    right = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.inspector-full *')]"
        ".map(part => part.getBoundingClientRect().right))"
    )
    assert right <= sheet["x"] + sheet["width"]
    value = page.locator(".inspector strong[data-part=loss]").bounding_box()
    assert value["y"] + value["height"] <= 900  # the whole equation is in sight


def test_a_chosen_sample_is_not_covered_by_the_inspector(light: Visit) -> None:
    page = light.page
    page.set_viewport_size({"width": 1024, "height": 700})
    light.stage("stage.select([])")
    light.wait_for("!stage.waiting")
    page.evaluate("document.querySelector('.stMain').scrollTo(0, 0)")
    low = light.stage("[...stage.panels[1].screen].filter((_, at) => at % 3 === 1)")
    n = low.index(max(low))

    def height_on_the_screen() -> float:
        top: float = page.locator(CANVAS).bounding_box()["y"]
        return top + place_of(light, 1, n)["y"]

    before = height_on_the_screen()
    light.stage(f"stage.select([{n}], 1)")
    light.wait_for(f"stage.looked === {n} && !stage.waiting")
    player = page.locator(".stage .player").bounding_box()["y"]
    assert height_on_the_screen() < player < before + 24
    with light.socket.expect_event("framesent"):  # the next test counts what is sent
        light.stage("stage.select([0], 1)")
    page.set_viewport_size({"width": 1024, "height": 900})


def test_the_inspector_follows_the_clock_without_the_server(light: Visit) -> None:
    page, run = light.page, first_run()
    light.rest()
    sent = len(light.sent)
    for k in (0, 20):
        light.stage(f"stage.seek({k})")
        page.get_by_text(f"step {run.steps_K[k]}", exact=False).first.wait_for()
        light.wait_for("!stage.waiting")
        assert f"step {run.steps_K[k]}" in inspected(light)
        own = np.degrees(float(run.arrays["target_angle_LN"][k, 1, light.stage("stage.looked")]))
        shown = page.locator(".inspector tr.own td").first.inner_text()
        assert float(shown.rstrip("°")) == pytest.approx(own, abs=0.11)
    page.get_by_role("button", name="The next loss").click()
    light.wait_for("stage.focus === 2 && !stage.waiting")
    assert run.titles[2] in inspected(light)
    assert len(light.sent) == sent


def test_what_is_touched_is_lit_on_the_stage_and_in_the_equation(light: Visit) -> None:
    page = light.page
    row = page.locator(".inspector tbody tr[data-k]").nth(1)
    rival = int(row.get_attribute("data-k"))
    row.locator("td").nth(3).hover()
    light.wait_for(f"stage.lit.part === 'p' && stage.lit.k === {rival} && !stage.waiting")
    name = first_run().class_names[rival]
    assert name in page.locator(".inspector .explanation").inner_text()
    lit = page.locator(f".inspector .equation .lit[data-k='{rival}']")
    assert lit.count() == 1
    x, y, radius = light.stage("[stage.panels[0].x, stage.panels[0].y, stage.panels[0].radius]")
    right, up = light.stage(f"[...stage.panels[0].weights.slice({2 * rival}, {2 * rival + 2})]")
    radius *= 1.2  # where its name is: no sample is so far out
    page.locator(CANVAS).hover(position={"x": x + radius * right, "y": y - radius * up})
    light.wait_for(f"stage.lit.part === 'angle' && stage.lit.k === {rival} && !stage.waiting")
    assert page.locator(f".inspector tbody tr.lit[data-k='{rival}']").count() == 1
    page.locator(CANVAS).hover(position={"x": 2, "y": 2})


def test_the_picture_is_beside_the_pointer(light: Visit) -> None:
    page, run = light.page, first_run()
    light.wait_for("!stage.waiting")
    page.locator(CANVAS).hover(position=place_of(light, 1, 3))
    light.wait_for("stage.hovered >= 0")
    n = light.stage("stage.hovered")
    tip = page.locator(".stage .tip")
    assert f"sample {run.samples_N[n]}, class {run.labels_N[n]}" in tip.inner_text()
    assert "from its own class" in tip.inner_text()
    inked = tip.locator("img").evaluate(
        """async (img) => {
            await img.decode();
            const [w, h] = [img.naturalWidth, img.naturalHeight];
            const context = new OffscreenCanvas(w, h).getContext("2d");
            context.drawImage(img, 0, 0);
            const alphas = context.getImageData(0, 0, w, h).data.filter((_, at) => at % 4 === 3);
            return alphas.reduce((sum, alpha) => sum + alpha, 0) / w / h;
        }"""
    )
    assert inked == pytest.approx(run.inputs_N[n].mean(), rel=0.02)


def test_a_sample_is_chosen_by_the_keyboard_and_told_to_ears(light: Visit) -> None:
    page, run = light.page, first_run()
    page.locator(CANVAS).focus()
    page.keyboard.press("3")
    light.wait_for("stage.focus === 2")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    pointed = light.stage("stage.hovered")
    heard = page.locator(".stage .heard")
    assert heard.inner_text().startswith(f"sample {run.samples_N[pointed]}, class ")
    page.keyboard.press("Enter")
    light.wait_for(f"stage.looked === {pointed}")
    assert heard.inner_text().startswith("Chosen: ")
    page.keyboard.press("n")
    light.wait_for(f"stage.looked !== {pointed}")
    found = light.stage("stage.looked")
    k = light.stage("stage.panels[2].k")
    assert run.support_vectors(k, 2)[found].any()
    page.keyboard.press("Escape")
    light.wait_for("stage.selection.size === 0 && !stage.waiting")
    assert page.locator(".inspector-full").is_hidden()


def test_two_chosen_samples_have_a_tab_each_and_a_cross_closes(light: Visit) -> None:
    page = light.page
    light.stage("stage.select([2, 9])")
    tabs = page.locator(".inspector .samples button")
    tabs.nth(1).click()
    light.wait_for("stage.looked === 9 && !stage.waiting")
    assert f"sample {first_run().samples_N[9]}" in inspected(light)
    page.get_by_role("button", name="Close").click()
    light.wait_for("stage.selection.size === 0")
    light.stage("stage.seek(stage.run.last)")
    light.stage("stage.lookInto(-1, 0)")  # plain softmax: no sample has a support vector
    page.get_by_role("button", name="Show me a hard sample").click()
    light.wait_for("stage.selection.size === 1 && !stage.waiting")
    assert light.stage("stage.focus > 0 && stage.panels[stage.focus].ring(stage.looked) > 0")
    assert "with its margin" in inspected(light)
    dial = page.locator(".inspector canvas.dial")
    for width in ("40px", ""):  # hardly any room, as in a page that is being renewed
        dial.evaluate("(dial, width) => { dial.style.width = width; }", width)
        light.stage("stage.redraw()")
        light.wait_for("!stage.waiting")
    light.stage("stage.select([])")
    light.rest()
    light.assert_sound()


def test_the_words_of_the_legend_switch_the_layers(light: Visit) -> None:
    page = light.page
    more = page.locator(".stage .legend .more")
    word = page.get_by_role("button", name="margin band")
    assert not word.is_visible()
    more.click()
    assert more.get_attribute("aria-expanded") == "true"
    assert word.get_attribute("aria-pressed") == "false"
    word.click()
    assert word.get_attribute("aria-pressed") == "true"
    assert light.stage("stage.layers.margin") is True
    word.click()
    assert light.stage("stage.layers.margin") is False
    more.click()
    assert not word.is_visible()


def test_words_and_marks_grow_for_a_projector_and_one_loss_fills_it(light: Visit) -> None:
    page = light.page
    losses = light.stage("stage.run.losses")
    seen = "stage.panels.filter((panel) => panel.cell > 0).map((panel) => panel.loss)"
    page.locator(CANVAS).focus()
    page.keyboard.press("Home")
    button = page.get_by_role("button", name="Larger, for a projector")
    focus = light.stage("stage.focus")  # the panel that fills the screen
    sizes = f"[stage.look.font(14), stage.look.marks[0].half, stage.panels[{focus}].radius]"
    small, height = light.stage(sizes), light.stage("stage.canvas.height")
    assert light.stage(seen) == list(range(losses))
    button.click()
    light.wait_for("!stage.waiting && stage.look.size > 1")
    large = light.stage(sizes)
    assert small[0].startswith("400 14px")
    assert large[0].startswith("400 21px")
    assert large[1] > small[1]
    assert large[2] > small[2]
    assert light.stage(seen) == [focus]
    player = page.locator(".stage .player").bounding_box()
    assert player["y"] + player["height"] <= 900 + 1
    page.keyboard.press("PageDown")
    light.wait_for(f"!stage.waiting && String({seen}) === '{(focus + 1) % losses}'")
    page.locator(".which button", has_text="side by side").click()
    light.wait_for(f"!stage.waiting && {seen}.length === {losses}")
    button.click()
    light.wait_for("!stage.waiting && stage.look.size === 1")
    assert light.stage("stage.canvas.height") == height
    assert light.stage(seen) == list(range(losses))


def test_tab_goes_through_legend_picture_player_and_charts_and_the_focus_is_seen(
    light: Visit,
) -> None:
    page = light.page
    page.wait_for_selector(".stage .js-plotly-plot")
    page.locator(".stage .legend button").first.focus()
    page.keyboard.press("Shift+Tab")  # so that the keyboard has brought the focus
    seen: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """() => {
                const one = document.activeElement;
                const part = [".legend", "canvas", ".player", ".tabs"]
                    .find((name) => one.closest(`.stage ${name}`));
                const style = getComputedStyle(one);
                const name = one.getAttribute("aria-label") || one.textContent;
                return { part, name, outline: style.outlineStyle, width: style.outlineWidth };
            }"""
        )
        if "part" not in found:
            continue  # another part of the page
        assert found["name"].strip()
        assert found["outline"] != "none", found
        assert found["width"] != "0px", found
        seen.append(found["part"])
        if found["name"] == "which classes push":
            break
    assert list(dict.fromkeys(seen)) == [".legend", "canvas", ".player", ".tabs"]
    assert seen.count(".legend") == page.locator(".stage .legend button:visible").count()
    assert seen.count("canvas") == 1
    player = page.locator(".stage .player :is(button, input, select):not([hidden])")
    assert seen.count(".player") == player.count()
    assert seen.count(".tabs") == page.locator(".stage .tabs button:visible").count() == 5


@pytest.mark.slow
def test_the_third_look_is_for_a_projector(profile: Any, address: str) -> None:
    visit = Visit(profile, address, scheme="dark", width=1400, path="playground?projector=true")
    visit.wait_for("!stage.waiting && stage.timing.pictures > 0 && stage.charts.ready")
    assert visit.stage("[stage.look.ink, stage.look.paper, stage.look.size]") == [
        "#000000",
        "#FFFFFF",
        1.5,
    ]
    assert "dark=0" in visit.stage("stage.charts.requested")
    button = visit.page.get_by_role("button", name="Larger, for a projector")
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    visit.wait_for("!stage.waiting && stage.look.size === 1")
    assert visit.stage("stage.look.paper").upper() == DARK.paper
    visit.assert_sound()
    visit.page.close()


def test_every_chart_can_be_opened_and_a_click_moves_the_clock(light: Visit) -> None:
    page = light.page
    for name in ("strip", "angles", "budget", "pushes", "curves"):
        page.locator(f".stage [data-chart={name}]").click()
        page.wait_for_function(
            "name => document.querySelector(`.stage [data-chart=${name}]`)"
            ".getAttribute('aria-selected') === 'true'",
            arg=name,
        )
        light.wait_for(
            f"stage.charts.requested.includes('/{name}?') && stage.charts.ready === '{name}'"
        )
    light.page.evaluate(
        f"document.querySelector({CANVAS!r}).stage.charts.clicked({{points: [{{x: 0}}]}})"
    )
    light.wait_for("stage.clock.head === 0")
    light.assert_sound()


def test_light_and_dark_follow_the_system(light: Visit, dark: Visit) -> None:
    for visit, theme in ((light, LIGHT), (dark, DARK)):
        assert visit.background() == rgb(theme.paper)
        visit.wait_for("stage.timing.pictures > 0")
        assert visit.stage("stage.look.paper").upper() == theme.paper
        assert visit.stage("stage.look.ink").upper() == theme.ink
        visit.page.wait_for_selector(".stage .js-plotly-plot")
        assert f"dark={int(theme is DARK)}" in visit.stage("stage.charts.requested")
        visit.assert_sound()


def test_less_motion_is_respected(light: Visit, address: str) -> None:
    light.page.emulate_media(reduced_motion="reduce")
    light.open(f"{address}/playground")
    assert light.stage("stage.clock.head") == len(first_run().steps_K) - 1
    assert light.stage("stage.clock.playing") is False
    light.assert_sound()


def test_the_player_stays_on_the_screen(dark: Visit) -> None:
    page = dark.page
    for place in (0, 600):
        page.evaluate(f"document.querySelector('.stMain').scrollTo(0, {place})")
        page.wait_for_function(
            "() => { const box = document.querySelector('.stage .player').getBoundingClientRect();"
            " return box.top >= 0 && box.bottom <= window.innerHeight; }"
        )
