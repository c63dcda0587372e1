"""Curves that fall: by the mean over seeds, and only by what counts."""

from dataclasses import replace

from tests.toy_models.guidance.drawn_rows import ROW
from toy_models.guidance.findings.curves import Fall, falls


def test_only_a_fall_that_counts_is_one() -> None:
    def rows(cell: str, *curves: tuple[float, ...]) -> list:
        return [
            replace(ROW, cell=cell, arm="norm", seed=seed, tar_curve=curve)
            for seed, curve in enumerate(curves)
        ]

    found = falls(
        [
            *rows("one seed falls, the mean does not", (0.2, 0.4, 0.3), (0.2, 0.3, 0.4)),
            *rows("too little", (0.2, 0.3, 0.295)),
            *rows("some", (0.2, 0.3, 0.25), (0.2, 0.5, 0.45)),
            *rows("most", (0.5, 0.2, 0.25)),
            replace(ROW, cell="another arm", arm="sv", tar_curve=(0.5, 0.1)),
        ]
    )
    assert [fall.cell for fall in found] == ["most", "some"]
    assert found[0] == Fall(cell="most", highest=0.5, end=0.25)
