"""N ranks equal one process, for every loss: real processes, float64, weights equal to 1e-10."""

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn
from torch.distributed.tensor import DTensor
from torch.nn.parallel import DistributedDataParallel
from torch.utils._python_dispatch import TorchDispatchMode

from face_training.head.head import Head
from face_training.ranks import Ranks
from losses import LOSSES, build
from losses.partial_fc import sampled_classes
from tests.face_training.processes import in_processes

STEPS, BATCH, INPUTS, EMBEDDING = 20, 16, 10, 6
# On 4 ranks: 4, 4, 4 and 1 classes; and 2, 2, 1 and none.
CLASSES = (13, 5)
NAMES = list(LOSSES)
GENTLE = {"scale": 8.0}


def build_loss(name, straight_through=False):
    loss = build(name, **{k: v for k, v in GENTLE.items() if k in LOSSES[name].parameters})
    loss.straight_through = straight_through
    return loss


def backbone():
    generator = torch.Generator().manual_seed(3)
    network = nn.Sequential(nn.Linear(INPUTS, 12), nn.Tanh(), nn.Linear(12, EMBEDDING)).double()
    for parameter in network.parameters():
        nn.init.normal_(parameter, std=0.5, generator=generator)
    return network


def batches(classes):
    generator = torch.Generator().manual_seed(4)
    for _ in range(STEPS):
        inputs = torch.randn(BATCH, INPUTS, generator=generator, dtype=torch.float64)
        yield inputs, torch.randint(classes, (BATCH,), generator=generator)


def optimiser(network, weight, loss):
    groups = [{"params": list(network.parameters())}, {"params": [weight]}]
    if learnt := list(loss.parameters()):
        groups.append({"params": learnt})
    return torch.optim.SGD(groups, lr=0.05, momentum=0.9, weight_decay=5e-4)


def first_weights(name, classes):
    return Head(build_loss(name), classes, EMBEDDING, dtype=torch.float64).weight


def reference(name, classes, share, straight_through):
    """The plain way, without a head: all class weights, and the loss on the sampled columns."""
    network, loss = backbone(), build_loss(name, straight_through).double()
    weight = nn.Parameter(first_weights(name, classes).detach().clone())
    steps = optimiser(network, weight, loss)
    for step, (inputs, labels) in enumerate(batches(classes)):
        chosen = torch.arange(classes)
        if share < 1:
            chosen = sampled_classes(labels, classes, share, seed=0, step=step).nonzero().flatten()
        columns = torch.tensor([chosen.tolist().index(label) for label in labels.tolist()])
        embeddings = network(inputs)
        centres = weight[chosen].view(len(chosen), loss.centres, EMBEDDING)
        vectors = embeddings
        if loss.spec.normalised:
            centres, vectors = F.normalize(centres, dim=2), F.normalize(vectors, dim=1)
        cosines = torch.einsum("bd,ksd->bks", vectors, centres).max(2).values
        value = loss(cosines, columns, norms_B=embeddings.norm(dim=1)).mean()
        steps.zero_grad()
        value.backward()
        steps.step()
    return {**arrays(network, weight), **states(loss), "loss": value.detach().numpy()}


def arrays(network, weight):
    found = {f"network {k}": v.detach().numpy() for k, v in network.state_dict().items()}
    return {**found, "weight": weight.detach().numpy()}


def states(loss):
    return {f"loss {key}": value.numpy() for key, value in loss.state_dict().items()}


def trained(ranks, folder, cases):
    """Train on this rank's share of each batch; rank 0 leaves the weights of all."""
    for name, classes, share, straight_through in cases:
        network = backbone()
        ddp = DistributedDataParallel(network) if ranks.mesh is not None else network
        loss = build_loss(name, straight_through)
        head = Head(loss, classes, EMBEDDING, ranks, sample=share, dtype=torch.float64)
        steps = optimiser(network, head.weight, head.loss)
        own = slice(*(BATCH // ranks.count * place for place in (ranks.rank, ranks.rank + 1)))
        for inputs, labels in batches(classes):
            value = head(ddp(inputs[own]), labels[own])
            steps.zero_grad()
            value.backward()
            steps.step()
        weight = head.weight.full_tensor() if isinstance(head.weight, DTensor) else head.weight
        if ranks.rank == 0:
            file = folder / f"{name} {classes} {share} {straight_through}.npz"
            np.savez(
                file, **arrays(network, weight), **states(head.loss), loss=value.detach().numpy()
            )


CASES = [(name, 13, 1.0, False) for name in (
    "norm_softmax", "am_softmax", "arc_softmax", "sv_softmax", "sv_am_softmax", "sv_arc_softmax",
    "mv_am_softmax", "curricularface",
)]  # fmt: skip
CASES += [
    ("sv_arc_softmax", 5, 1.0, False),
    ("inter_topk", 13, 1.0, False),
    ("inter_topk", 5, 1.0, False),
    ("subcenter_arc", 13, 0.3, False),
    ("uniface", 13, 1.0, False),
    ("uniface", 13, 0.3, False),
    ("sphereface2", 5, 1.0, False),
    ("sv_arc_softmax", 13, 0.3, False),
    ("curricularface", 13, 0.3, False),
    ("arc_softmax", 13, 1.0, True),
]
EVERY_CASE = [
    (name, classes, share, False)
    for name in NAMES
    for classes, share in ((5, 1.0), (13, 0.3))  # a rank without a class, and sampling
]


def compare(count, folder, cases):
    in_processes(trained, count, folder, cases)
    for case in cases:
        with np.load(folder / f"{' '.join(map(str, case))}.npz") as found:
            expected = reference(*case)
            assert set(found) == set(expected)
            for key, value in expected.items():
                np.testing.assert_allclose(
                    found[key], value, rtol=0, atol=1e-10, err_msg=f"{case}: {key}"
                )


@pytest.mark.parametrize("count", [1, *(pytest.param(n, marks=pytest.mark.slow) for n in (2, 4))])
def test_twenty_steps_on_n_ranks_equal_the_plain_way(count, tmp_path):
    compare(count, tmp_path, CASES)


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 4])
def test_every_loss_on_n_ranks_equals_the_plain_way(count, tmp_path):
    compare(count, tmp_path, EVERY_CASE)


def test_sampling_everything_is_not_sampling(tmp_path):
    in_processes(trained, 1, tmp_path, [("sv_am_softmax", 13, 1.0, False)])
    in_processes(trained, 1, tmp_path, [("sv_am_softmax", 13, 1.0 - 1e-9, False)])
    whole, sampled = sorted(tmp_path.glob("*.npz"))
    with np.load(whole) as one, np.load(sampled) as other:
        for key in one:
            np.testing.assert_array_equal(one[key], other[key])


class Sent(TorchDispatchMode):
    """Counts the collectives and what each rank hands to them, in bytes."""

    def __init__(self):
        super().__init__()
        self.bytes = {}

    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        collective = any(word in function.__name__ for word in ("gather", "reduce", "scatter"))
        if "c10d" in function.namespace and collective:
            sent = args[0].numel() * args[0].element_size()
            self.bytes.setdefault(function.__name__.split(".")[0], []).append(sent)
        return function(*args, **(kwargs or {}))


def counted(ranks, folder):
    for form in ("dense", "chunked"):
        for classes in (20, 2000):
            count(ranks, folder, classes, form)


def count(ranks, folder, classes, form):
    head = Head(
        build_loss("sv_arc_softmax"), classes, EMBEDDING, ranks, dtype=torch.float64, form=form
    )
    embeddings = torch.randn(BATCH // 2, EMBEDDING, dtype=torch.float64, requires_grad=True)
    with Sent() as sent:
        head(embeddings, torch.arange(BATCH // 2)).backward()
    if ranks.rank == 0:
        lines = [f"{name} {sizes}" for name, sizes in sorted(sent.bytes.items())]
        (folder / f"{form} {classes}.txt").write_text("\n".join(lines))


def test_what_a_step_sends_does_not_grow_with_the_classes(tmp_path):
    in_processes(counted, 2, tmp_path)
    sent = (tmp_path / "dense 20.txt").read_text()
    half, whole = BATCH // 2 * 8, BATCH * 8  # bytes of a number for each sample
    assert sent.splitlines() == [
        # Features, their lengths and labels; the features' gradient back.
        f"all_gather_into_tensor {[half * EMBEDDING, half, half]}",
        # Target cosine, largest rival, sum of the rivals.
        f"all_reduce {[whole, whole, whole]}",
        f"reduce_scatter_tensor {[whole * EMBEDDING]}",
    ]
    for other in ("dense 2000", "chunked 20", "chunked 2000"):
        assert (tmp_path / f"{other}.txt").read_text() == sent


def test_the_first_weights_do_not_depend_on_the_ranks_nor_on_other_classes():
    torch.testing.assert_close(
        first_weights("am_softmax", 13)[:5], first_weights("am_softmax", 5), rtol=0, atol=0
    )


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_from_the_cosines_on_it_is_float32(dtype):
    head = Head(build_loss("sv_arc_softmax"), 13, EMBEDDING)
    embeddings = torch.randn(4, EMBEDDING).to(dtype).requires_grad_()
    labels = torch.tensor([0, 4, 12, 7])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        value = head(embeddings, labels)
        batch = head.batch(embeddings, labels)
    assert value.dtype == torch.float32
    assert batch.cos_BC.dtype == torch.float32
    expected = F.normalize(embeddings.detach().float()) @ F.normalize(head.weight.detach()).T
    torch.testing.assert_close(batch.cos_BC, expected)


def test_what_is_observed_is_what_a_loop_finds():
    head = Head(build_loss("sv_am_softmax"), 13, EMBEDDING, dtype=torch.float64)
    embeddings = torch.randn(6, EMBEDDING, dtype=torch.float64)
    labels = torch.arange(6)
    head.observing = True
    head(embeddings, labels)
    cosines = (F.normalize(embeddings) @ F.normalize(head.weight).T).tolist()
    vectors, targets, rivals = 0, [], []
    for row, label in zip(cosines, labels.tolist(), strict=True):
        others = row[:label] + row[label + 1 :]
        vectors += sum(cosine > row[label] - 0.35 for cosine in others)
        targets.append(math.acos(row[label]))
        rivals.append(math.acos(max(others)))
    assert head.observed is not None
    assert float(head.observed.support_vector_fraction) == pytest.approx(vectors / (6 * 12))
    assert float(head.observed.theta_target) == pytest.approx(sum(targets) / 6)
    assert float(head.observed.theta_rival) == pytest.approx(sum(rivals) / 6)
    assert float(head.observed.feature_norm) == pytest.approx(float(embeddings.norm(dim=1).mean()))


def test_one_process_needs_no_group():
    assert Ranks().add(torch.ones(2)).tolist() == [1, 1]
    assert Ranks().all_of("x") == ["x"]
