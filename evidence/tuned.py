"""A comparison of Table 1's losses in which each stands at its own best setting.

Three parts, run by run: the settings are searched with the tuning seeds; each loss is judged at
its best with other seeds; and it is trained for longer, to see whether that changes the order.
Measures are those of `Measures`, ranked by TAR at FAR 1e-3.  Nothing is trained here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from evidence.best_setting import Search, Setting, means, search, words
from evidence.in_processes import in_processes
from evidence.ladders import ladders_of, parameters_at
from evidence.measures import Measures
from evidence.report import RANKED_AT
from evidence.run_store import RunStore
from evidence.table_1 import ROWS, Row
from losses.catalogue import LOSSES


@dataclass(frozen=True)
class Tuned:
    """A loss of Table 1 at a setting: s in multiples of s_A, and m if it has one."""

    row: Row
    setting: Setting

    @property
    def name(self) -> str:
        """`arc_softmax s0.8 m0.3`."""
        return f"{self.row.loss} {words(ladders_of(self.row), self.setting)}"

    def parameters(self, unit: float) -> dict[str, float]:
        """Of the loss; `unit` is s_A."""
        return parameters_at(self.row, self.setting, unit)


@dataclass(frozen=True, kw_only=True)
class TunedRun:
    """What one loss reached at one setting with one seed."""

    loss: str
    setting: tuple[float, ...]
    seed: int
    steps: int
    tar: tuple[float, ...]  # on people never trained on, one for each false accept rate
    eer: float
    accuracy: float  # on new pictures of the training people, plain cosine
    looks: tuple[int, ...]  # steps
    tar_curve: tuple[float, ...]  # at FAR 1e-3, at these steps
    diverged: bool = False  # a number was not finite: all shares are 0 then

    @property
    def run(self) -> tuple[str, tuple[float, ...], int, int]:
        """What tells this run from all others."""
        return self.loss, self.setting, self.seed, self.steps

    @property
    def measures(self) -> Measures:
        """At the last step."""
        return Measures(tar=self.tar, eer=self.eer, accuracy=self.accuracy)


def of_curve(one: Tuned, seed: int, steps: int, curve: Sequence[tuple[int, Measures]]) -> TunedRun:
    """The row of a run that was looked at after some steps; the last is what it reached."""
    end = curve[-1][1]
    return TunedRun(
        loss=one.row.loss,
        setting=one.setting,
        seed=seed,
        steps=steps,
        tar=end.tar,
        eer=end.eer,
        accuracy=end.accuracy,
        looks=tuple(step for step, _ in curve),
        tar_curve=tuple(at.tar[RANKED_AT] for _, at in curve),
    )


def of_diverged(one: Tuned, seed: int, steps: int, rates: int) -> TunedRun:
    """The row of a run that met a number that is not finite; `rates` false accept rates."""
    return TunedRun(
        loss=one.row.loss, setting=one.setting, seed=seed, steps=steps, tar=(0.0,) * rates,
        eer=1.0, accuracy=0.0, looks=(), tar_curve=(), diverged=True,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a comparison runs.

    Attributes:
        steps: of a training.
        longer: steps of the longer trainings.
        seeds: those that judge.
        tuning_seeds: those that choose the settings; others than `seeds`.
        rows: the losses.
    """

    steps: int
    longer: int
    seeds: tuple[int, ...]
    tuning_seeds: tuple[int, ...]
    rows: tuple[Row, ...] = ROWS

    def __post_init__(self) -> None:
        if both := sorted({*self.seeds} & {*self.tuning_seeds}):
            raise ValueError(f"Seeds that choose settings do not judge: {both}.")

    def state(self, runs: Sequence[TunedRun], row: Row) -> Search:
        """Where the search for the best setting of a loss stands."""
        found = (
            (run.setting, run.seed, run.tar[RANKED_AT])
            for run in runs
            if (run.loss, run.steps) == (row.loss, self.steps)
        )
        return search(ladders_of(row), means(found, self.tuning_seeds))

    def wanted(self, runs: Sequence[TunedRun]) -> list[Tuned]:
        """What the searches of all losses want to know next; nothing when they are over."""
        return [
            Tuned(row, setting) for row in self.rows for setting in self.state(runs, row).wanted
        ]

    def best(self, runs: Sequence[TunedRun]) -> list[Tuned]:
        """Each loss at its best setting, of those whose search is over."""
        found = [(row, self.state(runs, row).best) for row in self.rows]
        return [Tuned(row, setting) for row, setting in found if setting is not None]

    def judged(self, runs: Sequence[TunedRun], command: str) -> dict[str, list[Measures]]:
        """The measures of each loss at its best setting, in the order of the seeds.

        Args:
            runs: all that are there.
            command: what makes the missing ones, for the sentence.

        Raises:
            ValueError: a run is missing; the sentence says which, and how many are.
        """
        found = self.judging_runs(runs, command)
        return {loss: [run.measures for run in of_loss] for loss, of_loss in found.items()}

    def judging_runs(self, runs: Sequence[TunedRun], command: str) -> dict[str, list[TunedRun]]:
        """The runs of each loss at its best setting, in the order of the seeds; as `judged`."""
        of = {run.run: run for run in runs}
        chosen = {one.row.loss: one for one in self.best(runs)}
        found: dict[str, list[TunedRun]] = {}
        missing = [
            f"the choice of {LOSSES[row.loss].title}'s setting"
            for row in self.rows
            if row.loss not in chosen
        ]
        for loss, one in chosen.items():
            for seed in self.seeds:
                run = of.get((loss, one.setting, seed, self.steps))
                if run is None:
                    missing.append(f"{one.name} with seed {seed}")
                else:
                    found.setdefault(loss, []).append(run)
        if missing:
            raise ValueError(
                f"The comparison is not complete, {len(missing)} are missing: {missing[0]} is the "
                f"first; `{command}` goes on."
            )
        return found

    def run(
        self,
        store: RunStore[TunedRun],
        train: Callable[[Sequence[Tuned], int, int], list[TunedRun]],
        *,
        at_once: int = 1,
        processes: int = 1,
        progress: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Make what the store lacks, and keep each run as soon as it is there.

        Args:
            store: of the runs.
            train: trains some losses with a seed for some steps; their rows in order.
            at_once: how many losses it takes.
            processes: how many of them train at once; `train` is pickled for more than one.
            progress: called with a line for each run.
        """

        def make(tuned: Sequence[Tuned], seeds: Sequence[int], steps: int) -> None:
            store.refresh()
            jobs = []
            for seed in seeds:
                missing = [
                    one for one in tuned if (one.row.loss, one.setting, seed, steps) not in store
                ]
                for start in range(0, len(missing), at_once):
                    jobs.append((missing[start : start + at_once], seed, steps))
            for lines in in_processes(partial(_make, train=train, store=store), jobs, processes):
                for line in lines:
                    progress(line)
            store.refresh()

        while tuned := self.wanted(store.rows):
            make(tuned, self.tuning_seeds, self.steps)
        chosen = self.best(store.rows)
        make(chosen, self.seeds, self.steps)
        make(chosen, self.tuning_seeds, self.longer)


Train = Callable[[Sequence[Tuned], int, int], list[TunedRun]]


def _make(
    job: tuple[Sequence[Tuned], int, int], train: Train, store: RunStore[TunedRun]
) -> list[str]:
    """Train, keep the rows, and say what was reached."""
    tuned, seed, steps = job
    made = train(tuned, seed, steps)
    store.add(made)
    return [
        f"seed {seed}  {steps} steps  {one.name:<28} TAR {row.tar[RANKED_AT]:.3f}"
        for row, one in zip(made, tuned, strict=True)
    ]
