"""The network in a folder, which holds a run or a bundle."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from face_training.bundle.bundle import INFO, Bundle
from face_training.embeddings import Network, network_of
from face_training.run_directory import RunDirectory


@dataclass(frozen=True)
class LoadedNetwork:
    """A network, and the run or the bundle that it was loaded from."""

    network: Network
    run: RunDirectory | None = None
    bundle: Bundle | None = None


def load_network(path: Path, device: str = "cpu") -> LoadedNetwork:
    """Load the network in a folder.

    Raises:
        ValueError: the folder is neither a run directory nor a bundle, or cannot be used.
    """
    if not path.is_dir():
        raise ValueError(f"There is no folder {path}.")
    if (path / INFO).is_file():
        bundle = Bundle.open(path, device)
        return LoadedNetwork(bundle.network, bundle=bundle)
    if not (path / "config.toml").is_file():
        raise ValueError(
            f"{path} is neither a run directory (with config.toml) nor a bundle (with {INFO})."
        )
    run = RunDirectory.open(path)
    return LoadedNetwork(network_of(run.backbone().to(device), device), run=run)
