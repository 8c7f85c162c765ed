"""The matrix: every guest on every question, and the one cell that is open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from explorer.debate.compare import survey
from explorer.debate.comparison import Column, Comparison
from explorer.models import Speaker, Topic

NARROW = 5
"""Up to how many guests a desktop holds side by side."""


@dataclass(frozen=True, slots=True)
class MatrixGuest:
    """A guest at the head of a column, and on how many questions they have a place on the scale."""

    speaker: Speaker
    placed: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A question with a cell for each guest; ``opened`` is the one shown under the row, its context last."""

    topic: Topic
    columns: tuple[Column, ...]
    opened: Column | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Guests by questions."""

    heads: tuple[MatrixGuest, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def is_wide(self) -> bool:
        """Whether there are more guests than a desktop holds side by side."""
        return len(self.heads) > NARROW

    @property
    def columns(self) -> list[Column]:
        """Every cell, question by question."""
        return [column for row in self.rows for column in row.columns]

    @property
    def opened(self) -> str:
        """The open cell as addresses name it, ``topic,speaker``; nothing where none is open."""
        return next((f"{row.topic.slug},{row.opened.speaker.slug}" for row in self.rows if row.opened), "")


def build_matrix(
    topics: Sequence[Topic],
    speakers: Sequence[Speaker],
    cell: tuple[str, str] | None = None,
    as_of: date | None = None,
) -> Matrix:
    """Return the matrix, as of a day or ever, with a cell open, named by the slugs of its topic and its speaker.

    Slugs that are not known open nothing. Costs five queries, however many topics, speakers and claims there are.
    """
    comparisons = survey(topics, speakers, as_of)
    return Matrix(
        tuple(MatrixGuest(speaker, _placed(comparisons, place)) for place, speaker in enumerate(speakers)),
        tuple(_row(comparison, cell) for comparison in comparisons),
    )


def _placed(comparisons: Sequence[Comparison], place: int) -> int:
    return sum(comparison.columns[place].position is not None for comparison in comparisons)


def _context_last(column: Column) -> Column:
    return replace(column, claims=tuple(sorted(column.claims, key=lambda claim: claim.qualifies)))


def _row(comparison: Comparison, cell: tuple[str, str] | None) -> MatrixRow:
    slug = comparison.topic.slug
    opened = (_context_last(column) for column in comparison.columns if (slug, column.speaker.slug) == cell)
    return MatrixRow(comparison.topic, comparison.columns, next(opened, None))
