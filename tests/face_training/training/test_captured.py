"""What is captured and replayed is the same training.  A recorder without a GPU replays by running.

The graph itself needs a GPU: `python -m benchmarks gpu` compares it with the plain step there.
"""

import pytest
import torch

from face_training.ranks import Ranks
from face_training.training.captured import PLAIN
from face_training.training.model import Model
from face_training.training.plan import Plan
from losses.divergence import Diverged
from tests.face_training.small import backbone, config
from tests.face_training.training.test_model import batch

CAPTURED = Plan(captured=True)


class Rerun:
    """Replays by running the work again; what it gives keeps its place, as with a graph."""

    def __init__(self, waits=""):
        self.waits, self.ran, self.tapes, self.replays = waits, 0, 0, 0

    def run(self, work):
        self.ran += 1
        return work(), self.waits

    def record(self, work):
        self.tapes += 1
        before = {name: value.clone() for name, value in self.model.tensors().items()}
        result = work()
        for name, value in self.model.tensors().items():
            value.copy_(before[name])
        observed = self.model.head.observed

        def replay():
            self.replays += 1
            result.copy_(work())
            if observed:
                for name, value in vars(self.model.head.observed).items():
                    getattr(observed, name).copy_(value)

        return result, replay


def both(*overrides, waits=""):
    recorder = Rerun(waits)
    plain = Model(config(*overrides), Ranks(), backbone(), 5)
    replayed = Model(config(*overrides), Ranks(), backbone(), 5, plan=CAPTURED, recorder=recorder)
    recorder.model = replayed
    return plain, replayed, recorder


def rows_of(step):
    return range(step, step + 40, 5)


def advance(one, step, observing=False):
    one.head.observing = observing
    micro = [batch(rows_of(step)), batch(rows_of(step)[::-1])]
    return one.advance(micro, 0.5 ** (3 + step % 3))


def test_it_is_the_same_training_step_by_step():
    plain, replayed, recorder = both("training.ema=0.5", "optimiser.clip_backbone=0.1")
    for step in range(10):
        observing = step in (0, 4, 8, 9)
        expected, found = (advance(one, step, observing) for one in (plain, replayed))
        for name, value in vars(expected).items():
            torch.testing.assert_close(getattr(found, name), value, rtol=1e-6, atol=0, msg=name)
        if observing:
            for name, value in vars(plain.head.observed).items():
                torch.testing.assert_close(getattr(replayed.head.observed, name), value)
        assert replayed.head.observing == observing
    for name, value in plain.tensors().items():
        torch.testing.assert_close(replayed.tensors()[name], value, rtol=0, atol=0, msg=name)
    # Two of each kind run as they are, and each kind is captured once.
    assert (recorder.ran, recorder.tapes, recorder.replays) == (2 * PLAIN, 2, 10 - 2 * PLAIN)


def test_a_step_that_waits_is_not_captured():
    plain, replayed, recorder = both(waits="head.py:7")
    for step in range(6):
        advance(plain, step)
        advance(replayed, step)
    assert (recorder.ran, recorder.tapes) == (6, 0)
    assert replayed.hindrance == "head.py:7"
    assert not plain.hindrance


def test_a_step_that_waits_is_not_compiled_either_where_that_is_slower(monkeypatch):
    def wrapped(network, **_):
        return lambda images: network(images)

    monkeypatch.setattr(torch, "compile", wrapped)
    recorder = Rerun("head.py:7")
    plan = Plan("network", captured=True)
    replayed = Model(config(), Ranks(), backbone(), 5, plan=plan, recorder=recorder)
    networks = []
    for step in range(4):
        advance(replayed, step)
        networks.append(replayed.work.network is replayed.backbone)
    assert networks == [False, True, True, True]


def test_while_t_rises_nothing_is_captured():
    overrides = "head.t_warmup=3", "head.parameters={scale=8, t=1.2}"
    plain, replayed, recorder = both(*overrides)
    for step in range(9):
        losses = [float(advance(one, step).loss) for one in (plain, replayed)]
        assert losses[1] == pytest.approx(losses[0], rel=1e-6)
    assert (recorder.ran, recorder.replays) == (2 * PLAIN, 9 - 3 - 2 * PLAIN)


def test_a_nan_in_a_replay_is_named_and_reaches_no_weight():
    _, replayed, recorder = both()
    for step in range(6):
        advance(replayed, step)
    assert recorder.replays
    before = [value.detach().clone() for value in replayed.backbone.parameters()]
    replayed.backbone.register_forward_hook(lambda *_: _[-1] * float("nan"))
    with pytest.raises(Diverged, match=r"Step 6: the features x are not finite"):
        advance(replayed, 6)
    assert all(map(torch.equal, replayed.backbone.parameters(), before))
