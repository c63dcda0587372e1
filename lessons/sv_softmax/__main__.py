"""Run the lesson's experiments again, or print what they gave.

python -m lessons.sv_softmax            print the numbers of the stored result
python -m lessons.sv_softmax --run      run everything again and store it; minutes on one core
python -m lessons.sv_softmax --quick    see that it runs; nothing is stored
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lessons.sv_softmax.experiment import Config, run, shown_runs, train_shown
from lessons.sv_softmax.numbers import numbers
from lessons.sv_softmax.stored import FOLDER, result


def make(config: Config, folder: Path) -> None:
    """Run everything, and store it."""
    import torch

    torch.set_num_threads(1)
    began = time.process_time()
    result = run(config, progress=lambda line: print(line, file=sys.stderr, flush=True))
    folder.mkdir(exist_ok=True)
    result.save(folder / "result.npz")
    for name, shown in shown_runs(config, result).items():
        train_shown(shown).save(folder / f"{name}.npz")
    print(f"{time.process_time() - began:.0f} s of one core", file=sys.stderr)


def main(arguments: list[str]) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="lessons.sv_softmax", description=__doc__.split("\n")[0])
    parser.add_argument("--run", action="store_true", help="run again and store the result")
    parser.add_argument("--quick", action="store_true", help="a small run that is not stored")
    asked = parser.parse_args(arguments)
    if asked.quick:
        with tempfile.TemporaryDirectory() as folder:
            make(Config.quick(), Path(folder))
            return
    if asked.run:
        make(Config(), FOLDER)
    print("\n".join(lines(numbers(result()))))


def lines(named: Mapping[str, Any], depth: int = 0) -> Iterator[str]:
    """Names and numbers, one a line, indented as they are nested."""
    for name, value in named.items():
        if isinstance(value, Mapping):
            yield "  " * depth + str(name)
            yield from lines(value, depth + 1)
        else:
            yield f"{'  ' * depth}{name}: {value}"


if __name__ == "__main__":
    main(sys.argv[1:])
