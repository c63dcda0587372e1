"""Broken images: counted once, named in a file, and limited."""

import pytest

from face_training.training.broken import FILE, BrokenImages


def test_each_counts_once_and_has_a_line(tmp_path):
    said = []
    broken = BrokenImages(tmp_path, 2, said.append)
    broken.add([(7, "image 7 is broken."), (7, "image 7 is broken.")])
    broken.add([(7, "image 7 is broken."), (9, "image 9 is broken.")])
    assert (tmp_path / FILE).read_text() == "7\timage 7 is broken.\n9\timage 9 is broken.\n"
    assert said == [f"Skipped: image 7 is broken. Others are named in {tmp_path / FILE}."]


def test_a_resumed_run_goes_on_counting_and_ends_beyond_the_limit(tmp_path):
    BrokenImages(tmp_path, 2, print).add([(7, "seven."), (9, "nine.")])
    again = BrokenImages(tmp_path, 2, print)
    again.add([(9, "nine.")])
    with pytest.raises(ValueError, match=r"^3 images are broken, and data\.skip_broken is 2\. "):
        again.add([(1, "one.")])
