"""The open-set experiment: the thirteen losses of the paper's Table 1 on toy faces.

Networks are trained on some identities and tested on others that they never saw, as face
recognition is: closed-set accuracy says nothing here, for every loss classifies its training
identities rightly in the end.

    python -m toy_models.open_set            print the stored result
    python -m toy_models.open_set --run      train again, store and print; ten minutes on one core

Paper: "Support Vector Guided Softmax Loss for Face Recognition", arXiv:1812.11317, Table 1.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from losses.catalogue import LOSSES
from toy_models.config import MAX_LOSSES, LossChoice, RunConfig
from toy_models.data import Faces
from toy_models.verification import FARS, Array, band, verify

STORED = Path(__file__).with_name("results") / "open_set.json"

#: Table 1's rows.  Toy networks want gentler values than the paper's s = 30, m = 0.35 or 0.5.
ROWS = (
    LossChoice.of("norm_softmax", scale=16.0),
    LossChoice.of("f_softmax", scale=16.0, gamma=2.0),
    LossChoice.of("hm_softmax", scale=16.0, keep=0.9),
    LossChoice.of("a_softmax", scale=16.0, margin=1.5),
    LossChoice.of("arc_softmax", scale=16.0, margin=0.3),
    LossChoice.of("am_softmax", scale=16.0, margin=0.2),
    LossChoice.of("f_arc_softmax", scale=16.0, margin=0.3, gamma=2.0),
    LossChoice.of("f_am_softmax", scale=16.0, margin=0.2, gamma=2.0),
    LossChoice.of("hm_arc_softmax", scale=16.0, margin=0.3, keep=0.9),
    LossChoice.of("hm_am_softmax", scale=16.0, margin=0.2, keep=0.9),
    LossChoice.of("sv_softmax", scale=16.0, t=1.2),
    LossChoice.of("sv_arc_softmax", scale=16.0, margin=0.3, t=1.1),
    LossChoice.of("sv_am_softmax", scale=16.0, margin=0.2, t=1.1),
)
#: The paper's Table 1, BLUFR on LFW: TPR in percent at FAR 1e-3, 1e-4, 1e-5.
PAPER = {
    "norm_softmax": (99.46, 98.44, 95.24),
    "f_softmax": (99.62, 98.76, 95.97),
    "hm_softmax": (99.48, 98.48, 95.11),
    "a_softmax": (99.68, 99.09, 97.20),
    "arc_softmax": (99.86, 99.68, 98.18),
    "am_softmax": (99.86, 99.75, 98.18),
    "f_arc_softmax": (99.87, 99.73, 98.32),
    "f_am_softmax": (99.87, 99.76, 98.39),
    "hm_arc_softmax": (99.86, 99.70, 98.74),
    "hm_am_softmax": (99.87, 99.75, 98.90),
    "sv_softmax": (99.78, 99.39, 98.14),
    "sv_arc_softmax": (99.85, 99.77, 98.52),
    "sv_am_softmax": (99.87, 99.81, 99.22),
}
#: What the paper's Table 1 says: the first beats the second at FAR 1e-5.
CLAIMS = (
    ("f_softmax", "norm_softmax"),
    ("arc_softmax", "norm_softmax"),
    ("am_softmax", "norm_softmax"),
    ("sv_softmax", "norm_softmax"),
    ("sv_softmax", "f_softmax"),
    ("sv_softmax", "hm_softmax"),
    ("f_am_softmax", "am_softmax"),
    ("hm_am_softmax", "am_softmax"),
    ("sv_arc_softmax", "arc_softmax"),
    ("sv_am_softmax", "am_softmax"),
    ("sv_am_softmax", "hm_am_softmax"),
)


@dataclass(frozen=True, kw_only=True)
class Protocol:
    """How large the experiment is."""

    faces: Faces = field(default_factory=lambda: Faces(identities=100, images=40))
    unseen_identities: int = 150
    unseen_images: int = 10
    embedding: int = 64
    hidden: tuple[int, ...] = (16, 32, 64)
    steps: int = 1200
    learning_rate: float = 0.003
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)

    def config(self, losses: tuple[LossChoice, ...], seed: int) -> RunConfig:
        """The training run of some losses."""
        return RunConfig(
            data=self.faces,
            losses=losses,
            network="cnn",
            hidden=self.hidden,
            embedding=self.embedding,
            steps=self.steps,
            learning_rate=self.learning_rate,
            seed=seed,
        )


@dataclass(frozen=True, kw_only=True)
class Measures:
    """What one loss reached with one seed; shares, 0 to 1."""

    tar: tuple[float, ...]  # at FARS, on the unseen identities
    eer: float
    accuracy: float  # on new pictures of the training identities, plain cosine


def run(
    protocol: Protocol,
    rows: Sequence[LossChoice] = ROWS,
    *,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, list[Measures]]:
    """Train and test every row with every seed; the measures of each loss, in the seeds' order."""
    measures: dict[str, list[Measures]] = {choice.name: [] for choice in rows}
    for seed in protocol.seeds:
        for start in range(0, len(rows), MAX_LOSSES):
            part = tuple(rows[start : start + MAX_LOSSES])
            for choice, reached in zip(part, _measure(protocol, part, seed), strict=True):
                measures[choice.name].append(reached)
                progress(f"seed {seed}  {choice.name:<15} TAR {reached.tar}")
    return measures


def _measure(protocol: Protocol, losses: tuple[LossChoice, ...], seed: int) -> list[Measures]:
    import torch

    from toy_models.recording import features_of
    from toy_models.training import Training

    training = Training(protocol.config(losses, seed))
    while training.step < protocol.steps:
        training.advance()
    accuracy_L = training.frame().test_accuracy_L
    pictures_N, people_N = protocol.faces.unseen(
        seed, protocol.unseen_identities, protocol.unseen_images
    )
    features_LND = features_of(training.network, torch.from_numpy(pictures_N)).numpy()
    verifications = [verify(features_ND, people_N) for features_ND in features_LND]
    return [
        Measures(
            tar=tuple(verification.tar_at(far) for far in FARS),
            eer=verification.eer(),
            accuracy=float(accuracy),
        )
        for verification, accuracy in zip(verifications, accuracy_L, strict=True)
    ]


def store(protocol: Protocol, measures: dict[str, list[Measures]], file: Path = STORED) -> None:
    """Write the result with everything that is needed to get it again."""
    import torch

    plain = {
        "protocol": asdict(protocol),
        "losses": {choice.name: dict(choice.parameters) for choice in ROWS},
        "versions": {"torch": torch.__version__, "numpy": np.__version__},
        "fars": FARS,
        "measures": {name: [asdict(one) for one in seeds] for name, seeds in measures.items()},
    }
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(plain, indent=1) + "\n")


def stored(file: Path = STORED) -> dict[str, list[Measures]]:
    """The stored result.

    Raises:
        ValueError: there is none, or it cannot be read.
    """
    try:
        plain = json.loads(file.read_text())
        return {
            name: [Measures(**{**one, "tar": tuple(one["tar"])}) for one in seeds]
            for name, seeds in plain["measures"].items()
        }
    except (OSError, json.JSONDecodeError, KeyError, TypeError) as error:
        raise ValueError(
            f"No readable open-set result in {file.name}: {error}. "
            "`python -m toy_models.open_set --run` makes one."
        ) from None


def table(measures: dict[str, list[Measures]], fars: Sequence[float] = FARS) -> str:
    """Mean and deviation over seeds beside the paper's figures, as Markdown."""
    rates = " | ".join(f"1e-{-math.log10(far):.0f}" for far in fars)
    lines = [
        f"| loss | TAR at FAR {rates} | EER | closed-set accuracy "
        "| rank at 1e-3 | paper: TPR at FAR 1e-5 | rank |",
        "|---" * (len(fars) + 6) + "|",
    ]
    toy_rank = _ranks({name: _mean_tar(seeds) for name, seeds in measures.items()})
    paper_rank = _ranks({name: PAPER[name][2] for name in measures})
    for name, seeds in measures.items():
        tars = [_pm(np.array([one.tar[i] for one in seeds])) for i in range(len(fars))]
        eer = _pm(np.array([one.eer for one in seeds]))
        accuracy = _pm(np.array([one.accuracy for one in seeds]))
        cells = [LOSSES[name].title, *tars, eer, accuracy, str(toy_rank[name])]
        cells += [f"{PAPER[name][2]:.2f} %", str(paper_rank[name])]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def claims(measures: dict[str, list[Measures]]) -> str:
    """The paper's order, pair by pair: differences of TAR at FAR 1e-3 seed by seed, as Markdown."""
    lines = [
        "| the paper's order | difference here | seeds in which it holds | so here |",
        "|---|---|---|---|",
    ]
    for better, worse in CLAIMS:
        if not {better, worse} <= measures.keys():
            continue
        differences = differences_of(measures, better, worse)
        lines.append(
            f"| {LOSSES[better].title} beats {LOSSES[worse].title} "
            f"| {_pm(differences, sign=True)} "
            f"| {int((differences > 0).sum())} of {len(differences)} | {verdict(differences)} |"
        )
    return "\n".join(lines)


def differences_of(measures: dict[str, list[Measures]], one: str, other: str) -> Array:
    """TAR at FAR 1e-3 of `one` minus that of `other`, seed by seed (same data, same start)."""
    return np.array(
        [a.tar[1] - b.tar[1] for a, b in zip(measures[one], measures[other], strict=True)]
    )


def verdict(differences: Array) -> str:
    """On which side of zero the 95 % interval of the mean lies (Student's t), if on one."""
    from scipy.stats import t

    mean, deviation = band(differences)
    count = len(differences)
    half = float(t.ppf(0.975, count - 1)) * deviation / np.sqrt(count)
    if abs(mean) <= half:
        return "not told apart"
    return "the same" if mean > 0 else "the other way round"


def _mean_tar(seeds: list[Measures]) -> float:
    return float(np.mean([one.tar[1] for one in seeds]))


def _ranks(values: dict[str, float]) -> dict[str, int]:
    """1 for the greatest; equal values share a rank."""
    return {name: 1 + sum(v > value for v in values.values()) for name, value in values.items()}


def _pm(values: Array, *, sign: bool = False) -> str:
    mean, deviation = band(values)
    return f"{mean:{'+' if sign else ''}.3f} ± {deviation:.3f}"


def main(arguments: list[str]) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="toy_models.open_set", description=__doc__.split("\n")[0])
    parser.add_argument("--run", action="store_true", help="train again and store the result")
    if parser.parse_args(arguments).run:
        import torch

        torch.set_num_threads(1)
        protocol = Protocol()
        store(protocol, run(protocol, progress=lambda line: print(line, file=sys.stderr)))
    measures = stored()
    print(table(measures), claims(measures), sep="\n\n")


if __name__ == "__main__":
    main(sys.argv[1:])
