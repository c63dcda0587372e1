"""How a command ends: a sentence, or a sentence with the traceback below it."""

import json

import pytest

from face_training.commands import ERROR_FILE, ending
from face_training.refusals import Unexpected


def ended(error, *expected, status=1):
    with pytest.raises(SystemExit) as found, ending(*expected, status=status):
        raise error
    return found.value.code


def test_what_a_person_can_mend_is_a_sentence():
    assert ended(ValueError("The batch is too large.")) == "The batch is too large."
    assert (
        ended(OSError(28, "No space left on device", "a.txt")) == "a.txt: No space left on device."
    )
    assert ended(RuntimeError("received 0 items of ancdata")).startswith("Too many files are open")
    assert ended(ArithmeticError("Step 3."), ArithmeticError) == "Step 3."


def test_the_rest_keeps_its_traceback_below_a_sentence():
    said = ended(TypeError("unsupported operand\nand more"))
    first, second, empty, *lines = said.split("\n")
    assert first.startswith("This is an error of the program")
    assert first.endswith("TypeError: unsupported operand")
    assert second == "Please report it, with the lines that follow."
    assert empty == ""
    assert lines[0] == "Traceback (most recent call last):"
    assert any("raise error" in line for line in lines)


def test_of_another_process_it_is_the_traceback_there():
    said = ended(Unexpected("KeyError: 'label'", "Traceback of the reader"))
    assert "\n\nTraceback of the reader" in said
    assert "KeyError: 'label'\n" in said


def test_another_status_and_no_error(capsys):
    assert ended(ValueError("No face."), status=2) == 2
    assert capsys.readouterr().err == "No face.\n"
    with ending():
        pass
    with pytest.raises(KeyboardInterrupt), ending():
        raise KeyboardInterrupt


def test_torchrun_is_given_the_words_and_the_rank_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("RANK", "3")
    monkeypatch.setenv(ERROR_FILE, str(tmp_path / "error.json"))
    assert ended(ValueError("It is full.")) == "Rank 3: It is full."
    message = json.loads((tmp_path / "error.json").read_text())["message"]
    assert message["message"] == message["extraInfo"]["py_callstack"] == "Rank 3: It is full."
    assert message["extraInfo"]["timestamp"].isdigit()
