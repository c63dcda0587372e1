"""The tiny pictures: one for each loss and seed, in one image with words."""

from __future__ import annotations

import base64
import re
from xml.etree import ElementTree

from app.look.classes import class_colour
from app.look.themes import DARK, LIGHT
from app.seeds.pictures import pictures, svg
from tests.app.seeds.five import outcomes


def test_there_is_a_picture_for_each_loss_and_seed() -> None:
    found = outcomes()
    root = ElementTree.fromstring(svg(found, LIGHT))
    groups = [part for part in root if part.tag.endswith("}g")]
    assert len(groups) == 5 * 2
    texts = [part.text for part in root.iter() if part.tag.endswith("}text")]
    assert [f"seed {seed}" for seed in range(5)] == texts[:5]
    assert f"{found[2].measures['accuracy'][1]:.0f} %" in texts
    classes = {int(label) for label in found[0].labels_N}
    assert all(class_colour(label) in svg(found, LIGHT) for label in classes)


def test_the_image_says_the_accuracies_and_has_the_page_s_ink() -> None:
    found = outcomes()
    image = pictures(found, DARK)
    alt = re.search('alt="([^"]*)"', image)
    assert alt
    first = f"Softmax: seed 0 {found[0].measures['accuracy'][0]:.0f} percent"
    assert first in alt[1]
    drawing = base64.b64decode(image.split("base64,")[1].split('"')[0]).decode()
    assert drawing == svg(found, DARK)
    assert DARK.ink in drawing
