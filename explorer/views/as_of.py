"""The day as of which a view shows the debate: its control, its links, and what it leaves out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from explorer.debate.comparison import Column, list_undated
from explorer.debate.evidence import TopicClaim, each_once
from explorer.web.day import DayFilter, add_day

MOST_DAYS = 24
"""How many days of episodes are offered at most, the newest; any other day can be typed."""


@dataclass(frozen=True, slots=True)
class DayLink:
    """A day of an episode, and where the view is as of that day."""

    day: date
    address: str


@dataclass(frozen=True, slots=True)
class DayView:
    """The day of a view, None where all that is held is shown.

    ``everything`` is the view's address without a day; ``days`` are those of the episodes held, oldest first;
    ``later`` and ``undated`` are claims that the day leaves out; ``unreadable`` is what was asked for and is no day.
    """

    day: date | None
    everything: str
    days: tuple[date, ...]
    later: tuple[TopicClaim, ...]
    undated: tuple[TopicClaim, ...]
    unreadable: tuple[str, ...] = ()

    @classmethod
    def of(cls, chosen: DayFilter, address: str, days: Iterable[date], columns: Iterable[Column]) -> "DayView":
        """Gather what the day that was chosen leaves out of the columns that the view is made of."""
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
        """Where the view is, its day included."""
        return add_day(self.everything, self.day)

    @property
    def query(self) -> str:
        """What keeps the day in a link to another view that chooses nothing else."""
        return add_day("", self.day)

    @property
    def also(self) -> str:
        """What keeps the day in a link that chooses something else before it."""
        return f"&{self.query[1:]}" if self.day else ""

    @property
    def is_long(self) -> bool:
        """Whether there are more days than are offered."""
        return len(self.days) > MOST_DAYS

    @property
    def links(self) -> Sequence[DayLink]:
        """The view as of each of the newest days."""
        return [DayLink(day, add_day(self.everything, day)) for day in self.days[-MOST_DAYS:]]
