"""How a command ends: with one sentence if a person can mend what is wrong.

Any other error is one of the program: a sentence that says so, and its traceback below.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from face_training.names import readable
from face_training.refusals import Unexpected, sentence_of
from face_training.troubles import what_to_do

ERROR_FILE = "TORCHELASTIC_ERROR_FILE"  # where torchrun looks for what went wrong


@contextmanager
def ending(*expected: type[Exception], status: int = 1) -> Iterator[None]:
    """Inside, an error ends the command with this status.

    Args:
        expected: kinds of errors, beside ValueError and OSError, whose message is a sentence.
        status: the exit status.
    """
    try:
        yield
    except Exception as error:
        known = isinstance(error, (ValueError, OSError, *expected)) or what_to_do(error)
        words = readable(sentence_of(error)) if known else _with_traceback(error)
        rank = os.environ.get("RANK", "0")
        words = words if rank == "0" else f"Rank {rank}: {words}"
        _for_torchrun(words)
        if status == 1:
            sys.exit(words)
        print(words, file=sys.stderr)
        sys.exit(status)


def _with_traceback(error: Exception) -> str:
    details = error.details if isinstance(error, Unexpected) else traceback.format_exc()
    first = str(error).strip().split("\n")[0]
    name = "" if isinstance(error, Unexpected) else f"{type(error).__name__}: "
    return (
        f"This is an error of the program, as far as it can tell, and not of what it was given: "
        f"{name}{first}\nPlease report it, with the lines that follow.\n\n{details}"
    )


def _for_torchrun(words: str) -> None:
    """Give torchrun the words, so that they stand at the end of what it prints."""
    if not (file := os.environ.get(ERROR_FILE)):
        return
    extra = {"py_callstack": words, "timestamp": str(int(time.time()))}
    try:
        with open(file, "w", encoding="utf-8") as stream:
            json.dump({"message": {"message": words, "extraInfo": extra}}, stream)
    except OSError:
        return
