"""Training: several losses at once, on equal networks, with the same batches.

L: losses, B: batch.

A run is a pure function of its RunConfig.  The losses are summed over L: so each network gets the
gradient of its own loss alone, and ends with the same weights as in a run of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from losses.batch import Batch
from losses.divergence import Diverged, first_bad_term
from losses.equation import Loss
from losses.parameters import Value
from losses.stack import Stack
from losses.t_warm_up import TWarmUp
from toy_models.batches import batches
from toy_models.class_weights import share_of_rate, spread_start
from toy_models.classifier import StackedClassifier
from toy_models.config import FIXED, RunConfig
from toy_models.data import Dataset, load
from toy_models.features import features_of
from toy_models.flat_weights import in_one_piece
from toy_models.networks import build_network
from toy_models.record import Array, Frame, Run, stack_frames
from toy_models.recording import Samples, record_frame
from toy_models.schedule import without_slots
from toy_models.strangers import strangers

__all__ = ["Diverged", "Training", "kept_steps", "train"]

MOMENTUM = 0.9  # of sgd, as in the paper


def kept_steps(config: RunConfig) -> list[int]:
    """Which steps are recorded: the first, the last, and more at the beginning than later."""
    share_K = np.linspace(0, 1, config.kept) ** 1.5
    return sorted(set(np.round(share_K * config.steps).astype(int).tolist()))


#: Which classes a step compares its samples with: (labels_B, step) -> bool, shape (C,).  All labels
#: are among them.
ClassesOfStep = Callable[[Tensor, int], Tensor]


class Training:
    """A run in progress: `advance` makes one step, `frame` records the present state.

    Attributes:
        config: everything that decides the run.
        dataset: the data, with the label noise in it.
        step: how many steps were made.
        losses: one for each network, with their present parameters.
        network: the stacked networks.
        classifier: the stacked class weights.
        optimiser: of all weights, and of what the losses learn.
        batches: the indices of the samples of each coming batch.
        samples_N: which training samples are recorded.
    """

    def __init__(
        self,
        config: RunConfig,
        dataset: Dataset | None = None,
        classes_of_step: ClassesOfStep | None = None,
    ) -> None:
        """Load the data unless given, and draw the initial weights.

        Args:
            config: everything that decides the run.
            dataset: its data, if they are loaded already.
            classes_of_step: if a step uses some of the classes only.

        Raises:
            ValueError: the data cannot be used.
        """
        self.config = config
        self._classes_of_step = classes_of_step
        self.dataset = dataset or load(config.data, config.label_noise, config.seed)
        self.step = 0
        self.learning_rate = config.learning_rate
        self.losses = [choice.build() for choice in config.losses]
        self._t_warm_ups = [TWarmUp(loss, config.t_warmup) for loss in self.losses]
        self._stack = Stack(self.losses)
        self._plain = Stack([without_slots(choice).build() for choice in config.losses])

        weights = torch.Generator().manual_seed(config.seed)
        input_shape = self.dataset.inputs_NI.shape[1:]
        self.network = build_network(config, input_shape, weights)
        start_CD = spread_start(config, self.dataset.classes)
        self.classifier = StackedClassifier(
            self.dataset.classes,
            config.embedding,
            [loss.spec.normalised for loss in self.losses],
            weights,
            None if start_CD is None else torch.from_numpy(start_CD).float(),
            [loss.centres for loss in self.losses],
        )
        pieces = [self.parameters()]
        if start_CD is not None:  # the class weights have a rate of their own
            pieces = [[*self.network.parameters()], [*self.classifier.parameters()]]
        learnt = [weight for loss in self.losses for weight in loss.parameters()]
        self.optimiser = _optimiser(config, [in_one_piece(piece) for piece in pieces], learnt)
        self.batches = batches(len(self.dataset.labels_N), config.batch, config.seed + 1)

        self._inputs_N = torch.from_numpy(self.dataset.inputs_NI)
        self._labels_N = torch.from_numpy(self.dataset.labels_N)
        self._test_inputs_M = torch.from_numpy(self.dataset.test_inputs_MI)
        self._test_labels_M = torch.from_numpy(self.dataset.test_labels_M)
        self.samples_N = _recorded(config, len(self._labels_N))
        self._recorded = Samples(
            inputs_N=self._inputs_N[self.samples_N],
            labels_N=self._labels_N[self.samples_N],
            mislabelled_N=torch.from_numpy(self.dataset.labels_N != self.dataset.true_labels_N)[
                self.samples_N
            ],
        )

    def parameters(self) -> list[nn.Parameter]:
        """All weights, each with L in front."""
        return [*self.network.parameters(), *self.classifier.parameters()]

    def set_learning_rate(self, rate: float) -> None:
        """From the next step on, another learning rate."""
        self.learning_rate = rate

    def set_parameter(self, index: int, name: str, value: Value) -> None:
        """From the next step on, another value for one loss.  It ends the warm-up of a t.

        Raises:
            ValueError: the loss has no such parameter, or not with this value.
        """
        if name in FIXED:
            raise ValueError(FIXED[name])
        self.losses[index].set(**{name: value})
        if name == "t":
            self._t_warm_ups[index].stop()
        plain: Loss = self._plain.losses[index]  # type: ignore[assignment]
        if name == "scale" and name in plain.values:
            plain.set(scale=value)

    def advance(self) -> None:
        """Make one step.

        Raises:
            Diverged: something is no longer finite; the message names step, loss and term.
        """
        self._warm_up_t()
        self._set_rates()
        rows_B = next(self.batches)
        labels_B = self._labels_N[rows_B]
        features_LBD = self.network(self._inputs_N[rows_B])
        cos_LBC, norms_LB = self.classifier(features_LBD)
        if self._classes_of_step:
            chosen_C = self._classes_of_step(labels_B, self.step)
            cos_LBC = cos_LBC[:, :, chosen_C]
            labels_B = (chosen_C.cumsum(0) - 1)[labels_B]  # their places among the chosen
        stack = self._plain if self.step < self.config.softmax_warmup else self._stack
        loss_LB = stack(cos_LBC, labels_B, norms_LB)
        total = loss_LB.mean(1).sum()
        if not torch.isfinite(total):
            self._explain(features_LBD, cos_LBC, labels_B, norms_LB)
        self.optimiser.zero_grad(set_to_none=False)
        total.backward()
        self.optimiser.step()
        self.step += 1

    def frame(self) -> Frame:
        """Record the present state.  Nothing of the run changes.

        Raises:
            Diverged: a feature or a class weight is no longer finite.
        """
        self._warm_up_t()
        features_LND = features_of(self.network, self._recorded.inputs_N)
        test_features_LMD = features_of(self.network, self._test_inputs_M)
        weights = self.classifier.weights()
        for index, loss in enumerate(self.losses):
            for term, vectors in (
                ("the features x", features_LND[index]),
                ("the features x of the test samples", test_features_LMD[index]),
                ("the class weights w", weights[index]),
            ):
                if not torch.isfinite(vectors.norm(dim=-1)).all():
                    raise self._diverged(self.step, loss, term)
        self._stack.eval()
        try:
            return record_frame(
                self.step,
                features_LND,
                weights,
                self.losses,
                self._recorded,
                test_features_LMD,
                self._test_labels_M,
            )
        finally:
            self._stack.train()

    def result(self, frames: list[Frame], *, stopped: bool = False) -> Run:
        """The record of the run, from its frames; of a whole run on faces, strangers included."""
        return self.record(*stack_frames(frames), stopped=stopped)

    def record(self, steps_K: Array, arrays: Mapping[str, Array], *, stopped: bool = False) -> Run:
        """The same, from frames that are stacked, as `stack_frames` does."""
        whole = self.step >= self.config.steps and steps_K[-1] == self.step
        data = self.dataset
        inputs = data.inputs_NI[self.samples_N]
        return Run(
            config=self.config,
            titles=tuple(loss.spec.title for loss in self.losses),
            class_names=data.class_names,
            labels_N=data.labels_N[self.samples_N].astype(np.uint16),
            true_labels_N=data.true_labels_N[self.samples_N].astype(np.uint16),
            samples_N=self.samples_N.astype(np.int32),
            inputs_N=np.round(inputs * 255).astype(np.uint8) if data.is_images else inputs,
            stopped=stopped,
            provenance=f"{len(data.labels_N):,} training and {len(data.test_labels_M):,} test "
            f"samples, torch {torch.__version__}, CPU, {torch.get_num_threads()} thread(s).",
            steps_K=steps_K,
            arrays=arrays,
            strangers=strangers(self.network, self.config.data, self.config.seed)
            if whole
            else None,
        )

    def _set_rates(self) -> None:
        """The class weights are the last piece; alone they may move at a rate of their own."""
        groups = self.optimiser.param_groups
        for group in groups:
            group["lr"] = self.learning_rate
        groups[-1]["lr"] *= share_of_rate(self.config, self.dataset.classes, self.step)

    def _warm_up_t(self) -> None:
        """Give every loss the t of the next step: its warm-up follows the softmax's."""
        for warm_up in self._t_warm_ups:
            warm_up.set_for(self.step - self.config.softmax_warmup)

    def _explain(
        self, features_LBD: Tensor, cos_LBC: Tensor, labels_B: Tensor, norms_LB: Tensor
    ) -> None:
        for index, loss in enumerate(self.losses):
            batch = Batch(cos_LBC[index], labels_B, norms_LB[index])
            weight_CSD = self.classifier.weights()[index]
            if term := first_bad_term(features_LBD[index], weight_CSD, batch, loss):
                raise self._diverged(self.step + 1, loss, term)
        raise Diverged(
            f"Training stopped at step {self.step + 1}: the sum of the losses is not finite."
        )

    def _diverged(self, step: int, loss: Loss, term: str) -> Diverged:
        return Diverged(
            f"Training stopped at step {step}: {loss.spec.title} met a number "
            f"that is not finite in {term}. A smaller learning rate "
            f"(now {self.learning_rate:g}) or scale usually helps."
        )


def train(
    config: RunConfig,
    *,
    progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Run:
    """Train and record.  Same config, same arrays.

    Args:
        config: everything that decides the run.
        progress: called with (steps done, all steps) after every step.
        stop: called after every step; True ends the run early, with the frames so far.

    Raises:
        ValueError: the data cannot be used.
        Diverged: a number is no longer finite; the message names step, loss and term.
    """
    training = Training(config)
    kept = set(kept_steps(config))
    frames = [training.frame()]
    while training.step < config.steps:
        training.advance()
        if training.step in kept:
            frames.append(training.frame())
        if progress:
            progress(training.step, config.steps)
        if stop and stop():
            break
    return training.result(frames, stopped=training.step < config.steps)


def _optimiser(
    config: RunConfig, pieces: list[nn.Parameter], learnt: list[nn.Parameter]
) -> torch.optim.Optimizer:
    """Over the weights, and before them over what the losses learn: their thresholds."""
    weights: list[dict[str, Any]] = [{"params": [piece]} for piece in pieces]
    if learnt:
        weights = [{"params": learnt, "weight_decay": 0.0}, *weights]
    if config.optimiser == "sgd":
        return torch.optim.SGD(
            weights,
            lr=config.learning_rate,
            momentum=MOMENTUM,
            weight_decay=config.weight_decay,
            fused=True,
        )
    return torch.optim.Adam(
        weights, lr=config.learning_rate, weight_decay=config.weight_decay, fused=True
    )


def _recorded(config: RunConfig, count: int) -> Array:
    """Which training samples are recorded: all, or some drawn ones, in ascending order."""
    drawn = np.random.default_rng(config.seed).permutation(count)
    return np.sort(drawn[: config.recorded])
