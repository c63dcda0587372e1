"""The numbers of a run: metrics.jsonl, TensorBoard and the progress bar.  For rank 0 alone."""

from __future__ import annotations

import json
import sys
from types import TracebackType
from typing import Any

from torch.utils.tensorboard import SummaryWriter
from tqdm import tqdm

from face_training.run_directory import RunDirectory
from face_training.whole_files import write_whole


class Metrics:
    """The metrics of a run from some step on; lines of an earlier attempt beyond it are dropped."""

    def __init__(
        self, run: RunDirectory, step: int, steps: int, *, evaluates_again: bool = False
    ) -> None:
        self._file = run.path / "metrics.jsonl"
        # A run that begins anew writes what belongs to step 0 again.
        kept = [line for line in run.metrics() if step and int(line["step"]) <= step]
        if evaluates_again:
            last = {"kind": "evaluation", "step": step}
            kept = [line for line in kept if not last.items() <= line.items()]
        write_whole(self._file, "".join(json.dumps(line) + "\n" for line in kept).encode())
        self._board = SummaryWriter(
            str(run.path / "tensorboard"), purge_step=step + 1 if step else 0
        )
        self._bar = tqdm(
            total=steps,
            initial=step,
            unit="step",
            smoothing=0.05,
            mininterval=0.5 if sys.stderr.isatty() else 15,
        )

    def __enter__(self) -> Metrics:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._board.close()
        self._bar.close()

    def write(self, kind: str, step: int, values: dict[str, Any], folder: str = "") -> None:
        """Append one line to the file and one point to each curve.

        Raises:
            OSError: the line could not be written; the error names the file.
        """
        line = json.dumps({"kind": kind, "step": step, **values})
        try:
            with self._file.open("a") as stream:
                stream.write(line + "\n")
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(self._file)) from None
        for name, value in values.items():
            if isinstance(value, int | float):
                self._board.add_scalar(f"{folder or kind}/{name}", value, step)

    def advance(self) -> None:
        """Move the progress bar by one step."""
        self._bar.update()

    def show(self, **values: str) -> None:
        """Show these values beside the progress bar."""
        self._bar.set_postfix(values)
