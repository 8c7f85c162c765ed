"""The day of a view: the control that chooses it, links to other days, and the claims that it leaves out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from explorer.debate.comparison import Column, list_undated
from explorer.debate.evidence import TopicClaim, each_once
from explorer.models import Episode
from explorer.web.day import DayFilter, add_day

MOST_DAYS = 24
"""The largest number of days that are offered as links, the newest ones. Any other day can be typed."""


@dataclass(frozen=True, slots=True)
class DayLink:
    """A day of an episode, with the address of the view as of that day."""

    day: date
    address: str


@dataclass(frozen=True, slots=True)
class DayView:
    """The ``day`` of a view, None where everything held is shown.

    ``everything`` is the view's address without a day. ``days`` are those of the episodes held, oldest first. ``later``
    and ``undated`` count the claims that the day leaves out, of which ``undated_shown`` are shown. ``unreadable`` are
    values asked for that are no days.
    """

    day: date | None
    everything: str
    days: tuple[date, ...]
    later: int
    undated: int
    undated_shown: tuple[TopicClaim, ...] = ()
    unreadable: tuple[str, ...] = ()

    @classmethod
    def of(cls, chosen: DayFilter, address: str, days: Iterable[date], columns: Iterable[Column]) -> "DayView":
        """Return the chosen day, with the claims that it leaves out of the columns of the view."""
        shown = list(columns)
        later = (claim for column in shown if column.cut for claim in column.cut.later)
        undated = tuple(list_undated(shown))
        return cls(
            chosen.day, address, tuple(sorted(days)), len(each_once(later)), len(undated), undated, chosen.unreadable
        )

    @classmethod
    def counting(
        cls, chosen: DayFilter, address: str, later: int, undated: int, shown: Iterable[TopicClaim] = ()
    ) -> "DayView":
        """Return the chosen day with the numbers of claims that it leaves out; costs one query, two of many days."""
        return cls(chosen.day, address, list_days_offered(), later, undated, tuple(shown), chosen.unreadable)

    @property
    def address(self) -> str:
        """The address of the view as of its day."""
        return add_day(self.everything, self.day)

    @property
    def query(self) -> str:
        """The query that keeps the day in a link without other parameters, empty without a day."""
        return add_day("", self.day)

    @property
    def also(self) -> str:
        """The part of a query that keeps the day after other parameters, empty without a day."""
        return f"&{self.query[1:]}" if self.day else ""

    @property
    def is_by_year(self) -> bool:
        """Whether the links lead to the ends of years."""
        return len(self.days) > 1 and all((day.month, day.day) == (12, 31) for day in self.days)

    @property
    def is_long(self) -> bool:
        """Whether there are more days than links."""
        return len(self.days) > MOST_DAYS

    @property
    def links(self) -> Sequence[DayLink]:
        """Links to the view as of each of the newest days, oldest first."""
        return [DayLink(day, add_day(self.everything, day)) for day in self.days[-MOST_DAYS:]]


def list_days_offered() -> tuple[date, ...]:
    """Return the days of the episodes held, oldest first; of too many for links, the last day of every year."""
    days = Episode.objects.list_days(MOST_DAYS + 1)
    if len(days) <= MOST_DAYS:
        return tuple(reversed(days))
    return tuple(sorted(date(year, 12, 31) for year, _ in Episode.objects.count_by_year() if year))
