"""Training: the same config gives the same arrays, and a stack trains as each loss alone."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from toy_models.config import LossChoice, RunConfig
from toy_models.data import Blobs, Digits, Faces, Table, load
from toy_models.gentle import gentle
from toy_models.record import Run, unpack_unit
from toy_models.training import Diverged, Training, kept_steps, train

SIX = (
    LossChoice.of("norm_softmax", scale=16.0),
    LossChoice.of("am_softmax", scale=16.0, margin=0.2),
    LossChoice.of("arc_softmax", scale=16.0, margin=0.2),
    LossChoice.of("sv_softmax", scale=16.0, t=1.1),
    LossChoice.of("sv_am_softmax", scale=16.0, t=1.1, margin=0.2),
    LossChoice.of("f_softmax", scale=16.0),
)
WITH_STATE = (
    LossChoice.of("curricularface", scale=16.0, margin=0.2),
    LossChoice.of("adacos"),
    LossChoice.of("elasticface", scale=16.0, margin=0.2),
    LossChoice.of("adaface", scale=16.0, margin=0.2),
    LossChoice.of("softmax"),
    LossChoice.of("composed", f="arc", g="focal", h="sv", scale=16.0, margin=0.2, t=1.1),
)
PLAIN, SV = SIX[0], SIX[3]
DIGITS = RunConfig(
    data=Digits(), losses=SIX, hidden=(24,), embedding=4, steps=30, batch=64, kept=2, recorded=100
)
BLOBS = RunConfig(
    data=Blobs(classes=4, per_class=20), losses=(PLAIN, SV), hidden=(8,), steps=12, kept=5, batch=16
)
EASY = replace(BLOBS, hidden=(32,), embedding=3, learning_rate=0.03, steps=80)


def trained(config: RunConfig, steps: int | None = None) -> Training:
    training = Training(config)
    for _ in range(config.steps if steps is None else steps):
        training.advance()
    return training


def weights_of(training: Training, index: int = 0) -> list[Tensor]:
    return [parameter[index].detach().clone() for parameter in training.parameters()]


def assert_equal_weights(one: list[Tensor], other: list[Tensor], atol: float = 0) -> None:
    for first, second in zip(one, other, strict=True):
        torch.testing.assert_close(first, second, rtol=0, atol=atol)


def differ(one: list[Tensor], other: list[Tensor]) -> bool:
    return any(not torch.equal(a, b) for a, b in zip(one, other, strict=True))


def arrays_of(result: Run) -> dict[str, np.ndarray]:
    own = ("labels_N", "true_labels_N", "samples_N", "inputs_N", "steps_K")
    return {**{name: getattr(result, name) for name in own}, **result.arrays}


@pytest.mark.parametrize("network", ["mlp", "cnn"])
@pytest.mark.parametrize("optimiser", ["adam", "sgd"])
def test_the_same_config_gives_the_same_arrays_bit_by_bit(network: str, optimiser: str) -> None:
    changes: dict[str, Any] = {"network": network, "optimiser": optimiser, "label_noise": 0.1}
    config = replace(DIGITS, losses=(SIX[4], WITH_STATE[2]), steps=8, hidden=(6,), **changes)
    first, second = arrays_of(train(config)), arrays_of(train(config))
    assert first.keys() == second.keys()
    for name, array in first.items():
        np.testing.assert_array_equal(array, second[name], err_msg=name)


def test_another_seed_gives_other_data_weights_and_batches() -> None:
    first, other = train(BLOBS), train(replace(BLOBS, seed=1))
    assert not np.array_equal(first.inputs_N, other.inputs_N)
    assert not np.array_equal(first.weights_KLCD[0], other.weights_KLCD[0])
    assert not np.array_equal(first.loss_KLN[-1], other.loss_KLN[-1])


@pytest.mark.parametrize("optimiser", ["adam", "sgd"])
@pytest.mark.parametrize(("network", "hidden"), [("mlp", (24,)), ("cnn", (6, 8))])
@pytest.mark.parametrize("losses", [SIX, WITH_STATE], ids=["six", "with state"])
def test_a_stack_trains_as_each_loss_alone(
    losses: tuple[LossChoice, ...], network: str, hidden: tuple[int, ...], optimiser: str
) -> None:
    changes: dict[str, Any] = {"network": network, "hidden": hidden, "optimiser": optimiser}
    config = replace(DIGITS, losses=losses, **changes)
    if network == "cnn":
        config = replace(config, steps=10)
    together = trained(config)
    finals = []
    for index, choice in enumerate(losses):
        alone = weights_of(trained(replace(config, losses=(choice,))))
        assert_equal_weights(weights_of(together, index), alone, atol=1e-5)
        finals.append(alone)
    for index in range(1, len(finals)):
        assert differ(finals[0], finals[index])


def test_losses_of_equal_choice_end_equal_wherever_they_stand() -> None:
    training = trained(replace(BLOBS, losses=(SV, PLAIN, SV)))
    assert_equal_weights(weights_of(training, 0), weights_of(training, 2))


@pytest.mark.parametrize("losses", [SIX, WITH_STATE], ids=["six", "with state"])
def test_recording_changes_nothing_of_the_training(losses: tuple[LossChoice, ...]) -> None:
    config = replace(BLOBS, losses=losses, data=Blobs(classes=4, per_class=30), steps=24)
    seldom, often = (train(replace(config, kept=kept)) for kept in (2, 20))
    assert len(often.steps_K) > 3 * len(seldom.steps_K)
    for name, array in seldom.arrays.items():
        np.testing.assert_array_equal(array[[0, -1]], often.arrays[name][[0, -1]], err_msg=name)


def test_a_frame_leaves_state_and_modes_as_they_were() -> None:
    training = trained(replace(BLOBS, losses=WITH_STATE), 5)
    before = [{k: v.clone() for k, v in loss.state_dict().items()} for loss in training.losses]
    training.frame()
    for loss, state in zip(training.losses, before, strict=True):
        assert loss.training
        for key, value in loss.state_dict().items():
            torch.testing.assert_close(value, state[key], rtol=0, atol=0)


@pytest.mark.parametrize(
    ("kept", "steps"), [(2, 600), (60, 600), (60, 10), (1000, 1), (5, 4), (7, 100_000)]
)
def test_kept_steps_rise_from_0_to_the_last(kept: int, steps: int) -> None:
    found = kept_steps(replace(BLOBS, kept=kept, steps=steps))
    assert found == sorted(set(found))
    assert found[0] == 0
    assert found[-1] == steps
    assert 2 <= len(found) <= min(kept, steps + 1)
    if kept <= 60 < steps:
        assert len(found) > 0.8 * kept


def test_more_steps_are_kept_early() -> None:
    gaps = np.diff(kept_steps(replace(BLOBS, kept=60, steps=6000)))
    assert gaps[:10].max() < gaps[-10:].min()


def test_the_record_has_the_kept_steps() -> None:
    result = train(BLOBS)
    assert result.steps_K.tolist() == kept_steps(BLOBS)
    assert result.stopped is False
    assert result.config == BLOBS
    assert result.titles == ("Softmax", "SV-Softmax")
    assert result.class_names == ("0", "1", "2", "3")


def test_a_frame_of_a_training_is_that_of_the_run() -> None:
    result = train(BLOBS)
    training = Training(BLOBS)
    for k, step in enumerate(result.steps_K):
        while training.step < step:
            training.advance()
        frame = training.frame()
        assert frame.step == step
        np.testing.assert_array_equal(frame.features_LND, result.features_KLND[k])
        np.testing.assert_array_equal(frame.loss_LN, result.loss_KLN[k])


def test_progress_is_told_after_every_step() -> None:
    told: list[tuple[int, int]] = []
    train(BLOBS, progress=lambda done, of: told.append((done, of)))
    assert told == [(step, 12) for step in range(1, 13)]


def after(count: int) -> Callable[[], bool]:
    """True when asked for the count-th time."""
    asked = iter(range(1, 10_000))
    return lambda: next(asked) >= count


def test_stop_ends_the_run_with_the_frames_so_far() -> None:
    whole = train(BLOBS)
    part = train(BLOBS, stop=after(7))
    assert part.stopped is True
    assert part.steps_K.tolist() == [step for step in whole.steps_K if step <= 7]
    for name, array in part.arrays.items():
        np.testing.assert_array_equal(array, whole.arrays[name][: len(part.steps_K)])


def test_a_stop_after_the_last_step_is_no_stop() -> None:
    assert train(BLOBS, stop=after(12)).stopped is False
    assert train(BLOBS, stop=after(11)).stopped is True


def test_the_record_is_of_the_samples_that_it_names() -> None:
    config = replace(BLOBS, recorded=30, label_noise=0.3)
    result = train(config)
    dataset = load(config.data, 0.3, 0)
    assert len(result.samples_N) == 30
    assert (np.diff(result.samples_N) > 0).all()
    np.testing.assert_array_equal(result.inputs_N, dataset.inputs_NI[result.samples_N])
    np.testing.assert_array_equal(result.labels_N, dataset.labels_N[result.samples_N])
    np.testing.assert_array_equal(result.true_labels_N, dataset.true_labels_N[result.samples_N])
    assert (result.labels_N != result.true_labels_N).any()
    assert result.gradient_share_KL4[:, :, 3].min() > 0


def test_recorded_images_are_the_images() -> None:
    result = train(replace(DIGITS, losses=(PLAIN,), steps=1))
    images = Digits().load(0).inputs_NI[result.samples_N]
    np.testing.assert_allclose(result.inputs_N / 255, images, atol=0.5 / 255)


def test_what_is_recorded_does_not_change_the_training() -> None:
    few, all_ = (train(replace(BLOBS, recorded=recorded)) for recorded in (10, 1000))
    np.testing.assert_array_equal(few.weights_KLCD, all_.weights_KLCD)
    np.testing.assert_array_equal(few.features_KLND, all_.features_KLND[:, :, few.samples_N])


def test_a_frame_shows_the_living_network() -> None:
    training = trained(BLOBS, 5)
    frame = training.frame()
    features = training.network(torch.from_numpy(training.dataset.inputs_NI)).detach()
    np.testing.assert_allclose(frame.norms_LN, features.norm(dim=-1), rtol=1e-3)
    unit = features / features.norm(dim=-1, keepdim=True)
    np.testing.assert_allclose(unpack_unit(frame.features_LND), unit, atol=2e-5)
    assert frame.step == 5


@pytest.mark.parametrize("optimiser", ["adam", "sgd"])
def test_a_step_is_the_optimisers_step_on_the_batchs_mean_loss(optimiser: str) -> None:
    changes: dict[str, Any] = {"optimiser": optimiser, "weight_decay": 0.01}
    config = replace(BLOBS, losses=(SV,), batch=80, learning_rate=0.05, **changes)
    training = Training(config)
    by_hand = [parameter.detach().clone().requires_grad_() for parameter in training.parameters()]
    kinds = {
        "sgd": lambda: torch.optim.SGD(by_hand, lr=0.05, momentum=0.9, weight_decay=0.01),
        "adam": lambda: torch.optim.Adam(by_hand, lr=0.05, weight_decay=0.01),
    }
    plain = kinds[optimiser]()
    dataset = training.dataset  # 80 samples, one batch: the order does not matter
    x = torch.from_numpy(dataset.inputs_NI)
    for _ in range(4):
        training.advance()
        first, last, bias, classes = (parameter[0] for parameter in by_hand)
        hidden = torch.nn.functional.leaky_relu(x @ first.T + bias, 0.1)
        features = torch.nn.functional.normalize(hidden @ last.T)
        cos = features @ torch.nn.functional.normalize(classes).T
        loss = training.losses[0](cos, torch.from_numpy(dataset.labels_N)).mean()
        plain.zero_grad()
        loss.backward()
        plain.step()
    expected = [parameter[0].detach() for parameter in by_hand]
    assert_equal_weights(weights_of(training), expected, atol=2e-5)


def test_a_batch_larger_than_the_data_trains() -> None:
    result = train(replace(BLOBS, batch=4096, steps=40))
    assert (result.loss_KLN[-1].mean(-1) < 0.5 * result.loss_KLN[0].mean(-1)).all()


def test_the_softmax_warmup_is_the_plain_softmax_at_the_losss_own_scale() -> None:
    losses = (LossChoice.of("sv_am_softmax", scale=9.0), LossChoice.of("curricularface", scale=5.0))
    training = Training(replace(BLOBS, losses=losses, softmax_warmup=10))
    plains = [
        Training(replace(BLOBS, losses=(LossChoice.of("norm_softmax", scale=scale),)))
        for scale in (9.0, 5.0)
    ]
    for _ in range(10):
        training.advance()
        for plain in plains:
            plain.advance()
    for index, plain in enumerate(plains):
        assert_equal_weights(weights_of(training, index), weights_of(plain), atol=1e-6)
    (t,) = training.losses[1].buffers()
    assert t == 0  # a state takes no notice of the warm-up
    for one in (training, *plains):
        one.advance()
    for index, plain in enumerate(plains):
        assert differ(weights_of(training, index), weights_of(plain))
    assert t != 0


def test_after_the_warmup_the_loss_is_itself() -> None:
    training = Training(replace(BLOBS, losses=(SV,), softmax_warmup=4))
    from_here = Training(replace(BLOBS, losses=(SV,)))
    for _ in range(4):
        training.advance()
        next(from_here.batches)
    with torch.no_grad():
        for own, other in zip(from_here.parameters(), training.parameters(), strict=True):
            own.copy_(other)
    from_here.optimiser.load_state_dict(deepcopy(training.optimiser.state_dict()))
    training.advance()
    from_here.advance()
    assert_equal_weights(weights_of(training), weights_of(from_here))


@pytest.mark.parametrize(
    ("choice", "low", "high"),
    [
        (LossChoice.of("sv_softmax", t=1.4), 1.0, 1.4),
        (LossChoice.of("mv_am_softmax", t=0.3), 0.0, 0.3),
        (LossChoice.of("composed", h="sv", t=1.2), 1.0, 1.2),
    ],
)
@pytest.mark.parametrize("softmax", [0, 3])
def test_t_rises_in_a_straight_line_to_its_value(
    choice: LossChoice, low: float, high: float, softmax: int
) -> None:
    config = replace(BLOBS, losses=(choice, PLAIN), softmax_warmup=softmax, t_warmup=5)
    training = Training(config)
    used = []
    for _ in range(12):
        training.advance()
        used.append(training.losses[0].values["t"])
    line = [low + (high - low) * k / 5 for k in range(6)] + [high] * 6
    assert used[softmax:] == pytest.approx(line[: 12 - softmax])
    assert used[-1] == high


def test_a_frame_has_the_t_of_its_step() -> None:
    # At a rate so small that nothing moves, log h = s (t - 1)(cos + 1) grows as t - 1 does.
    choice = LossChoice.of("sv_softmax", scale=16.0, t=1.5)
    config = replace(BLOBS, losses=(choice,), t_warmup=12, learning_rate=1e-6)
    rising = train(replace(config, kept=13))
    heights = dict(zip(rising.steps_K.tolist(), rising.log_h_KLN.max((1, 2)), strict=True))
    final = train(replace(config, t_warmup=0)).log_h_KLN[-1].max()
    assert heights[0] == 0
    assert heights[12] == pytest.approx(final, rel=2e-3)
    for step, height in heights.items():
        assert height == pytest.approx(final * step / 12, rel=5e-3, abs=1e-6)


def test_softmax_with_inner_products_trains_beside_normalised_ones() -> None:
    result = train(replace(EASY, losses=(LossChoice.of("softmax"), PLAIN)))
    assert result.titles == ("Softmax (inner product)", "Softmax")
    assert (result.train_accuracy_KL[-1] > 0.95).all()
    assert (result.loss_KLN[-1].mean(-1) < 0.5 * result.loss_KLN[0].mean(-1)).all()


@pytest.mark.parametrize(
    "parameters",
    [
        {"f": "arc", "margin": 0.2},
        {"g": "focal"},
        {"g": "hard", "h": "sv"},
        {"f": "am", "g": "focal", "h": "mv", "margin": 0.1, "t": 0.1},
        {},
    ],
)
def test_a_composed_loss_trains(parameters: dict[str, float | str]) -> None:
    choice = LossChoice.of("composed", scale=16.0, **parameters)
    result = train(replace(EASY, losses=(choice,)))
    assert result.train_accuracy_KL[0, 0] < 0.7
    assert result.train_accuracy_KL[-1, 0] > 0.95


def test_a_composition_is_the_named_loss_of_the_same_slots() -> None:
    named = LossChoice.of("sv_am_softmax", scale=16.0, margin=0.2, t=1.1)
    composed = LossChoice.of("composed", f="am", h="sv", scale=16.0, margin=0.2, t=1.1)
    training = trained(replace(BLOBS, losses=(named, composed)))
    assert_equal_weights(weights_of(training, 0), weights_of(training, 1))


@pytest.mark.parametrize("optimiser", ["adam", "sgd"])
@pytest.mark.parametrize(("network", "hidden"), [("mlp", (48,)), ("cnn", (8, 16))])
def test_digits_are_learnt(network: str, hidden: tuple[int, ...], optimiser: str) -> None:
    changes: dict[str, Any] = {"network": network, "hidden": hidden, "optimiser": optimiser}
    config = replace(DIGITS, losses=(PLAIN,), embedding=8, recorded=1000, steps=150, **changes)
    config = replace(config, learning_rate=0.1 if optimiser == "sgd" else 0.01)
    result = train(config)
    assert result.train_accuracy_KL[0, 0] < 0.4
    assert result.train_accuracy_KL[-1, 0] > 0.9
    assert result.test_accuracy_KL[-1, 0] > 0.85


def test_faces_are_learnt() -> None:
    data = Faces(identities=5, images=40, size=16, nuisance=0.3)
    config = replace(DIGITS, data=data, losses=(PLAIN,), embedding=8, steps=200)
    assert train(config).test_accuracy_KL[-1, 0] > 0.9


def test_too_large_a_learning_rate_is_told_with_step_loss_and_term() -> None:
    choice = LossChoice.of("softmax")
    config = replace(BLOBS, losses=(PLAIN, choice), optimiser="sgd", learning_rate=10, steps=200)
    sentence = (
        r"^Training stopped at step \d+: Softmax \(inner product\) met a number that is not "
        r"finite in the (features x|cosines)\. A smaller learning rate \(now 10\) or scale "
        r"usually helps\.$"
    )
    with pytest.raises(Diverged, match=sentence) as first:
        train(config)
    step = int(str(first.value).split()[4].rstrip(":"))
    assert 1 < step <= 200
    # A run that would end just before is told as well, and not recorded as if it were sound.
    with pytest.raises(Diverged, match=sentence):
        train(replace(config, steps=step - 1))


def poison_feature(training: Training) -> None:
    list(training.network.parameters())[1][1, 0, 0] = float("nan")


def poison_class_weight(training: Training) -> None:
    training.classifier.weight_LCD[1, 2, 0] = float("inf")


def poison_parameter(training: Training) -> None:
    training.losses[1].values["gamma"] = float("nan")


@pytest.mark.parametrize(
    ("poison", "term"),
    [
        (poison_feature, "the features x"),
        (poison_class_weight, "the class weights w"),
        (poison_parameter, "the mining weight g"),
    ],
)
def test_nan_is_told_with_step_loss_and_term(poison: Callable[[Training], None], term: str) -> None:
    training = trained(replace(BLOBS, losses=(PLAIN, SIX[5], SV)), 4)
    with torch.no_grad():
        poison(training)
    sentence = (
        rf"^Training stopped at step 5: F-Softmax met a number that is not finite in {term}\. "
        r"A smaller learning rate \(now 0\.01\) or scale usually helps\.$"
    )
    with pytest.raises(Diverged, match=sentence):
        training.advance()
    assert training.step == 4


@pytest.mark.parametrize(
    ("poison", "term"),
    [(poison_feature, "the features x"), (poison_class_weight, "the class weights w")],
)
def test_a_frame_of_nan_is_refused(poison: Callable[[Training], None], term: str) -> None:
    training = trained(replace(BLOBS, losses=(PLAIN, SV)), 4)
    with torch.no_grad():
        poison(training)
    sentence = f"^Training stopped at step 4: SV-Softmax met a number that is not finite in {term}"
    with pytest.raises(Diverged, match=sentence):
        training.frame()


def test_given_data_are_used_instead_of_the_configs() -> None:
    dataset = load(Blobs(classes=3, per_class=10), 0.0, 0)
    training = Training(BLOBS, dataset)
    assert training.dataset is dataset
    assert training.classifier.weight_LCD.shape[1] == 3
    assert training.frame().norms_LN.shape == (2, 30)


def test_bad_data_are_refused_before_any_step() -> None:
    config = replace(BLOBS, data=Table(text="label,x\na,1\nb,!\n"))
    told: list[int] = []
    with pytest.raises(ValueError, match=r"^Column 'x', line 3 holds '!', which is not a number"):
        train(config, progress=lambda done, of: told.append(done))
    assert not told


def test_a_learning_rate_and_a_parameter_can_be_set_between_two_steps() -> None:
    losses = (LossChoice.of("sv_softmax", t=1.5),)
    config = replace(BLOBS, losses=losses, steps=200, t_warmup=100)
    training = trained(config, 3)
    training.set_learning_rate(0.03)
    assert training.learning_rate == 0.03
    training.set_parameter(0, "t", 1.9)
    for _ in range(3):
        training.advance()
        assert training.losses[0].values["t"] == 1.9
    with pytest.raises(ValueError, match=r"^sv_softmax t must be 1 to 2, not 3"):
        training.set_parameter(0, "t", 3.0)


def test_a_run_with_another_learning_rate_from_the_start_is_that_config() -> None:
    config = replace(BLOBS, losses=(LossChoice.of("sv_softmax"),), steps=10)
    changed = Training(config)
    changed.set_learning_rate(0.04)
    while changed.step < config.steps:
        changed.advance()
    wanted = trained(replace(config, learning_rate=0.04), config.steps)
    assert_equal_weights(weights_of(changed), weights_of(wanted))


@pytest.mark.parametrize("optimiser", ["adam", "sgd"])
def test_a_threshold_is_learnt_beside_the_weights(optimiser: str) -> None:
    changes: dict[str, Any] = {"optimiser": optimiser, "weight_decay": 0.01}
    thresholds = (gentle("uniface"), gentle("sphereface2"))
    training = Training(replace(BLOBS, losses=(PLAIN, *thresholds), **changes))
    alone = Training(replace(BLOBS, losses=thresholds[:1], **changes))
    for _ in range(20):
        training.advance()
        alone.advance()
    assert not list(training.losses[0].parameters())
    moved = [weight.item() for loss in training.losses for weight in loss.parameters()]
    assert len(moved) == 2
    assert all(moved)
    assert moved[0] == next(alone.losses[0].parameters()).item()


def test_a_run_with_several_centres_beside_one_without() -> None:
    several = LossChoice.of("subcenter_arc", scale=16.0, margin=0.2, centres=3)
    arc = LossChoice.of("arc_softmax", scale=16.0, margin=0.2)
    config = replace(BLOBS, losses=(several, arc), label_noise=0.2)
    training = trained(config)
    assert [weight.shape[:2] for weight in training.classifier.weights()] == [(4, 3), (4, 1)]
    alone = trained(replace(config, losses=(arc,)))
    torch.testing.assert_close(
        training.classifier.weights()[1], alone.classifier.weights()[0], rtol=0, atol=1e-6
    )
    assert training.frame().weights_LCD.shape == (2, 4, 2)
    with pytest.raises(ValueError, match="number of centres stays"):
        training.set_parameter(0, "centres", 2.0)


def test_a_step_with_some_of_the_classes_leaves_the_others_as_they_are() -> None:
    config = replace(BLOBS, data=replace(BLOBS.data, classes=8), batch=3)
    seen: list[Tensor] = []

    def those_of_the_batch(labels_B: Tensor, step: int) -> Tensor:
        assert step == len(seen)
        seen.append(torch.zeros(8, dtype=torch.bool).index_fill_(0, labels_B, True))
        return seen[-1]

    training = Training(config, classes_of_step=those_of_the_batch)
    before = training.classifier.weight_LCD.detach().clone()
    training.advance()
    moved_C = (training.classifier.weight_LCD != before).any(-1).any(0)
    torch.testing.assert_close(moved_C, seen[0])


def test_a_step_with_all_classes_is_a_plain_step() -> None:
    everyone = Training(BLOBS, classes_of_step=lambda labels_B, step: torch.ones(4).bool())
    for _ in range(3):
        everyone.advance()
    assert_equal_weights(weights_of(everyone), weights_of(trained(BLOBS, 3)))
