"""The look as CSS: variables of the root element, and the rules of a Streamlit page.

Sizes are in rem, so that presenter mode enlarges all of them at once.  Colours are light-dark()
pairs: they follow the `color-scheme` of the place where they are used.
"""

from __future__ import annotations

from app.look.classes import COLOURS
from app.look.losses import loss_look
from app.look.themes import DARK, LIGHT, PROJECTOR
from app.look.tokens import LINE, QUIET, ROOT, SPACE, STROKE, TYPE
from losses.catalogue import COMPOSED, LOSSES

_ROLES = ("ink", "paper", "panel", "muted", "faint", "accent", "own", "rival")

#: What Streamlit's theme cannot say.
_PAGE = """
.stMainBlockContainer { padding: 4rem 2rem 2rem; }
h1, h2, h3, h4, h5, h6 { letter-spacing: -0.01em; text-wrap: balance; }
/* Streamlit's own grey has too little contrast. */
[data-testid=stCaptionContainer] { color: var(--mm-muted); opacity: 1;
  font-size: var(--mm-type-small); }
[data-testid=stCaptionContainer] * { color: inherit; }
/* Colour is for data: what is chosen or moved is written in ink. */
[data-testid=stSliderThumbValue], .stButtonGroup button[data-selected=true] {
  color: var(--mm-ink) !important; }
/* The sidebar of the page before would stay, empty. */
[data-testid=stSidebar]:not(:has(.stElementContainer, [data-testid=stSidebarNavLink])) {
  display: none; }
@media (max-width: 640px) { .stMainBlockContainer { padding: 3.5rem 1rem 2rem; } }
"""


def css() -> str:
    """`--mm-type-small`, `--mm-space-2`, `--mm-muted`, `--mm-loss-sv_softmax`, `--mm-class-0`.

    An element with data-look="projector" has the projector's colours, whatever the page has.
    """
    sizes = {
        **{f"type-{name}": f"{pixels / ROOT:g}rem" for name, pixels in TYPE.items()},
        **{f"space-{step}": f"{pixels / ROOT:g}rem" for step, pixels in SPACE.items()},
        **{f"quiet-{name}": f"{share:g}" for name, share in QUIET.items()},
        "line": f"{LINE:g}px",
        "stroke": f"{STROKE:g}px",
    }
    looks = {name: loss_look(name) for name in (*LOSSES, COMPOSED)}
    colours = {
        **{role: _pair(getattr(LIGHT, role), getattr(DARK, role)) for role in _ROLES},
        **{f"class-{k}": colour for k, colour in enumerate(COLOURS)},
        **{f"loss-{name}": _pair(look.light, look.dark) for name, look in looks.items()},
    }
    projector = {role: getattr(PROJECTOR, role) for role in _ROLES}
    return (
        f":root {{ {_variables(sizes | colours)} }}\n"
        f'[data-look="projector"] {{ color-scheme: light; {PROJECTOR.variables()} '
        f"{_variables(projector)} }}"
    )


def page_css() -> str:
    """All that a page of the app needs."""
    return css() + _PAGE


def _pair(light: str, dark: str) -> str:
    return f"light-dark({light}, {dark})"


def _variables(rows: dict[str, str]) -> str:
    return " ".join(f"--mm-{name}: {value};" for name, value in rows.items())
