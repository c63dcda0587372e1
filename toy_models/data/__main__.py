"""Print the data sets with their options as a Markdown table: `python -m toy_models.data`."""

from toy_models.data.catalogue import DATA_SETS
from toy_models.data.dataset import DataConfig
from toy_models.data.option import Option, options_of

HEADER = ("name", "title", "options: default (allowed)")


def row(data: type[DataConfig]) -> tuple[str, ...]:
    """A data set as a row of words."""
    return f"`{data.kind}`", data.title, "; ".join(map(_words, options_of(data))) or "none"


def _words(option: Option) -> str:
    title = f" {option.title}," if option.title else ""
    return f"`{option.name}`{title} {option.default} ({option.rule})"


def markdown() -> str:
    """All data sets as a Markdown table."""
    lines = [HEADER, ("---",) * len(HEADER), *map(row, DATA_SETS.values())]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


if __name__ == "__main__":
    print(markdown())
