"""A year, a month or a day that stands among the words of a query."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explorer.search_engine.query import read_period

SPAN = re.compile(r"(?:19|20)\d\d(?:-\d{1,2}){0,2}", re.ASCII)
YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
DAY = re.compile(r"([1-9]|[12]\d|3[01])(?:st|nd|rd|th)?", re.ASCII)
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
LEADING = frozenset({"in", "of", "from", "during", "on"})
"""Words before a period that go with it."""

EDGES = "?!,.;:()"


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period that words name, from the place of the first word to that after the last; ``value`` is ``2019-05``."""

    start: int
    end: int
    value: str

    @property
    def field(self) -> str:
        """The same in the query language."""
        return f"during:{self.value}"

    @property
    def words(self) -> str:
        """The period in words: ``2019``, ``May 2019``, ``3 May 2019``."""
        year, *rest = self.value.split("-")
        month = MONTHS[int(rest[0]) - 1].title() if rest else ""
        return " ".join(part for part in ("".join(rest[1:]).lstrip("0"), month, year) if part)


def find_period(words: Sequence[str]) -> PeriodMention | None:
    """Return the first year, month or day that the words name, with the word before it that goes with it."""
    plain = [word.strip(EDGES).lower() for word in words]
    found = next((mention for place in range(len(plain)) for mention in _read_at(plain, place)), None)
    if found and found.start and plain[found.start - 1] in LEADING:
        return PeriodMention(found.start - 1, found.end, found.value)
    return found


def _read_at(words: Sequence[str], place: int) -> Iterator[PeriodMention]:
    """Yield the readings of what begins at a place, the longest first."""
    for length, value in (*_read_written(words[place : place + 3]), (1, words[place])):
        if SPAN.fullmatch(value) and read_period(value):
            yield PeriodMention(place, place + length, value)


def _read_written(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield ``(number of words, value)`` for ``3 May 2019``, ``May 3 2019`` and ``May 2019``."""
    first, second, third = (*words, "", "", "")[:3]
    for day, month in ((first, second), (second, first)):
        if (number := _read_month(month)) and (match := DAY.fullmatch(day)) and YEAR.fullmatch(third):
            yield 3, f"{third}-{number:02}-{int(match[1]):02}"
    if (number := _read_month(first)) and YEAR.fullmatch(second):
        yield 2, f"{second}-{number:02}"


def _read_month(word: str) -> int:
    """Return the number of a month by its name or the first three letters of it, 0 for any other word."""
    return next((number for number, name in enumerate(MONTHS, start=1) if word in {name, name[:3]}), 0)
