"""Draws the house from its imports: `python -m checks.picture` writes docs/architecture.svg.

A package lies above what it imports, and so does a folder inside its package.  An arrow means
"imports".  An arrow that follows from two others is left out, else nobody could read the picture.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from html import escape
from pathlib import Path

from checks.imports import Graph, grouped, imports, modules

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "architecture.svg"

WIDTH, MARGIN, GAP = 1180, 24, 44  # pixels; GAP lies between two rows of packages
ROOM_HEIGHT, ROOM_GAP, TITLE, LINE, PADDING = 28, 26, 34, 16, 14
LETTER = 6.4  # width of a letter of the small text
INK, PAPER, FAINT = "#22303c", "#fdfdfb", "#5a6b7a"
COLOURS = ("#dce9f7", "#fbe7d3", "#dff0e0", "#f3e0ef", "#f7f0cf", "#dcf0f0", "#e8e4f6", "#eeeeea")


def levels(graph: Graph) -> list[list[str]]:
    """The names in rows: each one row above the highest thing that it imports; top row first.

    Raises:
        ValueError: the imports go round in a circle.
    """
    rank: dict[str, int] = {}
    while len(rank) < len(graph):
        ready = [name for name in graph if name not in rank and graph[name] <= rank.keys()]
        if not ready:
            circle = ", ".join(sorted(graph.keys() - rank.keys()))
            raise ValueError(f"These import one another in a circle: {circle}")
        rank |= {
            name: 1 + max((rank[target] for target in graph[name]), default=-1) for name in ready
        }
    rows: list[list[str]] = [[] for _ in range(max(rank.values(), default=-1) + 1)]
    for name in sorted(rank):
        rows[rank[name]].append(name)
    return rows[::-1]


def ordered(rows: Sequence[Sequence[str]], arrows: Graph) -> list[list[str]]:
    """Each row in the order of the middles of what imports it, so that few arrows cross."""
    place: dict[str, float] = {}
    result = []
    for row in rows:
        importers = {
            name: [place[other] for other, targets in arrows.items() if name in targets]
            for name in row
        }
        means = {
            name: sum(found) / len(found) if found else 0.5 for name, found in importers.items()
        }
        best = sorted(row, key=lambda name: (means[name], name))
        place |= {name: (column + 0.5) / len(best) for column, name in enumerate(best)}
        result.append(best)
    return result


def reduced(graph: Graph) -> dict[str, set[str]]:
    """The arrows that do not follow from two others."""
    reach: dict[str, set[str]] = {}
    for row in reversed(levels(graph)):
        for name in row:
            reach[name] = set(graph[name]).union(*(reach[target] for target in graph[name]))
    return {
        name: {
            target
            for target in targets
            if not any(target in reach[other] for other in targets if other != target)
        }
        for name, targets in graph.items()
    }


@dataclass(frozen=True)
class Box:
    """A rectangle with a name."""

    name: str
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """The middle from left to right."""
        return self.x + self.width / 2


def room_of(module: str, files: Mapping[str, Path]) -> str:
    """The folder of a module below its package, or the package for a file of its own."""
    parts = module.split(".")
    folder = len(parts) > 2 or files[module].stem == "__init__"
    return ".".join(parts[:2]) if folder else parts[0]


@dataclass(frozen=True)
class Package:
    """A package: rows of folders, the arrows between them, and its own files."""

    name: str
    rooms: list[list[str]]
    arrows: dict[str, set[str]]
    files: list[str]  # lines of text

    @classmethod
    def read(cls, name: str, graph: Graph, files: Mapping[str, Path], width: float) -> Package:
        """The part of the graph that lies in this package."""
        inside = {
            module: {target for target in graph[module] if target.split(".")[0] == name}
            for module in graph
            if module.split(".")[0] == name
        }
        folders = {module: room_of(module, files) for module in inside}
        rooms = grouped(inside, folders)
        own = sorted(
            module.split(".")[1]
            for module, room in folders.items()
            if room == name and "." in module and not module.endswith("__main__")
        )
        rooms.pop(name, None)
        between = {room: targets - {name} for room, targets in rooms.items()}
        text = textwrap.wrap(
            "  ".join(own), int((width - 2 * PADDING) / LETTER), break_on_hyphens=False
        )
        arrows = reduced(between)
        return cls(name, ordered(levels(between), arrows), arrows, text)

    @property
    def height(self) -> float:
        """Title, rows of folders and lines of files."""
        rows = len(self.rooms)
        rooms = rows * ROOM_HEIGHT + max(0, rows - 1) * ROOM_GAP + (PADDING if rows else 0)
        return TITLE + rooms + LINE * len(self.files) + PADDING

    def boxes(self, place: Box) -> Iterator[Box]:
        """The folders, in rows."""
        for row, names in enumerate(self.rooms):
            step = (place.width - 2 * PADDING) / len(names)
            y = place.y + TITLE + row * (ROOM_HEIGHT + ROOM_GAP)
            for column, name in enumerate(names):
                width = min(step - 10, 150)
                x = place.x + PADDING + step * column + (step - width) / 2
                yield Box(name, x, y, width, ROOM_HEIGHT)


def arrow(start: Box, end: Box, width: float, colour: str) -> str:
    """A curve from the bottom of one box to the top of another."""
    x, y, to_x, to_y = start.middle, start.y + start.height, end.middle, end.y - 4
    bend = (to_y - y) / 2
    return (
        f'<path d="M{x:.0f} {y:.0f} C{x:.0f} {y + bend:.0f} {to_x:.0f} {to_y - bend:.0f} '
        f'{to_x:.0f} {to_y:.0f}" stroke="{colour}" stroke-width="{width}" '
        f'fill="none" marker-end="url(#head)"><title>{start.name} imports {end.name}</title></path>'
    )


def rectangle(box: Box, fill: str, radius: int) -> str:
    """A box with round corners."""
    return (
        f'<rect x="{box.x:.0f}" y="{box.y:.0f}" width="{box.width:.0f}" '
        f'height="{box.height:.0f}" rx="{radius}" fill="{fill}" stroke="{INK}" '
        'stroke-opacity="0.35"/>'
    )


def text(x: float, y: float, words: str, size: int, more: str = "") -> str:
    """A line of text."""
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" {more}>{escape(words)}</text>'


def placed(rows: Sequence[Sequence[str]], heights: Mapping[str, float]) -> dict[str, Box]:
    """The packages, row under row, sharing the width."""
    boxes, y = {}, float(MARGIN)
    for row in rows:
        width = share(len(row))
        height = max(heights[name] for name in row)
        for column, name in enumerate(row):
            boxes[name] = Box(name, MARGIN + column * (width + MARGIN), y, width, height)
        y += height + GAP
    return boxes


def share(packages_in_row: int) -> float:
    """The width of a package among so many in its row."""
    return (WIDTH - MARGIN * (packages_in_row + 1)) / packages_in_row


def drawn(package: Package, place: Box, fill: str) -> Iterator[str]:
    """One package."""
    yield rectangle(place, fill, 10)
    yield text(place.x + PADDING, place.y + 23, package.name, 16, 'font-weight="600"')
    boxes = {box.name: box for box in package.boxes(place)}
    for name, targets in package.arrows.items():
        for target in sorted(targets):
            yield arrow(boxes[name], boxes[target], 1.1, FAINT)
    for box in boxes.values():
        yield rectangle(box, PAPER, 6)
        name = box.name.partition(".")[2] + "/"
        yield text(box.middle, box.y + 19, name, 12, 'text-anchor="middle"')
    y = place.y + package.height - LINE * len(package.files)
    for line, words in enumerate(package.files):
        yield text(place.x + PADDING, y + LINE * line, words, 11, f'fill="{FAINT}"')


def picture(root: Path = ROOT) -> str:
    """The house as SVG; the same imports give the same text."""
    graph, files = imports(root), modules(root)
    between = linked(grouped(graph, {module: module.split(".")[0] for module in graph}))
    rows = levels(between)
    built = {
        name: Package.read(name, graph, files, share(len(row))) for row in rows for name in row
    }
    boxes = placed(rows, {name: package.height for name, package in built.items()})
    bottom = max(box.y + box.height for box in boxes.values()) + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom:.0f}" '
        f'font-family="system-ui, sans-serif" fill="{INK}" role="img">',
        "<title>Packages and their folders; each lies above what it imports</title>",
        '<defs><marker id="head" viewBox="0 0 8 8" refX="5" refY="4" markerWidth="6" '
        f'markerHeight="6" orient="auto"><path d="M0 0L8 4L0 8z" fill="{FAINT}"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{bottom:.0f}" rx="12" fill="{PAPER}"/>',
        *package_arrows(reduced(between), boxes),
    ]
    for colour, name in zip(colours(len(boxes)), boxes, strict=True):
        parts += drawn(built[name], boxes[name], colour)
    return "\n".join([*parts, "</svg>", ""])


def linked(graph: Graph) -> dict[str, Set[str]]:
    """Without what neither imports nor is imported."""
    imported = set().union(*graph.values())
    return {name: targets for name, targets in graph.items() if targets or name in imported}


def package_arrows(arrows: Graph, boxes: Mapping[str, Box]) -> Iterator[str]:
    """The arrows between packages."""
    for name in boxes:
        for target in sorted(arrows[name]):
            yield arrow(boxes[name], boxes[target], 2.4, FAINT)


def colours(count: int) -> Iterable[str]:
    """A colour for each package."""
    return (COLOURS[place % len(COLOURS)] for place in range(count))


def main() -> None:
    """Write the picture."""
    PICTURE.write_text(picture(), encoding="utf-8")
    print(PICTURE.relative_to(ROOT))


if __name__ == "__main__":
    main()
