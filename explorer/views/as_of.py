"""The day of a view: the control that chooses it, links to other days, and the claims that it leaves out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from explorer.debate.comparison import Column, list_undated
from explorer.debate.evidence import each_once
from explorer.debate.left_out import LeftOut, find_left_out
from explorer.models import Episode, Speaker, Topic
from explorer.models.sources import list_newest_days
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

    ``everything`` is the view's address without a day. ``days`` are those of the episodes held, oldest first.
    ``left_out`` is what the day leaves out. ``unreadable`` are values asked for that are no days.
    """

    day: date | None
    everything: str
    days: tuple[date, ...]
    left_out: LeftOut
    unreadable: tuple[str, ...] = ()

    @classmethod
    def of(cls, chosen: DayFilter, address: str, days: Iterable[date], columns: Iterable[Column]) -> "DayView":
        """Return the chosen day, with the claims that it leaves out of the columns of the view."""
        shown = list(columns)
        later = each_once(claim for column in shown if column.cut for claim in column.cut.later)
        undated = list_undated(shown)
        left_out = LeftOut(len(later), len(undated), tuple(undated))
        return cls(chosen.day, address, tuple(sorted(days)), left_out, chosen.unreadable)

    @classmethod
    def of_cells(
        cls, chosen: DayFilter, address: str, topics: Sequence[Topic], speakers: Sequence[Speaker]
    ) -> "DayView":
        """Return the chosen day of a view of cells of guests; costs one query, and five more where there is a day."""
        left_out = find_left_out(topics, speakers, chosen.day)
        return cls(chosen.day, address, list_days_offered(speakers), left_out, chosen.unreadable)

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


def list_days_offered(speakers: Sequence[Speaker]) -> tuple[date, ...]:
    """Return the days of the speakers' episodes, oldest first; of too many for links, the last day of every year."""
    days = list_newest_days(speakers, MOST_DAYS + 1)
    if len(days) <= MOST_DAYS:
        return tuple(sorted(days))
    return tuple(sorted(date(year, 12, 31) for year, _ in Episode.objects.count_by_year() if year))
