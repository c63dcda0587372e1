"""Run the benchmarks, all or those that are named: `python -m benchmarks --help`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import torch

from benchmarks import (
    cold_start,
    face_head,
    face_identification,
    face_reading,
    face_run_page,
    face_training,
    lab_frames,
    lesson_opening,
    losses_speed,
    pace,
    sessions,
    stacked_training,
    stage_frames,
    turns,
    watching,
)
from benchmarks.arcface import peer
from benchmarks.setting import Setting

BENCHMARKS = {
    "losses_speed": losses_speed.report,
    "stacked_training": stacked_training.report,
    "pace": pace.report,
    "stage_frames": stage_frames.report,
    "lab_frames": lab_frames.report,
    "sessions": sessions.report,
    "watching": watching.report,
    "face_run_page": face_run_page.report,
    "lesson_opening": lesson_opening.report,
    "face_identification": face_identification.report,
    "face_reading": face_reading.report,
    "face_head": face_head.report,
    "face_training": face_training.report,
    "turns": turns.report,
    "cold_start": cold_start.report,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print each table as soon as it is measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(BENCHMARKS))
    parser.add_argument(
        "--device", default="cpu", help="cpu (default) or cuda, for losses and faces"
    )
    parser.add_argument(
        "--arcface", default="", help="path of insightface's arcface_torch, to compare faces with"
    )
    parser.add_argument("--mxnet", default="", help="path of a Python with mxnet, to read faces")
    parser.add_argument("--threads", type=int, default=1, help="of the CPU; 1 by default")
    parser.add_argument("--quick", action="store_true", help="small sizes and few rounds")
    chosen = parser.parse_args(arguments)
    if unknown := sorted(set(chosen.names) - BENCHMARKS.keys()):
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    if chosen.device != "cpu" and not torch.cuda.is_available():
        parser.error(f"torch sees no {chosen.device} here")
    torch.set_num_threads(chosen.threads)
    setting = Setting(
        device=chosen.device,
        threads=chosen.threads,
        quick=chosen.quick,
        arcface=chosen.arcface,
        mxnet=chosen.mxnet,
    )
    try:
        peer(chosen.arcface, chosen.device)
    except ValueError as error:
        parser.error(str(error))
    print(setting.header())
    for name in chosen.names or BENCHMARKS:
        print(f"\n== {name}")
        for part in BENCHMARKS[name](setting):
            print(f"\n{part}", flush=True)


if __name__ == "__main__":
    main()
