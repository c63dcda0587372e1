"""A run on disk: the files that a training writes.

config.toml            the config of the run, with the replacements of the command line
changes.jsonl          settings that were changed when the run resumed, and after which step
environment.json       versions, device, ranks, the command
metrics.jsonl          one JSON object a line: kind "train" or "evaluation"
tensorboard/           the same numbers for TensorBoard
checkpoints/           a training resumes from the last
identities.json        the names of the classes
fed.png                the first 64 images as they enter the network
backbone.safetensors   the weights of the network to use: the last, or their average
probe/                 the state of a fixed set of samples after some steps
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import tomli_w

from face_training import recipes
from face_training.config import FaceConfig
from face_training.recipes.typed import plain
from face_training.resuming import changes
from face_training.toml_and_json import read_json
from face_training.whole_files import write_whole

IDENTITIES = "identities.json"


@dataclass(frozen=True)
class RunDirectory:
    """The directory of a run."""

    path: Path

    @classmethod
    def open(cls, path: str | Path) -> RunDirectory:
        """Open the run in this directory.

        Raises:
            ValueError: the directory holds no run.
        """
        path = Path(path)
        if not (path / "config.toml").is_file():
            raise ValueError(f"{path} is not a run directory: it has no config.toml.")
        return cls(path)

    @classmethod
    def create(cls, path: str | Path, config: FaceConfig) -> RunDirectory:
        """Begin a run, or open the run that was begun here, if this config can go on with it.

        Raises:
            ValueError: the directory holds another run, or cannot be written.
        """
        path = Path(path)
        if (path / "config.toml").exists():
            run = cls(path)
            run.check_same(config)
            return run
        try:
            path.mkdir(parents=True, exist_ok=True)
            write_whole(path / "config.toml", tomli_w.dumps(plain(config)).encode())
        except OSError as error:
            raise ValueError(f"{path} cannot hold a run: {error.strerror}.") from None
        return cls(path)

    @property
    def config(self) -> FaceConfig:
        """The config of the run."""
        return recipes.read(self.path / "config.toml")

    @property
    def checkpoints(self) -> Path:
        """The directory of the checkpoints."""
        return self.path / "checkpoints"

    def check_same(self, config: FaceConfig) -> None:
        """Raise a ValueError if `config` differs in a setting that decides the weights so far."""
        refused = [change for change in changes(self.config, config) if not change.is_allowed]
        if refused:
            values = ", and ".join(
                f"{change.setting} = {change.before!r}, not {change.now!r}" for change in refused
            )
            raise ValueError(
                f"{self.path} holds a run with {values}; take another --directory, or what it was "
                "begun with to go on with that run."
            )

    def check_people(self, identities: Sequence[str]) -> None:
        """Raise a ValueError if the class weights of a checkpoint stand for other people."""
        file = self.path / IDENTITIES
        if not file.is_file() or not any(self.checkpoints.glob("step_*")):
            return
        known = read_json(file.read_bytes())
        if known == list(identities):
            return
        reason = f"has {len(known):,} identities, and the data {len(identities):,}"
        if len(known) == len(identities):
            pairs = enumerate(zip(known, identities, strict=True))
            place, (before, now) = next((k, pair) for k, pair in pairs if pair[0] != pair[1])
            reason = (
                f"was trained with {before!r} as class {place}, and in the data that is {now!r}"
            )
        raise ValueError(
            f"{self.path} {reason}. A run goes on with the people that it began with; take another "
            "--directory for others, and backbone.weights to start from this run."
        )

    def adopt(self, config: FaceConfig, step: int) -> str:
        """Make `config` that of the run from now on, and record what is new from which step.

        Returns:
            What is new, in words; "" if nothing is.
        """
        found = changes(self.config, config)
        if not found:
            return ""
        lines = [json.dumps({"after_step": step, **asdict(change)}) + "\n" for change in found]
        with (self.path / "changes.jsonl").open("a") as file:
            file.writelines(lines)
        write_whole(self.path / "config.toml", tomli_w.dumps(plain(config)).encode())
        return "; ".join(change.in_words() for change in found)

    def metrics(self) -> list[dict[str, Any]]:
        """The lines of metrics.jsonl, without a last line that a crash cut off."""
        file = self.path / "metrics.jsonl"
        if not file.is_file():
            return []
        lines = []
        for line in file.read_text().split("\n"):
            with contextlib.suppress(ValueError):
                lines.append(read_json(line))
        return [line for line in lines if isinstance(line, dict)]

    def backbone(self) -> Any:
        """The trained network with its weights, in eval mode, on the CPU.

        Raises:
            ValueError: there are no weights yet, or they are those of another network.
        """
        file = self.path / "backbone.safetensors"
        if not file.exists():
            raise ValueError(f"{self.path} has no backbone.safetensors yet: its training goes on.")
        from safetensors import SafetensorError
        from safetensors.torch import load_file

        from face_training.backbones import build

        chosen = self.config.backbone
        network = build(chosen.name, embedding=chosen.embedding, image_size=chosen.image_size)
        try:
            network.load_state_dict(load_file(file))
        except (SafetensorError, RuntimeError, OSError) as error:
            first = str(error).strip().split("\n")[0]
            raise ValueError(f"{file} does not hold a {chosen.name}: {first}") from None
        return network.eval()
