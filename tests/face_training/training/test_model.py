"""One step: precision, micro-steps, clipping, averages, warm-up; and FSDP2 as good as DDP."""

import numpy as np
import pytest
import torch
from torch.nn.parallel import DistributedDataParallel

from face_training.backbones.blocks import Blocks
from face_training.data.images import normalised
from face_training.ranks import Ranks
from face_training.training.model import Model, build_loss
from face_training.training.plan import Plan
from losses.divergence import Diverged
from tests.face_training.processes import in_processes
from tests.face_training.small import SmallFaces, backbone, config


def batch(rows=range(0, 60, 7)):
    items = [SmallFaces()[row] for row in rows]
    return torch.stack([image for image, _ in items]), torch.tensor([label for _, label in items])


def model(*overrides, ranks=None):
    return Model(config(*overrides), ranks or Ranks(), backbone(), 5)


def test_bfloat16_is_for_the_backbone_only():
    made = model("training.precision=bfloat16").advance([batch()], 0.1)
    assert made.loss.dtype == torch.float32
    exact = model("training.precision=float32").advance([batch()], 0.1)
    assert float(made.loss) == pytest.approx(float(exact.loss), rel=0.02)
    assert float(made.loss) != float(exact.loss)


def test_clipping_is_apart():
    free = model().advance([batch()], 0.1)
    tied = model(
        f"optimiser.clip_backbone={float(free.grad_norm_backbone) / 2}", "optimiser.momentum=0.0",
        "optimiser.weight_decay=0.0",
    )  # fmt: skip
    before = {name: value.clone() for name, value in tied.tensors().items()}
    tied.advance([batch()], 0.1)

    def moved(part):
        names = [name for name in before if name.startswith(part)]
        return float(
            torch.cat([(tied.tensors()[n] - before[n]).flatten() for n in names]).norm() / 0.1
        )

    assert moved("backbone") == pytest.approx(float(free.grad_norm_backbone) / 2, rel=1e-4)
    assert moved("head.weight") == pytest.approx(float(free.grad_norm_head), rel=1e-6)


def test_the_average_is_an_average():
    averaged = model("training.ema=0.75")
    first = averaged.backbone[0].weight.detach().clone()
    averaged.advance([batch()], 0.1)
    one = averaged.backbone[0].weight.detach().clone()
    averaged.advance([batch()], 0.1)
    two = averaged.backbone[0].weight.detach()
    assert not torch.equal(first, one)
    torch.testing.assert_close(averaged.to_use()[0].weight, 0.75 * one + 0.25 * two)
    assert model().to_use() is not averaged.to_use()


def test_t_rises():
    rising = model("head.t_warmup=4", "head.parameters={scale=8, t=1.2}")
    seen = []
    for _ in range(6):
        rising.advance([batch()], 0.01)
        seen.append(rising.head.loss.values["t"])
    assert seen == pytest.approx([1.0, 1.05, 1.1, 1.15, 1.2, 1.2])


def test_a_gradient_that_is_not_finite_is_named_and_reaches_no_weight():
    spoilt = model()
    spoilt.advance([batch()], 0.1)
    before = {name: value.clone() for name, value in spoilt.tensors().items()}
    spoilt.backbone[0].weight.register_hook(lambda gradient: gradient * float("inf"))
    with pytest.raises(Diverged, match=r"Step 1: the gradient of the backbone is not finite"):
        spoilt.advance([batch()], 0.1)
    before["head.seen"] += 1
    assert all(torch.equal(value, before[name]) for name, value in spoilt.tensors().items())


def test_the_micro_step_of_a_nan_is_the_one_that_is_explained():
    spoilt = model("training.accumulate=2")
    calls = []

    def second_is_bad(_module, _inputs, output):
        calls.append(output)
        return output * float("nan") if len(calls) in (2, 3) else output

    spoilt.backbone.register_forward_hook(second_is_bad)
    with pytest.raises(Diverged, match=r"Step 0: the features x are not finite"):
        spoilt.advance([batch(), batch(range(8))], 0.1)
    assert [len(output) for output in calls] == [9, 8, 8]


def test_the_straight_through_gradient_is_asked_for_by_name():
    assert not build_loss(config()).straight_through
    assert build_loss(config("head.margin_gradient=straight_through")).straight_through
    composed = build_loss(config("head.loss=composed", "head.parameters={f='am', h='sv', t=1.1}"))
    assert composed.values["t"] == 1.1


@pytest.mark.slow
@pytest.mark.parametrize("what", ["network", "blocks"])
@pytest.mark.filterwarnings("ignore::DeprecationWarning:torch")  # torch's own, of its compiler
def test_compiled_it_is_the_same_training(what):
    plain, compiled = (
        Model(config(), Ranks(), blocks(), 5, plan=plan) for plan in (Plan(), Plan(what))
    )
    for _ in range(3):
        loss = plain.advance([batch()], 0.1).loss
        torch.testing.assert_close(compiled.advance([batch()], 0.1).loss, loss)
    assert list(compiled.tensors()) == list(plain.tensors())


def compiled_in_ranks(ranks, folder):
    own = range(ranks.rank * 8, ranks.rank * 8 + 8)
    plain, fast = (
        Model(config(), ranks, backbone(batch_norm=True), 5, plan=plan)
        for plan in (Plan(), Plan("network"))
    )
    for _ in range(3):
        for one in (plain, fast):
            one.advance([batch(own), batch(own[::-1])], 0.1)
    for name, value in plain.weights().items():
        torch.testing.assert_close(fast.weights()[name], value, msg=name)
    (folder / f"{ranks.rank}").touch()


@pytest.mark.slow
def test_several_ranks_compiled_train_the_same(tmp_path):
    in_processes(compiled_in_ranks, 2, tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def blocks():
    return Blocks(*backbone(batch_norm=True))


def recomputed(ranks, folder):
    """The same training to the bit, on micro-batches of one rank or of several."""
    own = range(ranks.rank * 8, ranks.rank * 8 + 8)
    plain, again = (
        Model(config(f"training.recompute={value}", "training.accumulate=2"), ranks, blocks(), 5)
        for value in ("false", "true")
    )
    for _ in range(3):
        for one in (plain, again):
            one.advance([batch(own), batch(own)], 0.1)
    assert again.backbone.recompute
    for name, value in plain.tensors().items():
        whole, found = (
            one.full_tensor() if hasattr(one, "full_tensor") else one
            for one in (value, again.tensors()[name])
        )
        assert torch.equal(found, whole), name
    (folder / f"{ranks.rank}").touch()


@pytest.mark.parametrize("count", [1, 2])
def test_recomputing_changes_nothing(count, tmp_path):
    in_processes(recomputed, count, tmp_path)
    assert len(list(tmp_path.iterdir())) == count


def shares(ranks, folder):
    """How often DDP exchanged gradients in a step of three micro-steps."""
    trained = model("training.accumulate=1", ranks=ranks)
    assert isinstance(trained.work.network, DistributedDataParallel)
    exchanged = []

    def hook(_state, bucket):
        exchanged.append(bucket.index())
        future = torch.futures.Future()
        future.set_result(bucket.buffer())
        return future

    trained.work.network.register_comm_hook(None, hook)
    trained.advance([batch(), batch(), batch()], 0.1)
    (folder / f"{ranks.rank}").write_text(str(len(exchanged)))


def test_micro_steps_exchange_nothing_before_the_last(tmp_path):
    in_processes(shares, 2, tmp_path)
    assert (tmp_path / "0").read_text() == "1"


def statistics(ranks, folder):
    trained = Model(config("training.ema=0.5"), ranks, backbone(batch_norm=True), 5)
    trained.advance([batch(range(ranks.rank * 8, ranks.rank * 8 + 8))], 0.1)
    means = [trained.backbone[1].running_mean, trained.average.module[1].running_mean]
    before = ranks.all_of([mean.tolist() for mean in means])
    trained.share_buffers()
    after = ranks.all_of([mean.tolist() for mean in means])
    found = [before[0][0] == before[1][0], after == [before[0], before[0]]]
    (folder / f"{ranks.rank}").write_text(str(found))


def test_all_ranks_measure_with_the_statistics_of_the_first(tmp_path):
    in_processes(statistics, 2, tmp_path)
    assert (tmp_path / "0").read_text() == "[False, True]"
    assert (tmp_path / "1").read_text() == "[False, True]"


def sharded(ranks, folder):
    for sharding in ("ddp", "fsdp2"):
        trained = model(f"training.sharding={sharding}", ranks=ranks)
        rows = range(ranks.rank * 8, ranks.rank * 8 + 8)
        for _ in range(5):
            made = trained.advance([batch(rows), batch(rows[::-1])], 0.1)
        weights = trained.weights()
        with torch.no_grad():
            seen = normalised(batch(rows)[0]).double()
            # One rank alone: a backbone in shards would wait for the others.
            embeddings = trained.to_use().eval()(seen) if ranks.rank == 0 else trained.to_use()
        if ranks.rank == 0:
            np.save(folder / f"{sharding}.npy", embeddings.numpy())
            arrays = {name: value.numpy() for name, value in weights.items()}
            np.savez(folder / f"{sharding}.npz", **arrays, norm=made.grad_norm_backbone.numpy())
    with pytest.raises(ValueError, match=r"training\.ema needs training\.sharding = ddp"):
        model("training.sharding=fsdp2", "training.ema=0.9", ranks=ranks)
    with pytest.raises(ValueError, match=r"muon needs training\.sharding = ddp"):
        model("training.sharding=fsdp2", "optimiser.name=muon", ranks=ranks)


def test_fsdp2_trains_as_ddp_does(tmp_path):
    in_processes(sharded, 2, tmp_path)
    embeddings = [np.load(tmp_path / f"{sharding}.npy") for sharding in ("ddp", "fsdp2")]
    np.testing.assert_allclose(*embeddings, rtol=0, atol=1e-10)
    with np.load(tmp_path / "ddp.npz") as ddp, np.load(tmp_path / "fsdp2.npz") as fsdp2:
        assert set(ddp) == set(fsdp2)
        for key in ddp:
            np.testing.assert_allclose(fsdp2[key], ddp[key], rtol=0, atol=1e-10, err_msg=key)
