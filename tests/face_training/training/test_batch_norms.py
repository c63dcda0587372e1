"""Whose images batch normalisation goes by."""

import pytest
import torch
from torch import nn

from face_training.backbones.blocks import statistics_unchanged
from face_training.ranks import Ranks
from face_training.training.batch_norms import in_words, synchronised
from face_training.training.plan import plan_of
from tests.face_training.small import backbone, config

GPUS = Ranks(0, 2, None, torch.device("cuda"))
ASKED = config("training.sync_batch_norm=true")


def test_torchs_own_takes_its_place_if_asked():
    network = backbone(batch_norm=True)
    assert synchronised(config(), GPUS, network) is network
    made = synchronised(ASKED, GPUS, network)
    assert isinstance(made[1], nn.SyncBatchNorm)
    assert list(made.state_dict()) == list(backbone(batch_norm=True).state_dict())
    assert plan_of(ASKED, GPUS).why == "batch normalisation waits for the other processes"


def test_one_process_and_networks_without_it_stay_as_they_are():
    network = backbone(batch_norm=True)
    assert synchronised(ASKED, Ranks(), network) is network
    plain = backbone()
    assert synchronised(ASKED, GPUS, plain) is plain
    assert in_words(ASKED, GPUS, plain) == in_words(config(), Ranks(), network) == ""


def test_without_gpus_it_is_refused():
    with pytest.raises(ValueError, match="needs a GPU for each process"):
        synchronised(ASKED, Ranks(0, 2), backbone(batch_norm=True))


def test_the_start_of_a_run_says_whose_images_count():
    network = backbone(batch_norm=True)
    assert in_words(config(), GPUS, network).startswith("batch normalisation by the images of each")
    assert in_words(ASKED, GPUS, network) == "batch normalisation by the images of all"


def test_its_statistics_can_stand_still_too():
    norm = nn.SyncBatchNorm(2)
    with statistics_unchanged(norm):
        norm(torch.arange(8.0).view(4, 2))
    assert norm.running_mean.tolist() == [0, 0]
    assert norm.num_batches_tracked == 0
    norm(torch.arange(8.0).view(4, 2))
    assert norm.num_batches_tracked == 1
