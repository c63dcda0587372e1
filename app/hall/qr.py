"""An address as a QR picture, made here without asking anybody."""

from __future__ import annotations

from urllib.parse import urlsplit

import segno

LONGEST = 200  # characters of an address


def qr_picture(address: str, code: str) -> str:
    """An SVG, black on white with a white border whatever the page's colours are.

    Args:
        address: where students find the room, as their browsers reach it.
        code: of the room, with which the address ends.

    Raises:
        ValueError: it is no address of this room.
    """
    parts = urlsplit(address[: LONGEST + 1])
    if (
        len(address) > LONGEST
        or parts.scheme not in ("http", "https")
        or not parts.hostname
        or not parts.path.endswith(f"/h/{code}")
    ):
        raise ValueError("This is no address of the room, as http://192.168.0.10:8501.")
    picture: str = segno.make(address, error="m", micro=False).svg_inline(
        border=4, light="#fff", dark="#000", omitsize=True
    )
    return picture
