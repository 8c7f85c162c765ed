"""The parameter ``as_of`` of an address: the day as of which the debate is shown."""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from explorer.text import read_day
from explorer.web.choice import Choice


@dataclass(frozen=True, slots=True)
class DayFilter:
    """The day as of which a reader wants to see the debate, as in ``as_of=2019-12-31``."""

    choice: Choice

    @classmethod
    def read(cls, query: QueryDict) -> "DayFilter":
        return cls(Choice.read(query, "as_of"))

    @property
    def day(self) -> date | None:
        """The first value that is a day, None where there is none."""
        return next((day for value in self.choice.values if (day := read_day(value))), None)

    @property
    def unreadable(self) -> tuple[str, ...]:
        """The values that are no days, at most ``MOST_SAID``, each shortened."""
        return self.choice.unknown({value for value in self.choice.values if read_day(value)})


def add_day(address: str, day: date | None) -> str:
    """Return the address of the same view as of a day; for None, the address unchanged."""
    if day is None:
        return address
    return f"{address}{'&' if '?' in address else '?'}as_of={day.isoformat()}"
