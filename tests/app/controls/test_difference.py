"""The picture and the settings beside it never differ in silence: a walk through the states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from app.controls.data import data_of
from app.controls.runs import SHELF
from app.controls.settings import config_of, controls
from app.jobs import State
from app.toy_runs.changes import Change
from app.toy_runs.side_by_side import side_by_side as put_side_by_side
from tests.app.pages import playground_page
from tests.app.pools import Sleeping, give_first, stand_in
from tests.app.runs import flat
from tests.patience import SECONDS
from toy_models.config import RunConfig
from toy_models.first_run import FIRST_RUN

SEED_7 = replace(FIRST_RUN, seed=7)
UNKNOWN = replace(FIRST_RUN, kept=20, seed=3)  # the Playground has no control for `kept`


class Visit:
    """A visitor of the Playground, who moves its controls."""

    def __init__(self, pool: Sleeping, address: dict[str, str] | None = None) -> None:
        give_first(pool)
        pool.give(stand_in(SEED_7), stand_in(UNKNOWN))
        self.pool = pool
        self.page = playground_page(SECONDS)
        self.page.query_params = address or {}
        self.page.session_state[SHELF] = True
        self.run()

    def run(self) -> AppTest:
        self.page.run()
        assert not self.page.exception
        return self.page

    def seed(self, seed: int) -> None:
        self.page.number_input(key="seed").set_value(seed)
        self.run()

    def press(self, key: str) -> None:
        self.page.button(key=key).click()
        self.run()

    def end(self, state: State, **changes: object) -> None:
        job = self.page.session_state.job
        made = None if state is State.FAILED else replace(stand_in(job.config), **changes)  # type: ignore[arg-type]
        self.pool.end(job, state, why="It cannot be.", result=made)
        self.run()


def opened(visit: Visit) -> None:
    """Nothing yet."""


def trains(visit: Visit) -> None:
    visit.seed(1)
    assert visit.page.session_state.job.config.seed == 1


def paused(visit: Visit) -> None:
    visit.seed(1)
    visit.page.session_state.job.state = State.PAUSED
    visit.run()
    visit.seed(2)
    assert visit.page.session_state.job.config.seed == 2


def finished(visit: Visit) -> None:
    visit.seed(1)
    visit.end(State.FINISHED)
    assert visit.page.session_state.result.config.seed == 1


def stopped(visit: Visit) -> None:
    visit.seed(1)
    visit.end(State.STOPPED, stopped=True)


def failed(visit: Visit) -> None:
    visit.seed(1)
    visit.end(State.FAILED)


def changed(visit: Visit) -> None:
    visit.page.toggle(key="live").set_value(True)
    visit.seed(1)
    job = visit.page.session_state.job
    job.state = State.TRAINING
    visit.page.slider(key="s").set_value(20.0)
    visit.run()
    assert visit.page.session_state.job is job
    job.changes.append(Change(5, "all", "scale", 20.0))
    visit.run()


def changed_and_finished(visit: Visit) -> None:
    changed(visit)
    visit.end(State.FINISHED, changes=((5, "all", "scale", 20.0),))


def stored(visit: Visit) -> None:
    visit.seed(7)
    assert visit.page.session_state.result.config == SEED_7


def opened_from_the_table(visit: Visit) -> None:
    visit.seed(7)
    visit.seed(1)  # trains while the other is opened
    visit.press("runs-open-1")
    assert visit.page.session_state.result.config == FIRST_RUN
    assert visit.page.number_input(key="seed").value == 0


def opened_without_controls(visit: Visit) -> None:
    visit.page.session_state.history.note(visit.pool.result(UNKNOWN))
    visit.run()
    visit.press("runs-open-2")
    assert visit.page.session_state.result.config == UNKNOWN


def side_by_side(visit: Visit) -> None:
    runs = [flat(learning_rate=rate) for rate in (0.01, 0.02)]
    visit.page.session_state["side"] = put_side_by_side(runs)
    visit.run()


def no_loss(visit: Visit) -> None:
    visit.page.multiselect(key="losses").set_value([])
    visit.run()


def no_file(visit: Visit) -> None:
    visit.page.selectbox(key="data").set_value("csv")
    visit.run()


def slow(visit: Visit) -> None:
    visit.page.selectbox(key="data").set_value("faces")
    visit.run()
    visit.page.toggle(key="cnn").set_value(True)
    visit.page.slider(key="steps").set_value(3000)
    visit.run()


STATES: list[tuple[Callable[[Visit], None], bool]] = [
    (opened, False),
    (trains, False),
    (paused, False),
    (finished, False),
    (stored, False),
    (opened_from_the_table, False),
    (stopped, True),
    (failed, True),
    (changed, True),
    (changed_and_finished, True),
    (opened_without_controls, True),
    (side_by_side, True),
    (no_loss, True),
    (no_file, True),
    (slow, True),
]


def of_the_controls(page: AppTest) -> RunConfig:
    """The settings that the widgets hold."""
    state = page.session_state
    picked = {"data": state["data"], "losses": state["losses"]}
    values = {row.key: state.get(row.key, row.default) for row in controls(picked)}
    return config_of(values, data_of(values))


def of_the_picture(page: AppTest) -> RunConfig:
    state = page.session_state
    config: RunConfig = state.job.present_config if "job" in state else state.result.config
    return config


@pytest.mark.parametrize(("go", "said"), STATES, ids=lambda part: getattr(part, "__name__", ""))
def test_the_picture_is_that_of_the_settings_or_a_sentence_with_a_button_says_so(
    go: Callable[[Visit], None], said: bool, sleeping: Sleeping
) -> None:
    visit = Visit(sleeping)
    go(visit)
    page = visit.page
    sentences = [*(part for part in page.info if not part.icon), *page.error]
    assert len(sentences) == said
    assert said or of_the_picture(page) == of_the_controls(page)
    assert [button.key for button in page.button if button.key == "mend"] == ["mend"] * said
    if not said:
        return
    visit.press("mend")
    assert not page.error
    assert not [part for part in page.info if not part.icon]
    assert of_the_picture(page) == of_the_controls(page)
