"""An explanation against a loop in Python floats, and against the record of a run."""

import math
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from losses import LOSSES, build
from tests.losses.loop import am, arc, sv_factor
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Blobs
from toy_models.explanation import Explanation, explain
from toy_models.gentle import gentle
from toy_models.record import Run
from toy_models.schedule import loss_at
from toy_models.training import train

S, T, M = 12.0, 1.3, 0.3
COS = [0.31, 0.74, -0.42, 0.55, 0.9, -0.99]
LABEL = 3

Rule = Callable[[float], float]


def close(value: float | list[float]) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-12)


def by_hand(
    cos: list[float],
    *,
    f: Rule = lambda c: c,
    h: Callable[[float, float], float] = lambda c, f_y: 1.0,
    g: Rule = lambda p: 1.0,
) -> dict[str, float | list[float]]:
    """Eq. 12 term by term."""
    f_y = f(cos[LABEL])
    terms = [math.exp(S * f_y if k == LABEL else S * c) for k, c in enumerate(cos)]
    for k, c in enumerate(cos):
        terms[k] *= 1 if k == LABEL else h(c, f_y)
    p = [term / sum(terms) for term in terms]
    return {
        "f": f_y,
        "p_C": p,
        "p_y": p[LABEL],
        "nll": -math.log(p[LABEL]),
        "g": g(p[LABEL]),
        "loss": -g(p[LABEL]) * math.log(p[LABEL]),
        "logit_after_C": [math.log(term) for term in terms],
        "logit_before_C": [S * c for c in cos],
        "guided_C": [math.log(term) / S for term in terms],
    }


CASES: dict[str, tuple[LossChoice, dict[str, object]]] = {
    "softmax": (LossChoice.of("norm_softmax", scale=S), {}),
    "sv": (LossChoice.of("sv_softmax", scale=S, t=T), {"h": sv_factor(S, T)}),
    "am": (LossChoice.of("am_softmax", scale=S, margin=M), {"f": am(M)}),
    "sv-arc": (
        LossChoice.of("sv_arc_softmax", scale=S, t=T, margin=M),
        {"f": arc(M), "h": sv_factor(S, T)},
    ),
    "focal": (LossChoice.of("f_softmax", scale=S, gamma=2.0), {"g": lambda p: (1 - p) ** 2}),
    "composed": (
        LossChoice.of("composed", f="am", g="focal", h="sv", scale=S, t=T, margin=M, gamma=1.0),
        {"f": am(M), "h": sv_factor(S, T), "g": lambda p: 1 - p},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_the_equation_term_by_term(case: str) -> None:
    choice, slots = CASES[case]
    told = explain(choice, COS, LABEL, 2.0)
    for name, value in by_hand(COS, **slots).items():  # type: ignore[arg-type]
        assert getattr(told, name) == close(value), name
    assert told.label == LABEL
    assert told.scale == S
    assert told.boundary == close(told.f)
    assert told.penalty == 0
    assert told.cosine_C == COS
    assert told.angle_C == close([math.degrees(math.acos(c)) for c in COS])
    assert told.support_C == [k != LABEL and c > told.f for k, c in enumerate(COS)]
    assert any(told.support_C)
    assert told.note == ""


@pytest.mark.parametrize("case", CASES)
def test_a_push_is_the_slope_of_the_loss(case: str) -> None:
    choice, slots = CASES[case]
    told = explain(choice, COS, LABEL, 2.0)
    for k in range(len(COS)):
        values = []
        for step in (1e-6, -1e-6):
            moved = [c + step * (j == k) for j, c in enumerate(COS)]
            values.append(by_hand(moved, **slots)["loss"])  # type: ignore[arg-type]
        slope = abs(values[0] - values[1]) / 2e-6  # type: ignore[operator]
        assert told.push_C[k] == pytest.approx(slope, rel=1e-5, abs=1e-7)


@pytest.mark.parametrize("name", LOSSES)
def test_every_loss_is_explained(name: str) -> None:
    told = explain(gentle(name), COS, LABEL, 2.0)
    if LOSSES[name].threshold is None:
        assert sum(told.p_C) == close(1.0)
        assert told.p_C[LABEL] == close(told.p_y)
    else:
        assert told.p_y < told.p_C[LABEL] < 1
    assert -math.log(told.p_y) == close(told.nll)
    assert told.loss == close(told.g * told.nll + told.penalty)
    assert told.guided_C == close([logit / told.scale for logit in told.logit_after_C])
    assert told.logit_after_C[LABEL] == close(told.scale * told.f)
    assert not told.support_C[LABEL]
    assert (told.penalty != 0) == (LOSSES[name].penalty is not None)
    assert Explanation.from_json(told.to_json()) == told
    assert explain(gentle(name), COS, LABEL, 2.0) == told  # a state is fresh each time
    with_state = bool(build(name).state_dict())
    hard_mining = "keep" in LOSSES[name].parameters
    assert bool(told.note) == (with_state or hard_mining or name == "softmax")
    if told.note:
        assert told.note.startswith(LOSSES[name].title)
        assert told.note.endswith(".")


def test_inner_products_are_cosines_times_the_length() -> None:
    told = explain(LossChoice.of("softmax"), COS, LABEL, 2.5)
    assert told.logit_before_C == close([2.5 * c for c in COS])
    assert told.cosine_C == COS
    assert not told.normalised
    p = [math.exp(2.5 * c) for c in COS]
    assert told.push_C[0] == close(2.5 * p[0] / sum(p))


def test_the_length_matters_where_the_loss_reads_it() -> None:
    short, long = (explain(gentle("magface"), COS, LABEL, norm) for norm in (2.0, 19.0))
    assert long.f < short.f


@pytest.mark.parametrize(
    ("cos", "label", "norm"),
    [
        (COS, 6, 1.0),
        (COS, -1, 1.0),
        ([0.5], 0, 1.0),
        ([], 0, 1.0),
        ([math.nan, 0.1], 0, 1.0),
        ([0.2, 0.1], 0, math.inf),
    ],
)
def test_what_cannot_be_explained_is_told(cos: list[float], label: int, norm: float) -> None:
    with pytest.raises(ValueError, match=r"cannot be explained.*\.$"):
        explain(gentle("sv_softmax"), cos, label, norm)


def test_a_cosine_just_above_1_counts_as_1() -> None:
    told = explain(gentle("am_softmax"), [1 + 1e-9, 0.3], 0, 1.0)
    assert told.cosine_C[0] == 1
    assert told.angle_C[0] == 0


WITHOUT_STATE = tuple(
    gentle(name)
    for name in ("norm_softmax", "f_softmax", "sv_softmax", "sv_arc_softmax", "magface", "npcface")
)
CONFIG = RunConfig(
    data=Blobs(classes=4, per_class=15, spread=0.6),
    losses=WITHOUT_STATE,
    hidden=(8,),
    embedding=3,
    steps=24,
    kept=7,
    batch=16,
    t_warmup=16,
)


def explained(result: Run, k: int, index: int, row: int) -> Explanation:
    """As the record has it: cosines from its int16 vectors, the norm from its float16."""
    choice = loss_at(result.config, index, int(result.steps_K[k]))
    features = result.features(k, index).astype(float)[row]
    weights = result.weights(k, index).astype(float)
    cos = weights @ features / np.linalg.norm(weights, axis=1) / np.linalg.norm(features)
    norm = float(result.norms_KLN[k, index, row])
    return explain(choice, cos.tolist(), int(result.labels_N[row]), norm)


@pytest.mark.parametrize("index", range(len(WITHOUT_STATE)))
def test_it_is_the_loss_of_the_record(index: int) -> None:
    result = train(CONFIG)
    for k in range(len(result.steps_K)):
        for row in range(0, 45, 5):
            told = explained(result, k, index, row)
            recorded = float(result.loss_KLN[k, index, row])
            # float16 has 11 bits; a cosine of the record is off by a few 1e-5.
            assert told.loss == pytest.approx(recorded, rel=2e-3, abs=2e-3), (k, row)
            assert told.support_C == result.support_vectors(k, index)[row].tolist()
            assert told.g == pytest.approx(float(result.mining_KLN[k, index, row]), abs=3e-3)


def test_in_the_softmax_warm_up_it_is_the_softmax() -> None:
    result = train(replace(CONFIG, softmax_warmup=8, t_warmup=8))
    for index in (0, 3):
        told = explained(result, 0, index, 4)
        plain = explain(gentle("norm_softmax"), told.cosine_C, told.label, 1.0)
        assert told == plain


def test_reading_one_needs_no_torch() -> None:
    code = (
        "import sys; import toy_models.explanation, toy_models.schedule; "
        "print('torch' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
