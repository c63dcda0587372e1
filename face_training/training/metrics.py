"""What a run tells of itself: metrics.jsonl, TensorBoard, the progress bar.  Rank 0's business."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

from torch.utils.tensorboard import SummaryWriter
from tqdm import tqdm

from face_training.run_directory import RunDirectory, write_whole


class Metrics:
    """The lines of a run from some step on; what an earlier attempt wrote beyond it is dropped."""

    def __init__(self, run: RunDirectory, step: int, steps: int) -> None:
        self._file = run.path / "metrics.jsonl"
        # A run that begins anew writes what belongs to step 0 again.
        kept = [line for line in run.metrics() if step and int(line["step"]) <= step]
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
        """One line, and a point of each curve."""
        line = json.dumps({"kind": kind, "step": step, **values})
        with Path(self._file).open("a") as stream:
            stream.write(line + "\n")
        for name, value in values.items():
            if isinstance(value, int | float):
                self._board.add_scalar(f"{folder or kind}/{name}", value, step)

    def advance(self) -> None:
        """One step more on the bar."""
        self._bar.update()

    def show(self, **values: str) -> None:
        """Beside the bar."""
        self._bar.set_postfix(values)

    def say(self, sentence: str) -> None:
        """A line above the bar."""
        self._bar.write(sentence, file=sys.stderr)
