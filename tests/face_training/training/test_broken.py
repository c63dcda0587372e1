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


def test_whatever_the_name_of_an_image_a_run_resumes(tmp_path):
    names = ["a\n1\tb.jpg", "\u2028c.jpg", "d\x85e.jpg", "f\udcebg.jpg"]
    BrokenImages(tmp_path, 9, print).add(enumerate(names))
    assert (tmp_path / FILE).read_text().split("\n")[0] == "0\ta\\n1\\tb.jpg"
    with pytest.raises(ValueError, match=r"^5 images are broken"):
        BrokenImages(tmp_path, 4, print).add([(0, "a"), (3, "f"), (4, "h")])


def test_a_line_that_a_crash_cut_off_is_passed_over(tmp_path):
    (tmp_path / FILE).write_bytes(b"7\tseven.\n12\n\xff\nnine")
    with pytest.raises(ValueError, match=r"^3 images are broken"):
        BrokenImages(tmp_path, 2, print).add([(7, "seven."), (1, "one.")])
