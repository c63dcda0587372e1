"""When does a harder push on hard classes help?

python -m toy_models.guidance            print the answer from the stored rows
python -m toy_models.guidance --run      train what is missing, hours of one core; it goes on
                                         where it stopped; --stage names one of the stages
python -m toy_models.guidance --run --processes 16
                                         the same in 16 processes, one core each
python -m toy_models.guidance --quick    a minute: tiny settings through all stages, nothing stored
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evidence.idle_options import refuse_idle
from toy_models.guidance.answer import FILE, save_answer
from toy_models.guidance.cells import screen
from toy_models.guidance.contrasts import chosen_cells, contrasts, differences
from toy_models.guidance.findings.beside_tar import beside_tar_table
from toy_models.guidance.findings.both_lengths import lengths_text
from toy_models.guidance.findings.machines import machines_table, machines_words, made
from toy_models.guidance.from_rows import of_folder
from toy_models.guidance.in_short import in_short
from toy_models.guidance.predictions import CONFIRMATION_SEEDS, SCREEN_SEEDS
from toy_models.guidance.quick import quick
from toy_models.guidance.report import (
    contrasts_table,
    not_converged,
    nothing_is_missing,
    own_settings_text,
    screen_table,
    text,
)
from toy_models.guidance.rows import RESULTS, Row, stored, stored_so_far
from toy_models.guidance.stages.control import Control
from toy_models.guidance.stages.longer import LONGER_SEEDS
from toy_models.guidance.stages.own_settings import judged
from toy_models.guidance.stages.table import (
    CONTROLS,
    STAGES,
    cells_of_own_settings,
    complete_control,
    complete_longer,
    complete_stages,
    wanted_of_confirmation,
    wanted_of_longer,
    wanted_of_own_settings,
)

AS_A_WHOLE = " It is judged as a whole."
STOPPED = 130  # the exit status of a command that Ctrl-C ended
NEEDS = {"device": ("run", "quick"), "stage": ("run",), "processes": ("run",)}


def main(arguments: list[str]) -> int:
    """The command line.

    Returns the exit status: 2 for what cannot be done and STOPPED for Ctrl-C, with one sentence.
    """
    parser = argparse.ArgumentParser(
        prog="python -m toy_models.guidance", description=(__doc__ or "").split("\n")[0]
    )
    training = parser.add_mutually_exclusive_group()
    training.add_argument("--run", action="store_true", help="train what is missing")
    parser.add_argument("--stage", choices=STAGES, help="train this one alone")
    parser.add_argument("--processes", type=int, help="how many train at once")
    training.add_argument(
        "--quick", action="store_true", help="train small settings, store nothing"
    )
    parser.add_argument("--device", help="cpu (the default) or cuda")
    parser.add_argument(
        "--store", type=Path, default=RESULTS, metavar="FOLDER", help="where the rows are"
    )
    chosen = parser.parse_args(arguments)
    try:
        _check(chosen)
        if chosen.quick:
            print(quick(checked_device(chosen.device or "cpu"), _report))
        else:
            if chosen.run:
                stages = (chosen.stage,) if chosen.stage else STAGES
                processes = 1 if chosen.processes is None else chosen.processes
                device = checked_device(chosen.device or "cpu")
                _try_to_write(chosen.store)
                run(chosen.store, device, stages, processes)
            print(answer(chosen.store))
    except (ValueError, OSError) as error:
        print(_sentence(error), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        kept = f" What was trained is in {chosen.store}, and the same command goes on from there."
        print(f"Stopped.{kept if chosen.run else ''}", file=sys.stderr)
        return STOPPED
    return 0


def _check(chosen: argparse.Namespace) -> None:
    """Raises ValueError for options that would do nothing, and for a store that is no folder."""
    refuse_idle(chosen, NEEDS)
    if chosen.quick and chosen.store != RESULTS:
        raise ValueError("--store does nothing with --quick, which stores nothing.")
    if chosen.store.exists() and not chosen.store.is_dir():
        raise ValueError(f"--store is a folder, and {chosen.store} is a file.")


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


def _try_to_write(folder: Path) -> None:
    """Make the folder and write into it, so that no training is lost.  Raises ValueError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise ValueError(
            f"Nothing can be written into the folder {folder} ({error.strerror}): "
            "--store names another."
        ) from None


def _sentence(error: Exception) -> str:
    """What is wrong, for a person."""
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename} cannot be read or written: {error.strerror}."
    return str(error)


def run(folder: Path, device: str, stages: Sequence[str] = STAGES, processes: int = 1) -> None:
    """Stages, as far as they are not there yet.

    The others need stage 1, and stage 5 needs stage 3 as well.

    Raises:
        ValueError: as `rows.Store`, or a stage that another needs is missing.
    """
    from toy_models.guidance.running import (
        default_store,
        run_confirmation,
        run_control,
        run_longer,
        run_own_settings,
        run_screen,
    )

    how: dict[str, Any] = {"device": device, "processes": processes, "progress": _report}
    if "screen" in stages:
        run_screen(screen(), default_store("screen", folder, device), **how)
    first = stored(folder / f"{STAGES[0]}.jsonl")
    chosen = chosen_cells(first) if {*stages} & {*STAGES[1:]} else []
    if "confirmation" in stages:
        run_confirmation(chosen, default_store("confirmation", folder, device), **how)
    if "own_settings" in stages:
        cells = cells_of_own_settings(first)
        run_own_settings(cells, default_store("own_settings", folder, device), **how)
    if "longer" in stages:
        own, cells = stored(folder / f"{STAGES[2]}.jsonl"), cells_of_own_settings(first)
        run_longer(own, cells, default_store("longer", folder, device), **how)
    for control in CONTROLS:
        if control.name in stages:
            run_control(control, default_store(control.name, folder, device), **how)
    if can_be_judged(first):
        save_answer(of_folder(folder), folder / FILE)


def answer(folder: Path) -> str:
    """The answer from the stored rows, or what there is of it.  Raises ValueError as `stored`."""
    first = stored(folder / f"{STAGES[0]}.jsonl")
    second, third = (stored_so_far(folder / f"{stage}.jsonl") for stage in STAGES[1:3])
    missing = nothing_is_missing(first, SCREEN_SEEDS, [cell.name for cell in screen()], 2)
    if not can_be_judged(first):
        later = "Effects, predictions and the later stages need two seeds of every setting."
        return "\n\n".join(
            (
                "## Stage 1, under way",
                screen_table(first),
                not_converged(first),
                f"Stage 1: {missing} {later}",
            )
        )
    complete, _ = complete_stages(folder, first)
    parts, lacks = [in_words(folder), text(first, complete)], [f"Stage 1: {missing}"]
    if complete:
        parts.append(f"## Beside TAR: SV-Softmax minus softmax\n\n{beside_tar_table(complete)}")
    missing = nothing_is_missing(second, CONFIRMATION_SEEDS, *wanted_of_confirmation(first))
    lacks.append(f"Stage 2: {missing}" + ("" if complete else AS_A_WHOLE))
    if third:
        parts.append(
            "## Stage 3: every loss at its own best s and m\n\n" + own_settings_text(third)
        )
        parts.append(not_converged(third))
    missing = nothing_is_missing(judged(third), CONFIRMATION_SEEDS, *wanted_of_own_settings(first))
    lacks.append(f"Stage 3: {missing}")
    same_margin, *others = (_control(folder, control) for control in CONTROLS)
    for number, (judged_parts, lack) in enumerate(
        (same_margin, _longer(folder, first, third), *others), 4
    ):
        parts += judged_parts
        lacks.append(f"Stage {number}: {lack}")
    machines = made(folder, STAGES)
    parts += ["## Which machines trained", machines_words(machines)]
    parts += [table] if (table := machines_table(machines)) else []
    parts += ["## What is missing", *lacks]
    return "\n\n".join(parts)


def _control(folder: Path, control: Control) -> tuple[list[str], str]:
    """What a control has found, if it is complete, and what is missing of it."""
    so_far = stored_so_far(folder / f"{control.name}.jsonl")
    missing = nothing_is_missing(so_far, control.seeds, *control.wanted)
    if not (rows := complete_control(folder, control)):
        return [], missing + AS_A_WHOLE
    table = contrasts_table(contrasts(rows, control.contrasts))
    return [f"## {control.heading}", table, not_converged(rows)], missing


def _longer(folder: Path, first: Sequence[Row], third: Sequence[Row]) -> tuple[list[str], str]:
    """The same of the longer trainings."""
    so_far = stored_so_far(folder / "longer.jsonl")
    missing = nothing_is_missing(so_far, LONGER_SEEDS, *wanted_of_longer(first))
    if not (rows := complete_longer(folder, first)):
        return [], missing + AS_A_WHOLE
    heading = "## Stage 5: stage 3's losses at their settings, trained twice as long"
    table = lengths_text(third, rows, cells_of_own_settings(first))
    return [heading, table, not_converged(rows)], missing


def in_words(folder: Path) -> str:
    """The answer in sentences, before all tables.  Raises ValueError as `of_folder`."""
    found = of_folder(folder)
    said = in_short(found).replace("**", "")  # a terminal has no bold type
    return (
        f"# When does a harder push on hard classes help?\n\n{said}\n\nOf {found.trainings:,} "
        f"trainings {found.diverged:,} diverged and {found.stuck:,} stuck: they still get more "
        "than half of their training pictures wrong. They count in every table."
    )


def can_be_judged(rows: Sequence[Row]) -> bool:
    """Whether every cell of stage 1 has a pair of arms with two seeds or more."""
    return all(len(differences(rows, cell.name, "sv", "norm")[0]) > 1 for cell in screen())


def _report(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
