"""The query language of the search box: words, phrases, prefixes, exclusions and fields; anything else is a word."""

import calendar
import datetime
import re
from dataclasses import dataclass
from enum import StrEnum

from explorer.coding.vocabulary import Grade, PassageKind
from explorer.search_engine.analysis import tokenize
from explorer.search_engine.types import DocumentType, Facet

LONGEST_QUERY = 200
"""Characters of a query that are read."""

MOST_TERMS = 12
"""Terms of a query that are read."""

SHORTEST_PREFIX = 3
"""Letters that a prefix has at least; shorter ones stand for too many words."""

QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
ITEM = re.compile(r'(?P<minus>-)?(?:(?P<field>[A-Za-z]+):)?(?:"(?P<quoted>[^"]*)"|(?P<word>[^\s"]+))')
DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
CODES: dict[str, frozenset[str]] = {
    Facet.TYPE: frozenset(member.value for member in DocumentType),
    Facet.KIND: frozenset(member.value for member in PassageKind),
    Facet.GRADE: frozenset(member.value for member in Grade),
}
"""Values of the fields with a closed list; any other value makes the item a plain word."""

NAMED_FACETS = frozenset({Facet.SPEAKER, Facet.TOPIC, Facet.EPISODE})
"""Fields whose values are names, to be resolved by a lexicon."""


class Shape(StrEnum):
    """How a term is written: a word, ``"several words"`` or the beginning of a word``*``."""

    WORD = "word"
    PHRASE = "phrase"
    PREFIX = "prefix"


class UnreadPart(StrEnum):
    """The kind of limit beyond which a query was not read."""

    CHARACTERS = "characters"
    TERMS = "terms"


@dataclass(frozen=True, slots=True)
class Term:
    """Text to be found or, if ``excluded``, not to be found; ``start`` is its offset in the query's text."""

    text: str
    start: int = 0
    shape: Shape = Shape.WORD
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class FieldTerm:
    """A ``field:value`` item, with the value as written."""

    facet: Facet
    value: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query on one line, and its parts; the period from ``since`` to ``until`` includes both days."""

    text: str = ""
    terms: tuple[Term, ...] = ()
    named: tuple[FieldTerm, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    cut: frozenset[UnreadPart] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.terms or self.named or self.since or self.until)


def parse(typed: str) -> Query:
    """Parse what was typed; no input is an error."""
    text, cut = _clean(typed)
    reading = _QueryReader()
    for count, match in enumerate(match for match in ITEM.finditer(text) if tokenize(match[0])):
        if count == MOST_TERMS:
            cut |= {UnreadPart.TERMS}
            break
        reading.take(match)
    since, until = max(reading.since, default=None), min(reading.until, default=None)
    return Query(text, tuple(reading.terms), tuple(dict.fromkeys(reading.named)), since, until, cut)


def _clean(typed: str) -> tuple[str, frozenset[UnreadPart]]:
    """Return the text on one line, unprintable characters as spaces, cut before the word that exceeds the limit."""
    # Removed white space makes room, so more than the limit is looked at, but never all of a megabyte.
    head = typed[: LONGEST_QUERY * 20]
    text = " ".join("".join(char if char.isprintable() else " " for char in head).translate(QUOTES).split())
    if len(text) <= LONGEST_QUERY and len(head) == len(typed):
        return text, frozenset()
    whole = text[:LONGEST_QUERY]
    if text[LONGEST_QUERY : LONGEST_QUERY + 1].strip() and " " in whole:
        whole = whole.rpartition(" ")[0]
    return whole.rstrip(), frozenset({UnreadPart.CHARACTERS})


class _QueryReader:
    """Gathers the parts of a query, item by item."""

    def __init__(self) -> None:
        self.terms: list[Term] = []
        self.named: list[FieldTerm] = []
        self.since: list[datetime.date] = []
        self.until: list[datetime.date] = []

    def take(self, match: re.Match[str]) -> None:
        """Add an item: as a field if the field is known and its value valid, else as a term."""
        field, value = (match["field"] or "").lower(), match["quoted"] or match["word"] or ""
        if match["minus"] or not field or not self._take_field(field, value.strip()):
            self.terms.append(_read_term(match))

    def _take_field(self, field: str, value: str) -> bool:
        if field in {"before", "after", "during"}:
            return self._take_date(field, value)
        if field in NAMED_FACETS and tokenize(value):
            self.named.append(FieldTerm(Facet(field), value))
        elif value.lower() in CODES.get(field, ()):
            self.named.append(FieldTerm(Facet(field), value.lower()))
        else:
            return False
        return True

    def _take_date(self, field: str, value: str) -> bool:
        period = read_period(value)
        if period is None:
            return False
        day = datetime.timedelta(days=1)
        # Both bounds of a query are included; "before" and "after" exclude the day, month or year they name.
        if field != "before":
            self.since.append(period[0] if field == "during" else _shift(period[1], day))
        if field != "after":
            self.until.append(period[1] if field == "during" else _shift(period[0], -day))
        return True


def _read_term(match: re.Match[str]) -> Term:
    """Return an item as a term; an unknown field stays part of the word."""
    excluded, offset = bool(match["minus"]), len(match["minus"] or "")
    if match["quoted"] is not None and not match["field"]:
        return Term(match["quoted"], match.start("quoted"), Shape.PHRASE, excluded)
    text = match[0][offset:]
    beginning = text.rstrip("*")
    words = tokenize(beginning)
    if beginning != text and len(words) == 1 and len(words[0].word) >= SHORTEST_PREFIX:
        return Term(beginning, match.start() + offset, Shape.PREFIX, excluded)
    return Term(text, match.start() + offset, Shape.WORD, excluded)


def read_period(value: str) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and last day of a year, month or day; None for an invalid date."""
    match = DATE.fullmatch(value)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = datetime.date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    last_month = month or 12
    return first, first.replace(month=last_month, day=day or calendar.monthrange(first.year, last_month)[1])


def _shift(day: datetime.date, by: datetime.timedelta) -> datetime.date:
    """Return a day shifted by a difference, limited to the first and last days of the calendar."""
    try:
        return day + by
    except OverflowError:
        return datetime.date.min if by.days < 0 else datetime.date.max
