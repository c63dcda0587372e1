"""Run the experiments of a lesson again, or print what they gave.

python -m lessons                 the lessons that there are
python -m lessons SLUG            print the numbers of the stored result
python -m lessons SLUG --run      run everything again and store it; minutes on one core
python -m lessons SLUG --quick    see that it runs; nothing is stored
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lessons.course import COURSE, Course
from lessons.lesson import Folder


def run_and_store(lesson: Folder, config: Any, results: Path) -> None:
    """Run the experiments of a config, and store the result and the runs that are shown."""
    import torch

    from toy_models.training import train

    torch.set_num_threads(1)
    began = time.process_time()
    experiment = lesson.module("experiment")
    result = experiment.run(config, lambda line: print(line, file=sys.stderr, flush=True))
    results.mkdir(exist_ok=True)
    result.save(results / "result.npz")
    for name, shown in experiment.shown_runs(result).items():
        train(shown).save(results / f"{name}.npz")
    print(f"{time.process_time() - began:.0f} s of one core", file=sys.stderr)


def main(arguments: list[str], course: Course = COURSE) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m lessons", description=__doc__.split("\n")[0])
    parser.add_argument("lesson", nargs="?", choices=tuple(course.folders), help="its folder")
    training = parser.add_mutually_exclusive_group()
    training.add_argument("--run", action="store_true", help="run again and store the result")
    training.add_argument("--quick", action="store_true", help="a small run that is not stored")
    options = parser.parse_args(arguments)
    if options.lesson is None:
        if options.run or options.quick:
            parser.error("--run and --quick need a lesson.")
        print("\n".join(course.folders))
        return
    lesson = course.folders[options.lesson]
    config = lesson.module("experiment").Config
    if options.quick:
        with tempfile.TemporaryDirectory() as results:
            run_and_store(lesson, config.quick(), Path(results))
        return
    if options.run:
        run_and_store(lesson, config(), lesson.results)
    numbers = lesson.module("numbers").numbers(lesson.result(), lesson.shown)
    print("\n".join(lines(numbers)))


def lines(named: Mapping[str, Any], depth: int = 0) -> Iterator[str]:
    """Names and numbers, each on its line, indented as they are nested."""
    for name, value in named.items():
        if isinstance(value, Mapping):
            yield "  " * depth + str(name)
            yield from lines(value, depth + 1)
        else:
            yield f"{'  ' * depth}{name}: {value}"


if __name__ == "__main__":
    main(sys.argv[1:])
