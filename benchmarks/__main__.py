"""Run the benchmarks, all or those that are named: `python -m benchmarks --help`."""

from __future__ import annotations

import argparse
import ast
import importlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import torch

from benchmarks.harness.options import Options
from benchmarks.harness.ordered import Exceeded

Report = Callable[[Options], Iterable[str]]


FILES = {
    file.stem: file
    for file in sorted(Path(__file__).parent.glob("*.py"))
    if not file.stem.startswith("__")
}


def report_of(name: str) -> Report:
    """The function that measures and reports, of the file with this name."""
    report: Report = importlib.import_module(f"benchmarks.{name}").report
    return report


def summaries() -> str:
    """Each benchmark with the first line of its description, which needs no import of it."""
    width = max(map(len, FILES))
    docs = {
        name: ast.get_docstring(ast.parse(file.read_text())) or "" for name, file in FILES.items()
    }
    return "\n".join(f"  {name:{width}}  {doc.splitlines()[0]}" for name, doc in docs.items())


def main(
    arguments: Sequence[str] | None = None, report_of: Callable[[str], Report] = report_of
) -> None:
    """Print each table as soon as it is measured.  Ends with 1 if a limit was passed."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        epilog=f"benchmarks:\n{summaries()}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="name", help="which; all by default")
    parser.add_argument("--device", default="cpu", help="cpu or cuda, for losses and faces")
    parser.add_argument(
        "--arcface", default="", help="path of insightface's arcface_torch, to compare faces with"
    )
    parser.add_argument("--mxnet", default="", help="path of a Python with mxnet, to read faces")
    parser.add_argument("--threads", type=int, default=1, help="of the CPU; 1 by default")
    parser.add_argument(
        "--only", type=lambda text: tuple(text.split(",")), default=(), metavar="PART,PART",
        help="parts of gpu and misbehaving, variants of step_variants",
    )  # fmt: skip
    parser.add_argument(
        "--seconds", type=float, default=0, help="after which gpu and step_variants leave out parts"
    )
    parser.add_argument("--json", default="", help="file for the results of gpu")
    parser.add_argument("--quick", action="store_true", help="small sizes and few rounds")
    chosen = parser.parse_args(arguments)
    if unknown := sorted(set(chosen.names) - set(FILES)):
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(FILES)}")
    if chosen.device != "cpu" and not torch.cuda.is_available():
        parser.error(f"torch sees no {chosen.device} here")
    if chosen.arcface:
        from benchmarks.peers.arcface import Arcface

        try:
            Arcface.at(chosen.arcface, chosen.device)
        except ValueError as error:
            parser.error(str(error))
    torch.set_num_threads(chosen.threads)
    options = Options(**{name: value for name, value in vars(chosen).items() if name != "names"})
    print(options.header())
    passed = False
    for name in chosen.names or FILES:
        print(f"\n== {name}")
        try:
            for part in report_of(name)(options):
                print(f"\n{part}", flush=True)
        except Exceeded as error:
            passed = True
            print(f"\n{error}", flush=True)
    if passed:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
