"""Parts of a network that a training leaves as they are."""

from __future__ import annotations

from collections.abc import Iterable

from torch import nn

ALL = "all"


def freeze(network: nn.Module, parts: Iterable[str]) -> None:
    """Keep the weights and the running statistics of some modules, by name; "all" are all.

    The network must be in training mode already: frozen parts are in evaluation mode from here on.

    Raises:
        ValueError: there is no such part.
    """
    modules = dict(network.named_modules())
    for part in parts:
        if part != ALL and (part not in modules or not part):
            within = ", ".join(name for name, _ in network.named_children())
            inner = next((name for name in modules if "." in name), "")
            raise ValueError(
                f"backbone.frozen names {part!r}, and the network has the parts {within}, "
                f"{f'what is in them, as {inner}, ' if inner else ''}and {ALL}."
            )
        frozen = network if part == ALL else modules[part]
        frozen.requires_grad_(False)
        frozen.eval()
