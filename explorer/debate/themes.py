"""Topics under the headings of their themes."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TypeVar

from explorer.models import Topic
from explorer.models.topics import Theme

Row = TypeVar("Row")

OTHER = "Other questions"
"""The heading of topics without a theme."""


def group_by_theme(rows: Iterable[Row], topic_of: Callable[[Row], Topic]) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Yield each run of rows whose topics share a theme, under its heading."""
    for theme, run in groupby(rows, key=lambda row: topic_of(row).theme):
        yield theme or OTHER, tuple(run)


def find_theme(themes: Iterable[Theme], slug: str) -> Theme | None:
    """Return the theme that an address names, None where it names none."""
    return next((theme for theme in themes if theme.label and theme.slug == slug), None)


def list_named(themes: Iterable[Theme]) -> list[Theme]:
    """Return the themes that part the topics: those with a label, or none where fewer than two have one."""
    named = [theme for theme in themes if theme.label]
    return named if len(named) > 1 else []
