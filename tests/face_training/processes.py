"""Run a function in several real processes that talk through gloo."""

import multiprocessing
import os
import socket
from pathlib import Path

import torch
import torch.multiprocessing

from face_training.ranks import joined

#: Imported once, in a process that the others are forked from.
PRELOADED = ["torch.distributed.fsdp", "face_training.training.loop", "face_training.probe.probe"]


def in_processes(work, count, folder: Path, *args, spawn=False):
    """`work(ranks, folder, *args)` on every rank; what it leaves, it leaves in the folder.

    One process runs here unless it is to be spawned, and without a process group.
    """
    if count == 1 and not spawn:
        with joined("cpu") as ranks:
            work(ranks, folder, *args)
        return
    multiprocessing.set_forkserver_preload(PRELOADED)
    torch.multiprocessing.start_processes(
        _worker,
        (work, count, free_port(), folder, args),
        nprocs=count,
        start_method="forkserver",
    )


def _worker(rank, work, count, port, folder, args):
    torch.set_num_threads(1)
    if count == 1:
        with joined("cpu") as ranks:
            work(ranks, folder, *args)
        return
    os.environ.update(
        RANK=str(rank), WORLD_SIZE=str(count), LOCAL_RANK=str(rank),
        MASTER_ADDR="localhost", MASTER_PORT=str(port),
    )  # fmt: skip
    with joined("cpu") as ranks:
        work(ranks, folder, *args)


def free_port():
    with socket.socket() as listener:
        listener.bind(("localhost", 0))
        return listener.getsockname()[1]
