"""The script of a Streamlit component whose code consists of several files.

Streamlit takes a component's script as one text, which cannot import from this server by a relative
path.  So the script only fetches the class that draws, from `data["script"]`, and keeps one object
of it for each element of the page.  (`addressOf` in address.js says how an address is resolved; the
script is no module of this server, so it does the same itself.)
"""

from __future__ import annotations

_SCRIPT = """
const drawn = new WeakMap();
export default async function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".ELEMENT");
  const { CLASS } = await import(new URL(data.script.replace(/^\\//, "./"), document.baseURI));
  if (!drawn.has(root)) drawn.set(root, new CLASS(root));
  await drawn.get(root).show(data, setStateValue);
}
"""


def script(name: str, element: str) -> str:
    """The script of a component that an exported class draws into an element.

    The class takes the element, and has `show(data, setStateValue)`.

    Args:
        name: of the exported class.
        element: the CSS class of the element in the component's HTML.
    """
    return _SCRIPT.replace("CLASS", name).replace("ELEMENT", element)
