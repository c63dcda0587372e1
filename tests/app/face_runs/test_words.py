"""A face run in words."""

from __future__ import annotations

from dataclasses import replace

from app.face_runs.words import about, caption, file_stem, loss_parameters, message, setting
from app.scene.scene import STEP
from tests.app.face_runs.made import run


def test_the_sentence_names_loss_data_network_seed_and_probe() -> None:
    assert about(run()) == (
        "run: SV-Softmax, Made for a test, data synthetic, network tiny, seed unknown, 294 steps, "
        "a probe of 30 pictures of 6 of 30 identities, kept at 8 steps."
    )
    assert "probe" not in about(run(probe=False))


def test_a_setting_that_is_missing_is_unknown() -> None:
    assert setting(run(), "backbone", "name") == "tiny"
    assert setting(run(), "backbone", "colour") == "unknown"
    assert setting(run(), "nothing", "name") == "unknown"


def test_an_unknown_loss_has_no_parameters() -> None:
    assert loss_parameters(run()) == ""  # but the scale
    assert loss_parameters(replace(run(), loss=None)) == ""


def test_a_picture_says_what_it_is_made_of() -> None:
    pair = [run(), run(loss="arc_softmax", dimension=24, steps=5)]
    lines = caption(pair, 25, 24)
    assert lines[0] == (
        "Data: faces, synthetic, 25 training samples shown; features in 24 dimensions."
    )
    assert lines[1] == "Losses: SV-Softmax, s = 16; Arc-Softmax, s = 16."
    assert lines[2].startswith(f"Step {STEP} of 294, unknown, learning rate unknown, seed unknown.")
    assert lines[2].endswith("run beside run")
    assert "One run is no evidence" in lines[3]


def test_files_are_named_after_losses_seed_identity_and_run() -> None:
    assert file_stem([run()], "Ann Smith") == "faces_sv-softmax_seed-unknown_ann-smith_run"
    assert file_stem([replace(run(), name="Other 2")], "Ann").endswith("_ann_other-2")


def test_the_message_names_losses_and_people() -> None:
    one, other = run(), run(loss="arc_softmax")
    assert message([]) == "What a training of faces did, picture by picture"
    assert message([one]) == "SV-Softmax learns the faces of 30 people: who is mistaken for whom"
    assert message([one, one]) == (
        "SV-Softmax learns the faces of 30 people twice: what the two runs share"
    )
    assert message([one, other]) == (
        "SV-Softmax and Arc-Softmax learn the faces of 30 people: what differs"
    )
    assert message([run(probe=False)]) == "SV-Softmax learns faces: who is mistaken for whom"
