"""A style for charts under test."""

from lessons.figure import Style

STYLE = Style(
    ink="#1F2430",
    faint="#D5D8DE",
    background="#FFFFFF",
    losses=tuple(f"#0000{k}{k}" for k in range(8)),
    dashes=("solid",) * 8,
)
