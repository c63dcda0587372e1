"""Which machine trained which runs, and whether the machines agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence.run_store import rows_of_parts, stored_settings
from toy_models.guidance.contrasts import differences
from toy_models.guidance.plain_names import difference_in_words
from toy_models.guidance.rows import Row


@dataclass(frozen=True, kw_only=True)
class Made:
    """Runs of a stage that were trained on one kind of machine, with one set of versions."""

    stage: str
    where: str  # `NVIDIA H200 (torch 2.11.0, numpy 2.5.2)`
    rows: tuple[Row, ...]


def made(folder: Path, stages: Sequence[str]) -> list[Made]:
    """The runs of all stages, by stage and machine.  Raises ValueError as `rows.stored`."""
    found: dict[tuple[str, str], tuple[Row, ...]] = {}
    for stage in stages:
        for part, rows in rows_of_parts(folder / f"{stage}.jsonl", Row).items():
            key = (stage, _where(part))
            found[key] = (*found.get(key, ()), *rows)
    return [Made(stage=stage, where=where, rows=rows) for (stage, where), rows in found.items()]


def _where(part: Path) -> str:
    settings = stored_settings(part)
    device = settings.get("device", "cpu")
    versions = [f"{name} {version}" for name, version in settings.get("versions", {}).items()]
    named = "CPU" if device == "cpu" else device
    return f"{named} ({', '.join(versions)})" if versions else named


def machines_words(found: Sequence[Made]) -> str:
    """One sentence: how many trainings were made where."""
    counts: dict[str, int] = {}
    for one in found:
        counts[one.where] = counts.get(one.where, 0) + len(one.rows)
    parts = sorted(counts.items(), key=lambda item: -item[1])
    words = [f"{count:,} on {where}" for where, count in parts]
    return f"Trainings: {sum(counts.values()):,}, of which {' and '.join(words)}."


def machines_table(found: Sequence[Made], one: str = "sv", other: str = "norm") -> str:
    """One arm minus another by machine, where a stage has a cell on several, as Markdown."""
    lines = [
        f"| setting | trained on | seeds | {difference_in_words(one, other)} |",
        "|---|---|---|---|",
    ]
    cells = dict.fromkeys((part.stage, row.cell) for part in found for row in part.rows)
    for stage, cell in cells:
        here = [
            (part.where, [row for row in part.rows if row.cell == cell])
            for part in found
            if part.stage == stage
        ]
        here = [(where, rows) for where, rows in here if rows]
        if len(here) < 2:
            continue
        for where, rows in here:
            values, _ = differences(rows, cell, one, other)
            seeds = sorted({row.seed for row in rows})
            mean = f"{values.mean():+.4f}" if len(values) else "no pair"
            lines.append(f"| {cell} | {where} | {seeds[0]} to {seeds[-1]} | {mean} |")
    return "\n".join(lines) if len(lines) > 2 else ""
