"""A run directory or a bundle: whichever a folder is, as a network to measure."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from face_training.bundle.bundle import ABOUT, Bundle
from face_training.embeddings import Network, network_of
from face_training.run_directory import RunDirectory


@dataclass(frozen=True)
class Opened:
    """What was found."""

    network: Network
    run: RunDirectory | None = None
    bundle: Bundle | None = None


def opened(path: Path, device: str = "cpu") -> Opened:
    """The network in a folder.

    Raises:
        ValueError: it is neither a run directory nor a bundle, or it cannot be used.
    """
    if not path.is_dir():
        raise ValueError(f"There is no folder {path}.")
    if (path / ABOUT).is_file():
        bundle = Bundle.open(path)
        return Opened(bundle.network, bundle=bundle)
    if not (path / "config.toml").is_file():
        raise ValueError(
            f"{path} is neither a run directory (with config.toml) nor a bundle (with {ABOUT})."
        )
    run = RunDirectory.open(path)
    return Opened(network_of(run.backbone().to(device), device), run=run)
