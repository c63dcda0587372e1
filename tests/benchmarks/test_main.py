"""The command line: the benchmarks that are named are run, with the options that are given."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

import pytest
import torch

from benchmarks.__main__ import FILES, Report, main, report_of, summaries
from benchmarks.harness.options import Options
from benchmarks.harness.ordered import judge

ROOT = Path(__file__).parents[2]
Calls = list[tuple[str, Options]]


@pytest.fixture
def calls() -> Calls:
    """Which benchmarks ran, with which options."""
    return []


@pytest.fixture
def noted(calls: Calls) -> Iterator[Callable[[str], Report]]:
    """Reports that only note their options; the number of threads is restored."""
    threads = torch.get_num_threads()
    yield lambda name: lambda options: calls.append((name, options)) or ["text"]
    torch.set_num_threads(threads)


def test_all_by_default(calls, noted, capsys) -> None:
    main([], noted)
    assert calls == [(name, Options()) for name in FILES]
    assert torch.get_num_threads() == 1
    printed = capsys.readouterr().out
    assert printed.startswith(Options().header())
    assert printed.count("text") == len(FILES)


def test_a_limit_that_is_passed_ends_it_with_1_after_all_others(capsys) -> None:
    def report(options: Options) -> Iterator[str]:
        yield "a table"
        judge(["too much", "too slow"])

    with pytest.raises(SystemExit) as ended:
        main(["hall", "misbehaving"], lambda _: report)
    assert ended.value.code == 1
    printed = capsys.readouterr().out
    assert printed.count("a table\n\nTOO MUCH: too much\nTOO MUCH: too slow") == 2


def test_one_with_options(calls, noted) -> None:
    main(["pace", "--threads", "2", "--quick"], noted)
    assert calls == [("pace", Options(threads=2, quick=True))]


def test_unknown_name(calls, noted, capsys) -> None:
    with pytest.raises(SystemExit):
        main(["tempo"], noted)
    assert "unknown: tempo" in capsys.readouterr().err
    assert calls == []


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_no_gpu(calls, noted, capsys) -> None:
    with pytest.raises(SystemExit):
        main(["--device", "cuda"], noted)
    assert "torch sees no cuda here" in capsys.readouterr().err
    assert calls == []


def test_a_peer_that_is_not_there(calls, noted, capsys, tmp_path) -> None:
    with pytest.raises(SystemExit):
        main(["face_head", "--arcface", str(tmp_path)], noted)
    assert "has no partial_fc_v2.py" in capsys.readouterr().err
    assert not calls


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_a_benchmark_and_says_what_it_measures(name: str) -> None:
    assert callable(report_of(name))
    assert f"  {name}  " in f"{summaries()}  "


#: Runs the command where some packages cannot be imported.
WITHOUT = """
import runpy, sys
from importlib.machinery import BuiltinImporter, FrozenImporter, PathFinder

class Others:
    def find_spec(self, name, path=None, target=None):
        return None if name in missing else PathFinder.find_spec(name, path, target)

missing = set(sys.argv.pop(1).split(","))
sys.meta_path[:] = [BuiltinImporter, FrozenImporter, Others()]
runpy.run_module("benchmarks", run_name="__main__", alter_sys=True)
"""


def needed_by(distribution: str) -> set[str]:
    """The distributions that this one installs, itself included."""
    names = {distribution}
    for line in metadata.requires(distribution) or ():
        name = normalised(re.split(r"[^\w.-]", line)[0])
        if "extra ==" not in line and name in INSTALLED:
            names |= needed_by(name)
    return names


def normalised(name: str) -> str:
    """The name of a distribution as an index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


INSTALLED = {normalised(found.name) for found in metadata.distributions()}


@pytest.mark.slow
def test_the_losses_are_measured_with_torch_alone() -> None:
    needed = needed_by("torch")
    packages = metadata.packages_distributions().items()
    missing = {
        package for package, names in packages if not needed & set(map(normalised, names))
    } - {"benchmarks", "losses"}
    assert {"streamlit", "playwright", "numpy", "sklearn", "pandas"} <= missing
    command = [sys.executable, "-c", WITHOUT, ",".join(missing)]
    command += ["losses_speed", "--quick", "--device", "cpu"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "10,000 classes" in done.stdout
    assert "CosFaceLoss" not in done.stdout  # its library cannot be imported
