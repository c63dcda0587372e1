"""The style sheet has every token, and a colour of every class and loss."""

from app.look.css import css, page_css
from app.look.losses import loss_look
from app.look.themes import DARK, LIGHT, PROJECTOR
from app.look.tokens import QUIET, SPACE, TYPE
from losses.catalogue import LOSSES


def test_every_token_is_a_variable() -> None:
    text = css()
    for name in (*(f"type-{size}" for size in TYPE), *(f"space-{step}" for step in SPACE)):
        assert f"--mm-{name}: " in text
    for role in QUIET:
        assert f"--mm-quiet-{role}: " in text
    assert "--mm-type-small: 0.8125rem;" in text


def test_colours_follow_the_scheme() -> None:
    assert f"--mm-muted: light-dark({LIGHT.muted}, {DARK.muted});" in css()
    for name in LOSSES:
        look = loss_look(name)
        assert f"--mm-loss-{name}: light-dark({look.light}, {look.dark});" in css()


def test_a_projector_has_its_own() -> None:
    (rule,) = [line for line in css().splitlines() if line.startswith('[data-look="projector"]')]
    assert f"--st-text-color: {PROJECTOR.ink};" in rule
    assert f"--mm-muted: {PROJECTOR.muted};" in rule


def test_a_page_fetches_nothing_for_its_style() -> None:
    assert "url(" not in page_css()
    assert "@import" not in page_css()
