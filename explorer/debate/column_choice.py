"""Which columns of a topic's comparison a reader is shown, in which order, and what else is offered to choose."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from explorer.debate.compare import compare
from explorer.debate.comparison import Column, Comparison
from explorer.debate.filters import ComparisonFilter
from explorer.models import Speaker, Topic

MOST_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What a reader sees of a comparison: at most four speakers, with the evidence asked for, in the order asked for.

    ``comparison`` has every speaker who can be chosen. ``chosen`` holds the chosen ones' whole columns in the order of
    the address, ``shown`` the same as shown; ``surplus`` names those left out as too many; ``absent`` are no guests,
    but reported on by someone, whenever. ``is_default`` says that the page shows these by itself.
    """

    comparison: Comparison
    chosen: tuple[Column, ...]
    surplus: tuple[Column, ...]
    shown: tuple[Column, ...]
    absent: tuple[Column, ...]
    is_default: bool

    @property
    def slugs(self) -> list[str]:
        """The chosen speakers, as addresses name them."""
        return [column.speaker.slug for column in self.chosen]

    @property
    def named(self) -> list[str] | None:
        """Those whom an address has to name for this choice; None where the page makes it by itself."""
        return None if self.is_default else self.slugs

    @property
    def offered(self) -> set[str]:
        """The speakers who can be chosen, as addresses name them."""
        return {column.speaker.slug for column in self.comparison.columns}

    @property
    def counted(self) -> Comparison:
        """What is counted beside each kind of evidence that can be chosen: all of what those shown are said to hold."""
        return Comparison(self.comparison.topic, self.chosen, self.comparison.others)

    @property
    def columns(self) -> list[Column]:
        """Those who say something, side by side."""
        return [column for column in self.shown if not column.silence]

    @property
    def silent(self) -> list[Column]:
        """Those whose documents hold no position of theirs."""
        return [column for column in self.shown if column.silence]

    @property
    def others(self) -> list[Column]:
        """Those who are no guests, with what is reported of them."""
        return [column for column in self.absent if column.reported]

    @property
    def claim_count(self) -> int:
        """How many claims are shown, reported ones included."""
        return sum(len(column.claims) + len(column.reported) for column in self.shown)

    @property
    def hidden_count(self) -> int:
        """How many claims have no evidence of the kinds asked for."""
        return sum(column.hidden for column in self.shown)


def choose_columns(topic: Topic, asked: ComparisonFilter, as_of: datetime.date | None) -> ColumnChoice:
    """Compare the guests on a topic, and choose the speakers of the address, or else those who have most to say."""
    comparison = compare(topic, list(Speaker.objects.guests(also=asked.speakers.values)), as_of)
    by_slug = {column.speaker.slug: column for column in comparison.columns}
    default = sorted(comparison.columns, key=lambda column: (column.stance is None, -len(column.claims)))[:MOST_COLUMNS]
    named = [by_slug[slug] for slug in asked.speakers.values if slug in by_slug]
    wanted = named if named or asked.speakers.is_empty else default
    chosen, grades, modes = wanted[:MOST_COLUMNS], asked.grades, asked.modes
    ordered = [_put_context_last(column) for column in _order(chosen, asked.order)]
    return ColumnChoice(
        comparison=comparison,
        chosen=tuple(chosen),
        surplus=tuple(wanted[MOST_COLUMNS:]),
        shown=tuple(column.narrowed(grades, modes) for column in ordered),
        absent=tuple(column.narrowed(grades, modes) for column in comparison.others if chosen),
        is_default={column.speaker for column in chosen} == {column.speaker for column in default},
    )


def _order(columns: Sequence[Column], order: str) -> list[Column]:
    """Return columns by position (first pole first), by name, or most claims first."""
    keys = {
        "position": lambda column: (column.position is None, column.position or 0, column.speaker.name),
        "name": lambda column: column.speaker.name,
        "evidence": lambda column: (-len(column.claims), column.speaker.name),
    }
    return sorted(columns, key=keys[order])


def _put_context_last(column: Column) -> Column:
    """Return the column with the claims that make the position before those that are context to it."""
    return replace(column, claims=tuple(sorted(column.claims, key=lambda claim: claim.qualifies)))
