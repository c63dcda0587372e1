"""A card of a page with many: a picture, a number, a heading, a line of words, and how far it is.

The cards stand in a container with the key `path`, each in one whose key begins with `place-`.
"""

from __future__ import annotations

STYLE = """<style>
.st-key-path { display: grid; gap: 0.9rem;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 15.5rem), 1fr)); }
.st-key-path > * { height: 100%; }
.st-key-path [class*=st-key-place-] { height: 100%; gap: 0.4rem; justify-content: space-between; }
.st-key-path [class*=st-key-place-]:hover { border-color: var(--mm-muted); }
.lesson-picture { width: 100%; max-height: 6.6rem; display: block; }
.place h2 { font-size: var(--mm-type-lead); margin: 0.2rem 0 0; padding: 0; line-height: 1.25; }
.place p { margin: 0.15rem 0 0; font-size: var(--mm-type-small); color: var(--mm-muted); }
.place .number { font-weight: 600; color: var(--mm-muted); font-size: var(--mm-type-small); }
.place.planned { opacity: 0.55; }
.place .way { height: 4px; border-radius: 2px; background: var(--mm-faint); margin-top: 0.5rem; }
.place .way div { height: 100%; border-radius: 2px; background: var(--mm-own); }
</style>"""


def card(
    number: int,
    heading: str,
    words: str,
    image: str,
    *,
    share: float = 0.0,
    planned: bool = False,
) -> str:
    """The card as HTML.

    Args:
        number: its place on the page.
        heading: what it is about.
        words: the line below.
        image: HTML of the picture.
        share: of it that is done, 0 to 1.
        planned: it is not there yet.
    """
    way = f'<div class="way"><div style="width: {100 * share:.0f}%"></div></div>'
    return (
        f'<div class="{"place planned" if planned else "place"}">{image}'
        f'<span class="number">{number}</span><h2>{heading}</h2>'
        f"<p>{words}</p>{way if share else ''}</div>"
    )
