"""When does a harder push on hard classes help?

python -m toy_models.guidance            print the answer from the stored rows
python -m toy_models.guidance --run      train what is missing, hours of one core; it goes on
                                         where it stopped
python -m toy_models.guidance --quick    a minute: small cells, to see that everything works
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from toy_models.guidance.cells import TINY, screen
from toy_models.guidance.contrasts import chosen_cells
from toy_models.guidance.predictions import CONFIRMATION_SEEDS, SCREEN_SEEDS
from toy_models.guidance.report import nothing_is_missing, text
from toy_models.guidance.rows import RESULTS, Row, stored


def main(arguments: list[str]) -> int:
    """The command line.  Returns the exit status: 2 for what cannot be done, with one sentence."""
    parser = argparse.ArgumentParser(
        prog="python -m toy_models.guidance", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--run", action="store_true", help="train what is missing")
    parser.add_argument("--quick", action="store_true", help="train small cells, store nothing")
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument(
        "--store", type=Path, default=RESULTS, metavar="FOLDER", help="where the rows are"
    )
    chosen = parser.parse_args(arguments)
    try:
        if chosen.quick:
            quick(checked_device(chosen.device))
        else:
            if chosen.run:
                run(chosen.store, checked_device(chosen.device))
            print(answer(chosen.store))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def checked_device(name: str) -> str:
    """The device, if it is there.

    Raises:
        ValueError: it is not cpu or cuda, or this machine has no such card.
    """
    import torch

    if name not in ("cpu", "cuda"):
        raise ValueError(f"--device is cpu or cuda, not {name!r}.")
    if name == "cuda" and not torch.cuda.is_available():
        raise ValueError("--device cuda needs a CUDA card, and torch finds none here.")
    return name


def run(folder: Path, device: str) -> None:
    """Both stages, as far as they are not there yet.  Raises ValueError as `rows.Store`."""
    import torch

    from toy_models.guidance.running import default_store, run_confirmation, run_screen

    torch.set_num_threads(1)
    first = default_store("screen", folder, device)
    run_screen(screen(), first, device=device, progress=_report)
    second = default_store("confirmation", folder, device)
    run_confirmation(chosen_cells(first.rows), second, device=device, progress=_report)


def quick(device: str) -> None:
    """A tiny cell with every arm and three seeds, and what became of it."""
    import torch

    from toy_models.guidance.running import default_store, run_confirmation

    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        store = default_store("confirmation", Path(folder), device)
        run_confirmation(
            [(TINY, 0.25)], store, seeds=(0, 1, 2), device=device, progress=_report,
            identities=60, replicates=20,
        )  # fmt: skip


def answer(folder: Path) -> str:
    """The answer from the stored rows.  Raises ValueError as `rows.stored`."""
    first = stored(folder / "screen.jsonl")
    second = folder / "confirmation.jsonl"
    confirmation: list[Row] = stored(second) if second.exists() else []
    parts = [text(first, confirmation)]
    parts.append(
        "Stage 1: " + nothing_is_missing(first, SCREEN_SEEDS, [cell.name for cell in screen()])
    )
    if confirmation:
        cells = [cell.name for cell, _ in chosen_cells(first)]
        parts.append("Stage 2: " + nothing_is_missing(confirmation, CONFIRMATION_SEEDS, cells))
    return "\n\n".join(parts)


def _report(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
