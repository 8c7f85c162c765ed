"""The day as of which a reader wants to see the debate."""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from explorer.text import read_day
from explorer.web.choice import Choice


@dataclass(frozen=True, slots=True)
class DayFilter:
    """The day as of which a reader wants to see the debate: ``as_of=2019-12-31``, the same on every view."""

    choice: Choice

    @classmethod
    def read(cls, query: QueryDict) -> "DayFilter":
        """Read the address."""
        return cls(Choice.read(query, "as_of"))

    @property
    def day(self) -> date | None:
        """The first value that is a day; None where there is none, so that everything held is shown."""
        return next((day for value in self.choice.values if (day := read_day(value))), None)

    @property
    def unreadable(self) -> tuple[str, ...]:
        """What the address names and is no day, shortened, a few at most."""
        return self.choice.unknown({value for value in self.choice.values if read_day(value)})


def add_day(address: str, day: date | None) -> str:
    """Return an address that shows the same as of a day; as it is for None."""
    if day is None:
        return address
    return f"{address}{'&' if '?' in address else '?'}as_of={day.isoformat()}"
