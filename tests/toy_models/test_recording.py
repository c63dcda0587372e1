"""Every field of a frame against a loop over samples and classes in Python floats."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from losses import Loss, build
from tests.losses.loop import am, arc, loop, sv_factor
from toy_models.record import MARGIN_ANGLES, Frame, unpack_unit
from toy_models.recording import Samples, record_frame

N, C, D = 14, 6, 3
S = 8.0
T = 1.3
MARGIN = 0.3
NPC = {"scale": S, "m0": 0.3, "m1": 0.2, "hard_margin": 0.4, "t": 1.2, "a": 0.1}

Rule = Callable[[float], float]


class Expected:
    """One loss, sample by sample, in Python floats: the paper's Eq. 12 with its f, h and g."""

    def __init__(
        self,
        f: Rule = lambda c: c,
        *,
        scale: float = S,
        h: Callable[[float, float], float] = lambda c, f_y: 1.0,
        g: Rule = lambda p: 1.0,
        lengths: bool = False,
    ) -> None:
        self.f, self.scale, self.h, self.g, self.lengths = f, scale, h, g, lengths

    def fed(self, x: list[float], direction: list[float], weights: list[list[float]]) -> Any:
        """What the loss is given for a feature of the length of x in this direction."""
        length = math.hypot(*direction)
        sizes = [math.hypot(*x) * math.hypot(*w) if self.lengths else 1.0 for w in weights]
        return [
            size * sum(a * b for a, b in zip(direction, w, strict=True)) / length / math.hypot(*w)
            for w, size in zip(weights, sizes, strict=True)
        ]

    def loss(self, fed: list[float], label: int) -> float:
        cos, labels = torch.tensor([fed], dtype=torch.float64), torch.tensor([label])
        return loop(cos, labels, scale=self.scale, f=self.f, h=self.h, g=self.g).item()

    def mining(self, fed: list[float], label: int) -> float:
        cos, labels = torch.tensor([fed], dtype=torch.float64), torch.tensor([label])
        nll = loop(cos, labels, scale=self.scale, f=self.f, h=self.h).item()
        return self.g(math.exp(-nll))

    def slopes(self, x: list[float], label: int, weights: list[list[float]]) -> list[float]:
        """The gradient on the direction, by central differences."""
        unit = [a / math.hypot(*x) for a in x]
        step, slopes = 1e-6, []
        for i in range(len(unit)):
            values = []
            for sign in (1, -1):
                moved = [a + sign * step * (i == j) for j, a in enumerate(unit)]
                values.append(self.loss(self.fed(x, moved, weights), label))
            slopes.append((values[0] - values[1]) / (2 * step))
        return slopes

    def force(self, x: list[float], label: int, weights: list[list[float]]) -> float:
        """Length of the gradient on the direction."""
        return math.hypot(*self.slopes(x, label, weights))

    def weight_slopes(
        self, c: int, xs: list[list[float]], labels: list[int], weights: list[list[float]]
    ) -> list[float]:
        """The gradient of all losses together on the direction of one class weight."""
        length, step, slopes = math.hypot(*weights[c]), 1e-6, []
        for i in range(D):
            total = 0.0
            for sign in (1, -1):
                moved = [a / length + sign * step * (i == j) for j, a in enumerate(weights[c])]
                back = length / math.hypot(*moved)
                others = [*weights[:c], [a * back for a in moved], *weights[c + 1 :]]
                for x, label in zip(xs, labels, strict=True):
                    total += sign * self.loss(self.fed(x, x, others), label)
            slopes.append(total / (2 * step))
        return slopes


LOSSES: dict[str, tuple[Loss, Expected]] = {
    "norm_softmax": (build("norm_softmax", scale=S), Expected()),
    "sv_softmax": (build("sv_softmax", scale=S, t=T), Expected(h=sv_factor(S, T))),
    "am_softmax": (build("am_softmax", scale=S, margin=MARGIN), Expected(am(MARGIN))),
    "sv_arc_softmax": (
        build("sv_arc_softmax", scale=S, t=T, margin=MARGIN),
        Expected(arc(MARGIN), h=sv_factor(S, T)),
    ),
    "f_softmax": (build("f_softmax", scale=S, gamma=2.0), Expected(g=lambda p: (1 - p) ** 2)),
    "softmax": (build("softmax"), Expected(scale=1.0, lengths=True)),
}
NAMES = list(LOSSES)


def scene() -> tuple[torch.Tensor, torch.Tensor, Samples]:
    """Features near their weights or not, of several lengths, and some labels that are wrong."""
    generator = torch.Generator().manual_seed(3)
    weight_LCD = torch.randn(len(NAMES), C, D, generator=generator)
    labels_N = torch.arange(N) % C
    noise = 0.9 * torch.randn(len(NAMES), N, D, generator=generator)
    lengths = 0.2 + 3 * torch.rand(len(NAMES), N, 1, generator=generator)
    features_LND = lengths * (weight_LCD[:, labels_N] + noise)
    mislabelled_N = torch.arange(N) % 5 == 2
    samples = Samples(inputs_N=torch.zeros(N, 1), labels_N=labels_N, mislabelled_N=mislabelled_N)
    return features_LND, weight_LCD, samples


def held_out() -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(4)
    features = torch.randn(len(NAMES), 25, D, generator=generator)
    return features, torch.randint(C, (25,), generator=generator)


@pytest.fixture(scope="module")
def frame() -> Frame:
    features_LND, weight_LCD, samples = scene()
    losses = [loss for loss, _ in LOSSES.values()]
    return record_frame(17, features_LND, weight_LCD.unsqueeze(2), losses, samples, *held_out())


def samples_of(index: int) -> tuple[list[Any], list[Any], list[int]]:
    """Features, weights and labels of one loss, as Python numbers."""
    features_LND, weight_LCD, samples = scene()
    return features_LND[index].tolist(), weight_LCD[index].tolist(), samples.labels_N.tolist()


def cosines_of(index: int) -> list[list[float]]:
    features, weights, _ = samples_of(index)
    return [Expected().fed(x, x, weights) for x in features]


def fed_of(name: str) -> list[list[float]]:
    features, weights, _ = samples_of(NAMES.index(name))
    return [LOSSES[name][1].fed(x, x, weights) for x in features]


def support_of(name: str) -> list[list[bool]]:
    _, _, labels = samples_of(NAMES.index(name))
    f = LOSSES[name][1].f
    return [
        [k != label and value > f(row[label]) for k, value in enumerate(row)]
        for row, label in zip(fed_of(name), labels, strict=True)
    ]


by_loss = pytest.mark.parametrize(("index", "name"), list(enumerate(NAMES)), ids=NAMES)


def close(actual: Any, expected: Any, tolerance: float = 2e-3) -> None:
    """As exact as float16 is."""
    np.testing.assert_allclose(
        np.asarray(actual, np.float64), expected, rtol=tolerance, atol=tolerance / 2
    )


def test_the_scene_has_every_kind_of_sample() -> None:
    for name in NAMES:
        rows = [any(row) for row in support_of(name)]
        assert 2 < sum(rows) < N
    _, _, labels = samples_of(0)
    wrong = [row.index(max(row)) != label for row, label in zip(cosines_of(0), labels, strict=True)]
    assert 2 < sum(wrong) < N - 2


@by_loss
def test_features_and_weights(frame: Frame, index: int, name: str) -> None:
    features, weights, _ = samples_of(index)
    for stored, vectors in (
        (frame.features_LND[index], features),
        (frame.weights_LCD[index], weights),
    ):
        assert stored.dtype == np.int16
        unit = [[a / math.hypot(*vector) for a in vector] for vector in vectors]
        np.testing.assert_allclose(unpack_unit(stored), unit, atol=2e-5)
    close(frame.norms_LN[index], [math.hypot(*x) for x in features])


@by_loss
def test_angles_and_rival(frame: Frame, index: int, name: str) -> None:
    _, _, labels = samples_of(index)
    rivals, targets, nearest = [], [], []
    for row, label in zip(cosines_of(index), labels, strict=True):
        others = {k: c for k, c in enumerate(row) if k != label}
        rivals.append(max(others, key=others.__getitem__))
        targets.append(math.acos(row[label]))
        nearest.append(math.acos(others[rivals[-1]]))
    assert frame.rival_LN[index].tolist() == rivals
    close(frame.target_angle_LN[index], targets)
    close(frame.rival_angle_LN[index], nearest)
    gaps = [rival - target for rival, target in zip(nearest, targets, strict=True)]
    assert frame.angle_gap_L[index] == pytest.approx(sum(gaps) / N, abs=1e-5)
    right = sum(gap >= 0 for gap in gaps)
    assert frame.train_accuracy_L[index] == pytest.approx(right / N)


@by_loss
def test_the_indicator_at_the_losss_own_boundary(frame: Frame, index: int, name: str) -> None:
    expected = support_of(name)
    found = np.unpackbits(frame.support_LNc[index], axis=-1, count=C).astype(bool)
    assert found.tolist() == expected
    assert frame.support_samples_L[index] == pytest.approx(sum(map(any, expected)) / N)
    assert frame.support_pairs_L[index] == pytest.approx(sum(map(sum, expected)) / (N * (C - 1)))


@by_loss
def test_the_largest_log_h(frame: Frame, index: int, name: str) -> None:
    h = LOSSES[name][1].h
    _, _, labels = samples_of(index)
    expected = []
    for row, label, support in zip(fed_of(name), labels, support_of(name), strict=True):
        f_y = LOSSES[name][1].f(row[label])
        logs = [math.log(h(c, f_y)) for c, is_one in zip(row, support, strict=True) if is_one]
        expected.append(max(logs, default=0.0))
    close(frame.log_h_LN[index], expected)
    assert (max(expected) > 1) == name.startswith("sv_")


@by_loss
def test_loss_and_mining_weight(frame: Frame, index: int, name: str) -> None:
    expected = LOSSES[name][1]
    _, _, labels = samples_of(index)
    pairs = list(zip(fed_of(name), labels, strict=True))
    close(frame.loss_LN[index], [expected.loss(fed, label) for fed, label in pairs])
    close(frame.mining_LN[index], [expected.mining(fed, label) for fed, label in pairs])


def forces_of(name: str) -> list[float]:
    features, weights, labels = samples_of(NAMES.index(name))
    expected = LOSSES[name][1]
    return [expected.force(x, label, weights) for x, label in zip(features, labels, strict=True)]


@by_loss
def test_force(frame: Frame, index: int, name: str) -> None:
    close(frame.force_LN[index], forces_of(name))


def pushes_of(slopes: list[list[float]]) -> np.ndarray:
    """Minus the slopes, the longest of length 127."""
    longest = max(math.hypot(*one) for one in slopes)
    return np.array([[-127 * a / longest for a in one] for one in slopes])


@by_loss
def test_pushes_on_samples_and_on_class_weights(frame: Frame, index: int, name: str) -> None:
    features, weights, labels = samples_of(index)
    expected = LOSSES[name][1]
    slopes = [expected.slopes(x, label, weights) for x, label in zip(features, labels, strict=True)]
    np.testing.assert_allclose(frame.push_LND[index], pushes_of(slopes), atol=0.51)
    weight_slopes = [expected.weight_slopes(c, features, labels, weights) for c in range(C)]
    np.testing.assert_allclose(frame.weight_push_LCD[index], pushes_of(weight_slopes), atol=0.51)


@by_loss
def test_pushes_between_classes(frame: Frame, index: int, name: str) -> None:
    features, weights, labels = samples_of(index)
    rule = LOSSES[name][1]
    expected, step = np.zeros((C, C)), 1e-6
    for x, fed, label in zip(features, fed_of(name), labels, strict=True):
        for k, w in enumerate(weights):
            ahead, behind = ([*fed[:k], fed[k] + by, *fed[k + 1 :]] for by in (step, -step))
            slope = (rule.loss(ahead, label) - rule.loss(behind, label)) / (2 * step)
            size = math.hypot(*x) * math.hypot(*w) if rule.lengths else 1.0
            expected[label, k] += abs(slope) * size
    close(frame.class_push_LCC[index], expected)


@by_loss
def test_margin_table(frame: Frame, index: int, name: str) -> None:
    f = LOSSES[name][1].f
    close(frame.margin_LT[index], [f(math.cos(angle)) for angle in MARGIN_ANGLES.tolist()])


@by_loss
def test_shares_of_the_force_by_owner(frame: Frame, index: int, name: str) -> None:
    _, _, labels = samples_of(index)
    mislabelled = scene()[2].mislabelled_N.tolist()
    sums = [0.0] * 4
    for n, force in enumerate(forces_of(name)):
        row = cosines_of(index)[n]
        others = [c for k, c in enumerate(row) if k != labels[n]]
        if mislabelled[n]:
            owner = 3
        elif max(others) > row[labels[n]]:
            owner = 2
        elif any(support_of(name)[n]):
            owner = 1
        else:
            owner = 0
        sums[owner] += force
    expected = [owned / sum(sums) for owned in sums]
    np.testing.assert_allclose(frame.gradient_share_L4[index], expected, atol=1e-4)
    assert frame.gradient_share_L4[index].sum() == pytest.approx(1)
    assert expected[3] > 0
    assert expected[2] > 0


def test_a_margin_makes_semi_hard_samples(frame: Frame) -> None:
    assert frame.gradient_share_L4[NAMES.index("am_softmax"), 1] > 0
    assert frame.gradient_share_L4[NAMES.index("norm_softmax"), 1] == 0


def test_test_accuracy_is_by_the_plain_cosine(frame: Frame) -> None:
    features, labels = held_out()
    weights = scene()[1]
    for index in range(len(NAMES)):
        right = 0
        for x, label in zip(features[index].tolist(), labels.tolist(), strict=True):
            row = Expected().fed(x, x, weights[index].tolist())
            right += row.index(max(row)) == label
        assert frame.test_accuracy_L[index] == pytest.approx(right / 25)
    assert frame.step == 17


def test_a_boundary_of_its_own_is_the_one_that_counts() -> None:
    features_LND, weight_LCD, samples = scene()
    frame = record_frame(
        0, features_LND[:1], weight_LCD[:1].unsqueeze(2), [build("npcface", **NPC)], samples,
        held_out()[0][:1], held_out()[1],
    )  # fmt: skip
    edge = arc(NPC["hard_margin"])
    labels = samples.labels_N.tolist()
    support = [
        [k != label and c > edge(row[label]) for k, c in enumerate(row)]
        for row, label in zip(cosines_of(0), labels, strict=True)
    ]
    found = np.unpackbits(frame.support_LNc[0], axis=-1, count=C).astype(bool)
    assert found.tolist() == support
    log_h = [
        max((S * (NPC["t"] * c + NPC["a"] - c) for c, k in zip(row, mask, strict=True) if k),
            default=0.0)
        for row, mask in zip(cosines_of(0), support, strict=True)
    ]  # fmt: skip
    close(frame.log_h_LN[0], np.maximum(log_h, 0))


@pytest.mark.parametrize(
    "name",
    ["norm_softmax", "softmax", "a_softmax", "am_softmax", "sv_arc_softmax", "f_softmax",
     "curricularface", "adacos", "magface", "adaface", "elasticface", "circle", "npcface"],
)  # fmt: skip
def test_features_on_a_weight_and_opposite_to_it(name: str) -> None:
    weight_LCD = torch.tensor([[[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0]]])
    features_LND = torch.tensor([[[20.0, 0.0], [-30.0, 0.0], [20.0, 0.0], [0.0, 25.0]]])
    samples = Samples(
        inputs_N=torch.zeros(4, 1),
        labels_N=torch.tensor([0, 0, 1, 2]),
        mislabelled_N=torch.zeros(4, dtype=torch.bool),
    )
    frame = record_frame(
        0, features_LND, weight_LCD.unsqueeze(2), [build(name).eval()], samples, features_LND,
        samples.labels_N,
    )  # fmt: skip
    close(frame.target_angle_LN[0], [0, math.pi, math.pi, 0])
    close(frame.rival_angle_LN[0], [math.pi / 2, 0, 0, math.pi / 2])
    assert frame.rival_LN[0].tolist() == [2, 1, 0, 0]
    assert frame.train_accuracy_L[0] == 0.5
    assert frame.test_accuracy_L[0] == 0.5
    for array in (frame.loss_LN, frame.force_LN, frame.log_h_LN, frame.gradient_share_L4):
        assert np.isfinite(array).all()


def test_a_feature_of_length_0_is_recorded_at_a_right_angle() -> None:
    samples = Samples(
        inputs_N=torch.zeros(1, 1),
        labels_N=torch.tensor([0]),
        mislabelled_N=torch.tensor([False]),
    )
    weight_LCD = torch.eye(2).unsqueeze(0)
    frame = record_frame(
        0, torch.zeros(1, 1, 2), weight_LCD.unsqueeze(2), [build("sv_softmax")], samples,
        torch.zeros(1, 1, 2), torch.tensor([0]),
    )  # fmt: skip
    close(frame.target_angle_LN, [[math.pi / 2]])
    assert frame.features_LND.tolist() == [[[0, 0]]]
    assert frame.norms_LN.tolist() == [[0]]
    assert not frame.support_LNc.any()
    close(frame.loss_LN, [[math.log(2)]])


def test_where_nothing_pulls_nobody_owns_a_share() -> None:
    samples = Samples(
        inputs_N=torch.zeros(1, 1),
        labels_N=torch.tensor([0]),
        mislabelled_N=torch.tensor([False]),
    )
    frame = record_frame(
        0, torch.tensor([[[1.0, 0.0]]]), torch.tensor([[[[1.0, 0.0]], [[-1.0, 0.0]]]]),
        [build("norm_softmax", scale=512.0)], samples, torch.ones(1, 1, 2), torch.tensor([0]),
    )  # fmt: skip
    assert frame.gradient_share_L4.tolist() == [[0, 0, 0, 0]]


def test_of_several_centres_the_one_of_most_samples_is_kept_and_the_nearest_counts() -> None:
    """Class 0 has a centre at 0 and one at 90 degrees; of its three samples two are near that."""
    turned = torch.deg2rad(torch.tensor([[0.0, 90.0], [180.0, 270.0]]))
    weight_CSD = torch.stack([turned.cos(), turned.sin()], -1)
    angles = torch.deg2rad(torch.tensor([10.0, 85.0, 100.0, 180.0]))
    features_1ND = 3 * torch.stack([angles.cos(), angles.sin()], -1).unsqueeze(0)
    samples = Samples(
        inputs_N=torch.zeros(4, 1),
        labels_N=torch.tensor([0, 0, 0, 1]),
        mislabelled_N=torch.zeros(4, dtype=torch.bool),
    )
    loss = build("norm_softmax", scale=8.0, centres=2)
    frame = record_frame(
        0, features_1ND, [weight_CSD], [loss], samples, features_1ND, samples.labels_N
    )
    close(unpack_unit(frame.weights_LCD)[0], [[0, 1], [-1, 0]])
    close(np.rad2deg(frame.target_angle_LN[0].astype(float)), [10, 5, 10, 0])
    close(np.rad2deg(frame.rival_angle_LN[0].astype(float)), [100, 95, 80, 90])
    assert frame.test_accuracy_L[0] == 1
    # The first sample is pushed along its own nearest centres, which are not those that are kept.
    cos_y, cos_r = np.cos(np.deg2rad([10, 100]))
    p = 1 / (1 + np.exp(8 * (cos_r - cos_y)))
    expected = 8 * (1 - p) * abs(np.sin(np.deg2rad(10)) + np.sin(np.deg2rad(100)))
    close(frame.force_LN[0, 0], expected)
