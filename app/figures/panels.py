"""The words of a panel: the loss and its parameters, in two lines."""

from __future__ import annotations

from app.scene.scene import Scene

EMPTY_LINE = "\u00a0"  # a second line for a loss without parameters


def titles(scene: Scene) -> list[str]:
    """For each panel its title, and its parameters on a line of their own."""
    return [f"<b>{panel.title}</b><br>{panel.parameters or EMPTY_LINE}" for panel in scene.panels]
