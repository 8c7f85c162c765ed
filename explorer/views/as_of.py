"""The day of a view: the control that chooses it, links to other days, and the claims that it leaves out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from explorer.debate.comparison import Column, list_undated
from explorer.debate.evidence import TopicClaim, each_once
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
    and ``undated`` are the claims that the day leaves out. ``unreadable`` are values asked for that are no days.
    """

    day: date | None
    everything: str
    days: tuple[date, ...]
    later: tuple[TopicClaim, ...]
    undated: tuple[TopicClaim, ...]
    unreadable: tuple[str, ...] = ()

    @classmethod
    def of(cls, chosen: DayFilter, address: str, days: Iterable[date], columns: Iterable[Column]) -> "DayView":
        """Return the chosen day, with the claims that it leaves out of the columns of the view."""
        shown = list(columns)
        later = (claim for column in shown if column.cut for claim in column.cut.later)
        return cls(
            chosen.day,
            address,
            tuple(sorted(days)),
            tuple(each_once(later)),
            tuple(list_undated(shown)),
            chosen.unreadable,
        )

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
    def is_long(self) -> bool:
        """Whether there are more days than links."""
        return len(self.days) > MOST_DAYS

    @property
    def links(self) -> Sequence[DayLink]:
        """Links to the view as of each of the newest days, oldest first."""
        return [DayLink(day, add_day(self.everything, day)) for day in self.days[-MOST_DAYS:]]
