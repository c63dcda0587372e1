"""Training arms together: each as it would alone, with t raised in time, and none harms others."""

from dataclasses import replace

import pytest
import torch

from losses.catalogue import LOSSES
from toy_models.guidance.arms import Arm, confirmed
from toy_models.guidance.cells import TINY
from toy_models.guidance.training import Arms, train

CELL = replace(TINY, steps=20)
ARMS = confirmed(CELL, equivalent_margin=0.25)


def weights(state: Arms, at: int) -> list[torch.Tensor]:
    modules = (state.network, state.classifier)
    return [weight[at].detach().clone() for part in modules for weight in part.parameters()]


def final(arms: tuple[Arm, ...], cell=CELL) -> list[list[torch.Tensor]]:
    found: list[list[torch.Tensor]] = []
    train(
        cell, arms, 3,
        lambda state: found.extend(weights(state, at) for at in range(len(arms))), looks=(1.0,),
    )  # fmt: skip
    return found


@pytest.fixture(scope="module")
def together() -> list[list[torch.Tensor]]:
    return final(ARMS)


@pytest.mark.parametrize("at", range(len(ARMS)), ids=[arm.name for arm in ARMS])
def test_each_arm_trains_as_it_would_alone(together: list[list[torch.Tensor]], at: int) -> None:
    (alone,) = final((ARMS[at],))
    for mine, its in zip(together[at], alone, strict=True):
        torch.testing.assert_close(mine, its, rtol=0, atol=0)


def test_arms_differ_in_the_end(together: list[list[torch.Tensor]]) -> None:
    names = [arm.name for arm in ARMS]
    ends = {name: together[at][-1] for at, name in enumerate(names)}
    for name in names[1:]:
        assert not torch.equal(ends[name], ends["norm"]), name


def test_looking_changes_nothing(together: list[list[torch.Tensor]]) -> None:
    from toy_models.guidance.measuring import known, known_features

    looked: list[list[torch.Tensor]] = []

    def look(state: Arms) -> None:
        features = known_features(state)
        for at in range(len(ARMS)):
            known(state, at, features[at])
        if state.step == CELL.steps:
            looked.extend(weights(state, at) for at in range(len(ARMS)))

    train(CELL, ARMS, 3, look)
    for mine, its in zip(together, looked, strict=True):
        assert all(torch.equal(a, b) for a, b in zip(mine, its, strict=True))


def test_t_rises_between_two_fifths_and_seven_tenths_of_the_steps() -> None:
    seen: list[tuple[int, float]] = []
    (sv,) = [arm for arm in ARMS if arm.name == "sv"]
    train(
        CELL, (sv,), 0, lambda state: seen.append((state.step, state.losses[0].values["t"])),
        looks=[step / 20 for step in range(1, 21)],
    )  # fmt: skip
    # A look at step n sees the t with which step n was made, that of n - 1 steps done.
    of = {step: t for step, t in seen}
    assert of[1] == of[9] == 1.0
    assert of[12] == pytest.approx(1 + 0.2 * (11 / 20 - 0.4) / 0.3)
    assert of[15] == of[20] == 1.2


def test_an_arm_that_diverges_leaves_the_others_as_they_are(
    together: list[list[torch.Tensor]],
) -> None:
    broken = Arm(
        name="broken", title="broken", spec=LOSSES["norm_softmax"], values={"scale": float("nan")}
    )
    steps: list[list[int]] = []
    found: list[list[torch.Tensor]] = []

    def look(state: Arms) -> None:
        steps.append(state.finite_steps_L.tolist())
        found.append(weights(state, 0))

    train(CELL, (ARMS[0], broken), 3, look, looks=(1.0,))
    assert steps == [[20, 0]]
    assert all(torch.equal(a, b) for a, b in zip(found[0], together[0], strict=True))
