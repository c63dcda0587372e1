"""What a run calls between its steps, as its config asks."""

import torch
from torch import nn

from face_training.config import ProbeConfig
from face_training.embeddings import network_of
from face_training.evaluation.sets import open_sets
from face_training.probe.record import FOLDER, moments_in
from face_training.ranks import Ranks
from face_training.training.callbacks import evaluation_of, probe_of
from face_training.training.model import Model
from tests.face_training.networks import small_network
from tests.face_training.small import SmallFaces, backbone, config


def test_nothing_is_called_where_nothing_is_wanted(tmp_path):
    assert evaluation_of([], Ranks()) is None
    assert probe_of(ProbeConfig(every=0), SmallFaces(), tmp_path, print) is None


def test_the_network_is_measured_on_every_set():
    table = {"protocol": "open_set", "source": "synthetic", "identities": 8, "images": 3}
    sets = open_sets([table | {"name": "a", "first": 0}, table | {"name": "b", "first": 50}])
    network = small_network(size=112)
    measures = evaluation_of(sets, Ranks())(network)
    assert network.training
    direct = [one.evaluate(network_of(network.eval())).measures for one in sets]
    assert [measures[name].measures for name in ("a", "b")] == direct


def test_the_probe_is_recorded_into_the_runs_folder(tmp_path):
    model = Model(config("training.precision=float32"), Ranks(), backbone(), 5)
    probe = ProbeConfig(every=3, identities=2, images=2)
    record = probe_of(probe, SmallFaces(), tmp_path, print)
    for step in (0, 3):
        record(step, model)
    assert list(moments_in(tmp_path / FOLDER)) == [0, 3]


def test_a_probe_without_finite_numbers_is_said_and_not_written(tmp_path):
    model = Model(config("training.precision=float32"), Ranks(), Nowhere(), 5)
    said = []
    probe = ProbeConfig(every=3, identities=2, images=2)
    record = probe_of(probe, SmallFaces(), tmp_path, said.append)
    record(3, model)
    assert not moments_in(tmp_path / FOLDER)
    (sentence,) = said
    assert sentence.startswith("Step 3 of the probe is not recorded: 4 of 4 embeddings are not fin")


class Nowhere(nn.Module):
    """A network without finite numbers."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.full((6,), torch.nan))

    def forward(self, images_B3HW):
        return self.weight.expand(len(images_B3HW), 6)
