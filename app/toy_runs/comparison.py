"""A comparison: the losses of one toy run, or some losses of several, on one stage.

It keeps which run each panel is of, for what a scene does not hold: the inputs, and the loss as it
was at a step.
"""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.scene.parameters import parameters
from app.scene.pictures import pictures_of
from app.scene.scene import ChangeByHand, Panel, Scene
from app.toy_runs.changes import Change, Settings, change_in_words, with_changes
from app.toy_runs.then import choices_then
from app.toy_runs.words import about, caption, stem_of
from losses.catalogue import spec_and_values
from toy_models.config import LossChoice, RunConfig
from toy_models.frames_on_disk import FramesOnDisk
from toy_models.record import Array, Run
from toy_models.schedule import without_slots
from toy_models.strangers import Strangers


@dataclass(frozen=True)
class Origin:
    """Where a panel comes from: a loss of a run."""

    run: Run
    loss: int  # its index in the run

    @property
    def choice(self) -> LossChoice:
        """The loss, as the config has it."""
        return self.run.config.losses[self.loss]


@dataclass(frozen=True, eq=False)
class Comparison:
    """The panels of a scene, each with its origin."""

    scene: Scene
    origins_L: tuple[Origin, ...]
    about: str  # one line for the page

    @property
    def inputs_N(self) -> Array:
        """The inputs of the recorded samples, the same for all panels."""
        return self.origins_L[0].run.inputs_N

    @property
    def run(self) -> Run | None:
        """The run that it shows whole; None if it is put together from several."""
        run = self.origins_L[0].run
        of_this_run = all(origin.run is run for origin in self.origins_L)
        losses = [origin.loss for origin in self.origins_L]
        return run if of_this_run and losses == list(range(len(run.titles))) else None


def of_run(run: Run) -> Comparison:
    """The losses of one run."""
    return Comparison(scene_of(run), _origins(run), about(run, run.provenance))


#: The scenes of runs that live, by the identity of the run.
_scenes: dict[int, Scene] = {}


def scene_of(run: Run) -> Scene:
    """The scene of a run; the same object for the same run, as long as the run lives."""
    known = _scenes.get(id(run))
    if known is None:
        changes = [Change(*change) for change in run.changes]
        made = scene(_origins(run), run.titles, run.provenance, changes)
        # Sessions that open at the same time may each make a scene; only the stored scene lives on.
        known = _scenes.setdefault(id(run), made)
        if known is made:
            weakref.finalize(run, _scenes.pop, id(run), None)
    return known


def scene(
    origins: Sequence[Origin],
    titles: Sequence[str],
    provenance: str,
    changes: Sequence[Change] = (),
) -> Scene:
    """The scene of losses whose runs share data and kept steps.

    Args:
        origins: a loss for each panel.
        titles: of the panels.
        provenance: where the arrays come from, in a sentence.
        changes: made by hand, if all panels are of one run.
    """
    first = origins[0].run
    runs = list({id(origin.run): origin.run for origin in origins}.values())
    choices = [origin.choice for origin in origins]
    panels = tuple(
        Panel(
            title=title,
            loss=origin.choice.name,
            parameters=parameters(origin.choice),
            has_margin=_has_margin(origin.choice),
            seed=origin.run.config.seed,
            choice=origin.choice,
            warm_up=_warm_up(origin),
        )
        for origin, title in zip(origins, titles, strict=True)
    )
    return Scene(
        panels=panels,
        class_names=first.class_names,
        labels_N=first.labels_N,
        true_labels_N=first.true_labels_N,
        samples_N=first.samples_N,
        steps_K=first.steps_K,
        arrays=first.arrays if len(runs) == 1 else FramesOnDisk.of(_side_by_side(origins)),
        dimension=first.config.embedding,
        data=first.config.data.kind,
        caption=caption(runs, choices, [panel.label for panel in panels], provenance),
        file_stem=stem_of(runs, choices),
        changes=changes_in_words(first.config, changes),
        choices_KL=_choices(origins),
        strangers=_strangers(origins),
        pictures=pictures_of(first.inputs_N, first.true_labels_N, len(first.class_names)),
    )


def changes_in_words(config: RunConfig, changes: Sequence[Change]) -> tuple[ChangeByHand, ...]:
    """What was changed by hand, with the parameters of each loss from then on."""
    titles = Settings(config).titles() if changes else []
    return tuple(
        ChangeByHand(
            step=change.step,
            words=change_in_words(change, config),
            parameters_L=tuple(
                parameters(
                    with_changes(choice, index, title, changes[: at + 1]),
                    scale=any(earlier.name == "scale" for earlier in changes[: at + 1]),
                )
                for index, (choice, title) in enumerate(zip(config.losses, titles, strict=True))
            ),
        )
        for at, change in enumerate(changes)
    )


def _origins(run: Run) -> tuple[Origin, ...]:
    return tuple(Origin(run, loss) for loss in range(len(run.titles)))


def _choices(origins: Sequence[Origin]) -> tuple[tuple[LossChoice, ...], ...]:
    """The loss of each panel as it was at each kept step."""
    by_run = {id(origin.run): _choices_of(origin.run) for origin in origins}
    return tuple(
        tuple(by_run[id(origin.run)][k][origin.loss] for origin in origins)
        for k in range(len(origins[0].run.steps_K))
    )


def _choices_of(run: Run) -> tuple[tuple[LossChoice, ...], ...]:
    changes = [Change(*change) for change in run.changes]
    return choices_then(run.config, run.titles, run.steps_K.tolist(), changes)


def _side_by_side(origins: Sequence[Origin]) -> dict[str, Array]:
    return {
        name: np.stack([origin.run.arrays[name][:, origin.loss] for origin in origins], axis=1)
        for name in origins[0].run.arrays
    }


def _strangers(origins: Sequence[Origin]) -> Strangers | None:
    """The ROC of each panel's loss; None unless all were measured on as many strangers."""
    found = [origin.run.strangers for origin in origins]
    first = found[0]
    if first is None or any(
        each is None or (each.people, each.pictures) != (first.people, first.pictures)
        for each in found
    ):
        return None
    tar_LP = [each.tar_LP[origin.loss] for each, origin in zip(found, origins, strict=True) if each]
    return replace(first, tar_LP=np.stack(tar_LP))


def _warm_up(origin: Origin) -> int:
    """The step up to which a loss is the plain softmax, if it differs from that."""
    differs = origin.choice != without_slots(origin.choice)
    return origin.run.config.softmax_warmup if differs else 0


def _has_margin(choice: LossChoice) -> bool:
    spec, _ = spec_and_values(choice.name, dict(choice.parameters))
    return spec.margin is not None
