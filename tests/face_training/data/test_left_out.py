"""What was left out, counted and said."""

import pytest

from face_training.data.left_out import HIDDEN, NO_IMAGE, LeftOut, is_hidden


@pytest.mark.parametrize(
    ("path", "hidden"),
    [
        (("a", "1.jpg"), False),
        (("a.b", "1.jpg"), False),
        (("a", "._1.jpg"), True),
        ((".ipynb_checkpoints", "1.jpg"), True),
        (("__MACOSX", "a", "1.jpg"), True),
        (("Ann", "@eaDir", "1.jpg", "SYNOPHOTO_THUMB_M.jpg"), True),
        (("$RECYCLE.BIN", "1.jpg"), True),
        (("Ann @eaDir", "1.jpg"), False),
    ],
)
def test_what_is_hidden(path: tuple[str, ...], hidden: bool) -> None:
    assert is_hidden(path) == hidden


def test_counts_with_an_example_each() -> None:
    left_out = LeftOut()
    assert left_out.in_words() == ""
    left_out.add(NO_IMAGE, "a/notes.txt")
    left_out.add(HIDDEN, ".DS_Store")
    left_out.add(NO_IMAGE, "b/more.txt")
    assert left_out.in_words() == (
        "; left out: 2 no image by their endings (a/notes.txt), "
        "1 hidden or a system's own (.DS_Store)"
    )
    assert LeftOut.from_json(left_out.to_json()) == left_out
