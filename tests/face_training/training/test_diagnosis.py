"""The first term that is not finite is named."""

import pytest
import torch

from face_training.ranks import Ranks
from face_training.training.diagnosis import first_bad_term
from face_training.training.model import Model
from tests.face_training.small import backbone, config

LABELS = torch.tensor([0, 1, 2, 3])


@pytest.fixture(params=["dense", "chunked"])
def model(request):
    return Model(config(f"head.form={request.param}"), Ranks(), backbone(), 5)


def named(model, embeddings=None):
    embeddings = torch.ones(4, 6, dtype=torch.float64) if embeddings is None else embeddings
    with torch.no_grad():
        return first_bad_term(embeddings, LABELS, model.backbone, model.head)


def test_embeddings(model):
    embeddings = torch.ones(4, 6, dtype=torch.float64)
    embeddings[1, 2] = float("inf")
    assert named(model, embeddings) == "the features x are not finite"


def test_weights_come_before_what_they_make(model):
    with torch.no_grad():
        model.head.weight[3, 0] = float("nan")
    assert named(model) == "the class weights w are not finite"
    with torch.no_grad():
        model.backbone[0].weight[0, 0, 0, 0] = float("nan")
    assert named(model) == "the weights of the backbone are not finite"


def test_a_term_of_the_loss(model):
    model.head.loss.values["t"] = float("nan")
    assert named(model) == "the guidance h is not finite"
