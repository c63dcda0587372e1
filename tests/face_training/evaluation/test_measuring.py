"""A backbone on sets: as training calls it, and on two processes to the bit."""

import json
from pathlib import Path

import torch
import torch.distributed as dist
import torch.multiprocessing as mp

from face_training.embedding import network_of
from face_training.evaluation import measure
from face_training.evaluation.sets import open_set
from tests.face_training.networks import small_network

TABLE = {"name": "unseen", "protocol": "open_set", "source": "synthetic", "identities": 30}


def test_each_set_by_its_name_and_the_mode_stays() -> None:
    sets = [open_set(**TABLE, images=3), open_set(**{**TABLE, "name": "other"}, images=4)]
    backbone = small_network(size=112).train()
    found = measure(backbone, sets)
    assert backbone.training
    assert list(found) == ["unseen", "other"]
    network = network_of(backbone.eval())
    for one in sets:
        assert found[one.name] == one.evaluate(network).measures


def _one_of_two(rank: int, folder: str) -> None:
    torch.set_num_threads(1)
    dist.init_process_group("gloo", f"file://{folder}/meet", rank=rank, world_size=2)
    found = measure(small_network(size=112), [open_set(**TABLE, images=5)])
    Path(folder, f"{rank}.json").write_text(json.dumps(found))
    dist.barrier()
    dist.destroy_process_group()


def test_two_processes_measure_the_same_to_the_bit(tmp_path: Path) -> None:
    mp.spawn(_one_of_two, (str(tmp_path),), 2)
    alone = measure(small_network(size=112), [open_set(**TABLE, images=5)])
    for rank in range(2):
        assert json.loads((tmp_path / f"{rank}.json").read_text()) == alone
