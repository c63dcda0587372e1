"""What was measured beside TAR: means, paired differences and their intervals."""

from dataclasses import replace

from tests.toy_models.guidance.drawn_rows import ROW
from toy_models.guidance.cells import screen
from toy_models.guidance.findings.beside_tar import MEASURES, beside_tar_table

CLEAN = next(cell.name for cell in screen() if not cell.wrong)
FLIPPED = next(cell.name for cell in screen() if cell.wrong)


def test_an_entry_is_softmax_and_the_difference_with_its_interval() -> None:
    rows = [
        replace(ROW, cell=cell, seed=seed, arm=arm, eer=0.1 + (arm == "sv") * 0.001 * seed,
                nearest_weight=40 + (arm == "sv"))
        for cell in (CLEAN, FLIPPED)
        for seed in (1, 2, 3)
        for arm in ("norm", "sv")
    ]  # fmt: skip
    rows.append(replace(ROW, cell=CLEAN, seed=4, arm="sv", eer=0.9))  # without a partner
    rows.append(replace(ROW, cell=CLEAN, seed=5, arm="norm"))
    rows.append(replace(ROW, cell=CLEAN, seed=5, arm="sv", eer=0.9, diverged_at=3))
    _, _, clean, flipped = beside_tar_table(rows).splitlines()
    # Student, 2 degrees of freedom: 4.303 x .001 / sqrt(3).
    entries = clean.strip("| ").split(" | ")
    assert len(entries) == 1 + len(MEASURES)
    assert entries[0] == CLEAN
    assert entries[2] == "0.1000, +0.0020 (-0.0005 to +0.0045)"
    assert entries[3] == "40.00, +1.00 (+1.00 to +1.00)"
    assert entries[5] == "none"
    assert flipped.endswith("| 0.0000, +0.0000 (+0.0000 to +0.0000) |")
