"""A config: what is allowed, its canonical text and digest, and that reading it needs no torch."""

import dataclasses
import json
import subprocess
import sys
from typing import Any

import pytest

from toy_models.config import LossChoice, RunConfig
from toy_models.data import DATA_SETS, Blobs, DataConfig, Digits, Faces, Mnist, Table

BLOBS = Blobs(classes=3)
PLAIN = LossChoice.of("norm_softmax")
SV = LossChoice.of("sv_am_softmax", scale=16.0, t=1.1, margin=0.2)
EXAMPLES: list[DataConfig] = [
    Blobs(classes=3, dimension=3, spread=0.4),
    Digits(),
    Mnist(per_class=20),
    Faces(identities=7, images=5, nuisance=0.5),
    Table(text='class,x\n"ä, b",1\n', label="class"),
]
OTHERS = set(DATA_SETS) - {data.kind for data in EXAMPLES}
DATA = [*EXAMPLES, *(DATA_SETS[kind]() for kind in sorted(OTHERS))]


def config(**changes: Any) -> RunConfig:
    return RunConfig(**{"data": BLOBS, "losses": (PLAIN,), **changes})


@pytest.mark.parametrize(
    ("field", "low", "high", "outside"),
    [
        ("label_noise", 0, 0.9, (-0.01, 0.91)),
        ("embedding", 2, 512, (1, 0, 513)),
        ("steps", 1, 100_000, (0, 100_001)),
        ("batch", 2, 4096, (1, 4097)),
        ("learning_rate", 1e-6, 10, (9e-7, 10.1, float("nan"), float("inf"))),
        ("weight_decay", 0, 1, (-0.1, 1.1)),
        ("softmax_warmup", 0, 600, (-1, 601)),
        ("t_warmup", 0, 600, (-1, 601)),
        ("kept", 2, 1000, (1, 1001)),
        ("recorded", 10, 5000, (9, 5001)),
        ("seed", 0, 2**31 - 1, (-1, 2**31, 10**400)),
    ],
)
def test_a_number_out_of_range_is_refused_by_name(
    field: str, low: float, high: float, outside: tuple[float, ...]
) -> None:
    for end in (low, high):
        assert getattr(config(**{field: end}), field) == end
    for value in outside:
        with pytest.raises(ValueError, match=rf"^{field} must be {low} to {high}, not .*\.$"):
            config(**{field: value})


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"losses": ()}, "number of losses must be 1 to 8, not 0."),
        ({"losses": (PLAIN,) * 9}, "number of losses must be 1 to 8, not 9."),
        ({"hidden": ()}, "number of hidden layers must be 1 to 4, not 0."),
        ({"hidden": (8,) * 5}, "number of hidden layers must be 1 to 4, not 5."),
        ({"hidden": (8, 0)}, "hidden width must be 1 to 1024, not 0."),
        ({"hidden": (1025,)}, "hidden width must be 1 to 1024, not 1025."),
        ({"network": "rnn"}, "network must be one of mlp, cnn, not 'rnn'."),
        ({"optimiser": "lion"}, "optimiser must be one of adam, sgd, not 'lion'."),
        ({"network": "cnn"}, "network 'cnn' needs images, and blobs data are not; use 'mlp'."),
        (
            {"network": "cnn", "data": EXAMPLES[-1]},
            "network 'cnn' needs images, and csv data are not; use 'mlp'.",
        ),
        ({"softmax_warmup": 6, "steps": 5}, "softmax_warmup must be 0 to 5, not 6."),
    ],
)
def test_what_does_not_fit_is_refused(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011  (the whole sentence is compared)
        config(**changes)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("data", [Digits(), Mnist(), Faces()], ids=lambda data: data.kind)
def test_a_cnn_takes_every_kind_of_image(data: DataConfig) -> None:
    assert config(data=data, network="cnn").network == "cnn"


@pytest.mark.parametrize(
    ("name", "parameters", "sentence"),
    [
        ("arcface", {}, r"^Unknown loss 'arcface'\. Allowed: softmax, "),
        (
            "sv_softmax",
            {"m": 0.1},
            r"^sv_softmax has no parameter 'm'\. Allowed: scale, centres, t\.$",
        ),
        ("sv_softmax", {"t": 0.9}, r"^sv_softmax t must be 1 to 2, not 0\.9\.$"),
        ("sv_softmax", {"t": "1.1"}, r"^sv_softmax t must be 1 to 2, not '1\.1'\.$"),
        ("composed", {"h": "hv"}, r"^Unknown slot h='hv'\. Allowed: none, sv, "),
        ("composed", {"h": "sv", "gamma": 2.0}, r"^composed has no parameter 'gamma'"),
    ],
)
def test_a_wrong_loss_is_refused(
    name: str, parameters: dict[str, float | str], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        LossChoice.of(name, **parameters)


def test_the_order_and_the_kind_of_number_of_parameters_do_not_matter() -> None:
    one = LossChoice("sv_softmax", (("t", 1), ("scale", 30)))
    other = LossChoice("sv_softmax", (("scale", 30.0), ("t", 1.0)))
    assert one == other == LossChoice.of("sv_softmax", t=1, scale=30.0)
    assert repr(one) == repr(other)


@pytest.mark.parametrize("data", DATA, ids=lambda data: data.kind)
def test_the_text_of_a_config_gives_it_back(data: DataConfig) -> None:
    original = config(
        data=data,
        losses=(PLAIN, SV, LossChoice.of("composed", f="arc", h="sv", t=1.3)),
        hidden=(5, 6, 7),
        label_noise=0.25,
        optimiser="sgd",
        seed=9,
    )
    again = RunConfig.from_json(original.to_json())
    assert again == original
    assert again.to_json() == original.to_json()
    assert type(again.data) is DATA_SETS[data.kind]


def test_all_kinds_of_data_are_tried_above() -> None:
    assert {type(data) for data in DATA} == set(DATA_SETS.values())


CHANGES: list[dict[str, Any]] = [
    {"data": Blobs(classes=4)},
    {"data": Blobs(classes=3, spread=0.21)},
    {"data": Digits()},
    {"losses": (SV,)},
    {"losses": (PLAIN, PLAIN)},
    {"losses": (LossChoice.of("norm_softmax", scale=31.0),)},
    {"label_noise": 0.1},
    {"hidden": (64,)},
    {"embedding": 3},
    {"class_weights": "spread"},
    {"steps": 601},
    {"batch": 127},
    {"optimiser": "sgd"},
    {"learning_rate": 0.011},
    {"weight_decay": 0.001},
    {"softmax_warmup": 1},
    {"t_warmup": 1},
    {"kept": 61},
    {"recorded": 999},
    {"seed": 1},
]


def test_unequal_configs_have_unequal_digests() -> None:
    configs = [config(), *(config(**change) for change in CHANGES)]
    configs.append(config(data=Digits(), network="cnn"))
    assert len({one.digest for one in configs}) == len(configs)
    assert all(len(one.digest) == 16 and int(one.digest, 16) >= 0 for one in configs)


def test_an_older_config_keeps_its_digest() -> None:
    """Stored runs are found by it."""
    assert config().digest == "f09c1a398648aa64"
    assert "class_weights" not in config().to_json()


def test_every_field_is_changed_above() -> None:
    changed = {name for change in CHANGES for name in change} | {"network"}
    assert changed == {field.name for field in dataclasses.fields(RunConfig)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (config(), config()),
        (config(label_noise=0, weight_decay=1, learning_rate=1), config(
            label_noise=0.0, weight_decay=1.0, learning_rate=1.0
        )),
        (config(data=Blobs(spread=1)), config(data=Blobs(spread=1.0))),
        (config(data=Faces(nuisance=0)), config(data=Faces(nuisance=0.0))),
        (
            config(losses=(LossChoice.of("sv_softmax", t=1),)),
            config(losses=(LossChoice.of("sv_softmax", t=1.0),)),
        ),
        (
            config(losses=(LossChoice("sv_softmax", (("t", 1.1), ("scale", 9.0))),)),
            config(losses=(LossChoice.of("sv_softmax", scale=9.0, t=1.1),)),
        ),
    ],
)  # fmt: skip
def test_equal_configs_have_equal_texts_and_digests(one: RunConfig, other: RunConfig) -> None:
    assert one == other
    assert one.to_json() == other.to_json()
    assert one.digest == other.digest


def test_the_digest_does_not_depend_on_the_process() -> None:
    code = "from tests.toy_models.test_config import config; print(config().digest)"
    command = [sys.executable, "-c", code]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert printed.strip() == config().digest


GOOD = json.loads(config().to_json())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", r"^The configuration is not JSON: .*\.$"),
        ("{", r"^The configuration is not JSON: .*\.$"),
        ("[]", "^A configuration is a JSON object with at least `data` and `losses`.$"),
        ("7", "^A configuration is a JSON object with at least `data` and `losses`.$"),
        (json.dumps({"data": GOOD["data"]}), "with at least `data` and `losses`"),
        (json.dumps({"losses": GOOD["losses"]}), "with at least `data` and `losses`"),
        (
            json.dumps({**GOOD, "step": 5, "colour": 1}),
            r"^Unknown in the configuration: colour, step\. Allowed: batch, .*weight_decay\.$",
        ),
        (
            json.dumps({**GOOD, "data": {"kind": "blobs", "colour": 1}}),
            r"^Unknown in the data: colour\. Allowed: classes, dimension, per_class, spread\.$",
        ),
        (json.dumps({**GOOD, "data": {"kind": "clouds"}}), r"malformed: 'clouds'\.$"),
        (json.dumps({**GOOD, "data": {"classes": 3}}), r"malformed: 'kind'\.$"),
        (json.dumps({**GOOD, "data": {"kind": []}}), "data or losses are malformed"),
        (json.dumps({**GOOD, "data": None}), "data or losses are malformed"),
        (json.dumps({**GOOD, "data": {"kind": "csv"}}), r"^text is missing in the data\.$"),
        (json.dumps({**GOOD, "losses": ["softmax"]}), "data or losses are malformed"),
        (json.dumps({**GOOD, "losses": [{"name": "softmax"}]}), r"malformed: 'parameters'\.$"),
        (json.dumps({**GOOD, "losses": None}), "data or losses are malformed"),
        (json.dumps({**GOOD, "losses": []}), "^number of losses must be 1 to 8, not 0"),
        (
            json.dumps({**GOOD, "losses": [{"name": "arcface", "parameters": []}]}),
            "^Unknown loss 'arcface'",
        ),
        (
            json.dumps({**GOOD, "steps": "600"}),
            r"^steps in the configuration must be a whole number, not '600'\.$",
        ),
        (json.dumps({**GOOD, "batch": 64.5}), "^batch in the configuration must be a whole"),
        (json.dumps({**GOOD, "seed": True}), "^seed in the configuration must be a whole"),
        (json.dumps({**GOOD, "learning_rate": None}), "^learning_rate in the .* must be a num"),
        (json.dumps({**GOOD, "learning_rate": float("nan")}), "^learning_rate must be 1e-06 to"),
        (json.dumps({**GOOD, "hidden": 64}), "^hidden in the .* must be a list of whole numb"),
        (json.dumps({**GOOD, "hidden": ["64"]}), "^hidden in the .* must be a list of whole"),
        (json.dumps({**GOOD, "network": ["mlp"]}), "^network must be one of mlp, cnn, not"),
        (
            json.dumps({**GOOD, "data": {"kind": "blobs", "classes": "5"}}),
            r"^classes in the data must be a whole number, not '5'\.$",
        ),
        (
            json.dumps({**GOOD, "data": {"kind": "csv", "text": 5}}),
            r"^text in the data must be text, not 5\.$",
        ),
        (json.dumps({**GOOD, "data": {"kind": "blobs", "classes": 1}}), "^blobs classes must"),
    ],
)
def test_a_bad_text_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        RunConfig.from_json(text)


def test_fields_that_are_not_in_the_text_have_their_defaults() -> None:
    text = '{"data":{"kind":"blobs"},"losses":[{"name":"norm_softmax","parameters":[]}]}'
    assert RunConfig.from_json(text) == RunConfig(data=Blobs(), losses=(PLAIN,))


@pytest.mark.parametrize("frozen", [config(), PLAIN, *DATA], ids=lambda one: type(one).__name__)
def test_nothing_can_be_changed_afterwards(frozen: Any) -> None:
    field = dataclasses.fields(frozen)[0].name if dataclasses.fields(frozen) else "seed"
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(frozen, field, None)
    assert hash(frozen) == hash(dataclasses.replace(frozen))


@pytest.mark.parametrize(
    "module",
    ["toy_models", "toy_models.config", "toy_models.data", "toy_models.record",
     "evidence.accuracy", "evidence.report", "evidence.verification"],
)  # fmt: skip
def test_reading_needs_no_training_library(module: str) -> None:
    heavy = ("torch", "sklearn", "mlxtend", "pandas", "matplotlib", "scipy")
    code = f"import sys, {module}; print([name for name in {heavy} if name in sys.modules])"
    command = [sys.executable, "-c", code]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert printed.strip() == "[]"
