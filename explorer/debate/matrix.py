"""The matrix: a row for every question, a column for every guest, and the one cell that is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from explorer.debate.compare import survey
from explorer.debate.comparison import Column, Comparison
from explorer.models import Speaker, Topic

MOST_SIDE_BY_SIDE = 5
"""The number of guests for whom a desktop has room side by side."""


@dataclass(frozen=True, slots=True)
class MatrixGuest:
    """A guest at the head of a column, with the number of questions on which they have a position."""

    speaker: Speaker
    placed: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A question with a cell for each guest. ``opened`` is the open cell, None where no cell of the row is open."""

    topic: Topic
    columns: tuple[Column, ...]
    opened: Column | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """A row for every question, and the guests at the heads of the columns."""

    heads: tuple[MatrixGuest, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def is_wide(self) -> bool:
        """Whether there are more guests than a desktop has room for side by side."""
        return len(self.heads) > MOST_SIDE_BY_SIDE

    @property
    def columns(self) -> list[Column]:
        """The cells of every row, row by row."""
        return [column for row in self.rows for column in row.columns]

    @property
    def opened(self) -> str:
        """The open cell as addresses name it, ``topic,speaker``, empty where none is open."""
        return next((f"{row.topic.slug},{row.opened.speaker.slug}" for row in self.rows if row.opened), "")


def build_matrix(
    topics: Sequence[Topic],
    speakers: Sequence[Speaker],
    cell: tuple[str, str] | None = None,
    as_of: date | None = None,
) -> Matrix:
    """Return the matrix, as of a day where one is given.

    ``cell`` holds the slugs of the topic and the speaker whose cell is open; unknown slugs open none. Costs five
    queries, however many topics, speakers and claims there are.
    """
    comparisons = survey(topics, speakers, as_of)
    return Matrix(
        tuple(MatrixGuest(speaker, _count_positions(comparisons, place)) for place, speaker in enumerate(speakers)),
        tuple(_build_row(comparison, cell) for comparison in comparisons),
    )


def _count_positions(comparisons: Sequence[Comparison], place: int) -> int:
    """Return how many comparisons have a position in the column at a place."""
    return sum(comparison.columns[place].position is not None for comparison in comparisons)


def _build_row(comparison: Comparison, cell: tuple[str, str] | None) -> MatrixRow:
    slug = comparison.topic.slug
    opened = (column.with_context_last() for column in comparison.columns if (slug, column.speaker.slug) == cell)
    return MatrixRow(comparison.topic, comparison.columns, next(opened, None))
