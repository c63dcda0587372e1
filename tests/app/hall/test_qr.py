"""The QR picture: a camera reads the room's address from it, and it is of no other address."""

from __future__ import annotations

import re

import cv2
import numpy as np
import pytest

from app.hall.qr import qr_picture

ADDRESS = "https://lectures.example.org:8501/faces/h/BCDFGHJK"


def pixels(svg: str, scale: int = 6) -> np.ndarray:
    """The picture as a browser paints it: rows of black strokes of width 1 on white."""
    size = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])  # type: ignore[index]
    picture = np.full((size, size), 255, np.uint8)
    strokes = re.findall(r' d="(M[^"]+)"', svg)[-1]
    x, y = 0.0, 0.0
    for command, numbers in re.findall(r"([Mmh])([^Mmhz]+)", strokes):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if command == "h":
            picture[int(y), int(x) : int(x + values[0])] = 0
            x += values[0]
        else:
            x, y = (values[0], values[1]) if command == "M" else (x + values[0], y + values[1])
    return np.kron(picture, np.ones((scale, scale), np.uint8))


def test_a_camera_reads_the_address() -> None:
    svg = qr_picture(ADDRESS, "BCDFGHJK")
    assert 'fill="#fff"' in svg
    assert "http" not in svg  # nothing is fetched
    found, _, _ = cv2.QRCodeDetector().detectAndDecode(pixels(svg))
    assert found == ADDRESS


@pytest.mark.parametrize(
    "address",
    ["", "h/BCDFGHJK", "javascript:alert(1)//h/BCDFGHJK", "http:///h/BCDFGHJK",
     "http://a.example/h/CCDFGHJK", f"http://{'a' * 300}/h/BCDFGHJK", "http://[/h/BCDFGHJK"],
)  # fmt: skip
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"no address|Invalid"):
        qr_picture(address, "BCDFGHJK")
