"""The language of the search box: what a reader typed, taken apart; whatever is no part of the language is a word."""

import calendar
import datetime
import re
from dataclasses import dataclass
from enum import StrEnum

from explorer.coding.vocabulary import Grade, PassageKind
from explorer.search_engine.analysis import tokens
from explorer.search_engine.types import DocumentType, Facet

LONGEST = 200
"""Characters of a query that are read."""

MOST_TERMS = 12
"""Terms of a query that are read."""

SHORTEST_PREFIX = 3
"""Letters that a prefix has at least."""

QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
ITEM = re.compile(r'(?P<minus>-)?(?:(?P<field>[A-Za-z]+):)?(?:"(?P<quoted>[^"]*)"|(?P<word>[^\s"]+))')
DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
KNOWN: dict[str, frozenset[str]] = {
    Facet.TYPE: frozenset(member.value for member in DocumentType),
    Facet.KIND: frozenset(member.value for member in PassageKind),
    Facet.GRADE: frozenset(member.value for member in Grade),
}
RESOLVED = frozenset({Facet.SPEAKER, Facet.TOPIC, Facet.EPISODE})


class Shape(StrEnum):
    """How a term is written: a word, ``"several words"`` or the beginning of a word``*``."""

    WORD = "word"
    PHRASE = "phrase"
    PREFIX = "prefix"


class UnreadPart(StrEnum):
    """What of a query was left unread."""

    CHARACTERS = "characters"
    TERMS = "terms"


@dataclass(frozen=True, slots=True)
class Term:
    """Something to be found or, where ``excluded``, not to be found; ``start`` is its place in the query's text."""

    text: str
    start: int = 0
    shape: Shape = Shape.WORD
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class FieldTerm:
    """A ``field:value``, the value as written."""

    facet: Facet
    value: str


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, on one line, and its parts; ``since`` and ``until`` are included."""

    text: str = ""
    terms: tuple[Term, ...] = ()
    named: tuple[FieldTerm, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    cut: frozenset[UnreadPart] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything was asked."""
        return bool(self.terms or self.named or self.since or self.until)


def parse(typed: str) -> Query:
    """Take a query apart; nothing that can be typed is an error."""
    text, cut = _readable(typed)
    reading = _Reading()
    for count, match in enumerate(match for match in ITEM.finditer(text) if tokens(match[0])):
        if count == MOST_TERMS:
            cut |= {UnreadPart.TERMS}
            break
        reading.take(match)
    since, until = max(reading.since, default=None), min(reading.until, default=None)
    return Query(text, tuple(reading.terms), tuple(dict.fromkeys(reading.named)), since, until, cut)


def _readable(typed: str) -> tuple[str, frozenset[UnreadPart]]:
    """Return the text on one line, without what cannot be printed, cut before the word that would be too long."""
    # Only so much is looked at, however much was sent.
    head = typed[: LONGEST * 20]
    text = " ".join("".join(char if char.isprintable() else " " for char in head).translate(QUOTES).split())
    if len(text) <= LONGEST and len(head) == len(typed):
        return text, frozenset()
    whole = text[:LONGEST]
    if text[LONGEST : LONGEST + 1].strip() and " " in whole:
        whole = whole.rpartition(" ")[0]
    return whole.rstrip(), frozenset({UnreadPart.CHARACTERS})


class _Reading:
    """The parts of a query gathered so far."""

    def __init__(self) -> None:
        self.terms: list[Term] = []
        self.named: list[FieldTerm] = []
        self.since: list[datetime.date] = []
        self.until: list[datetime.date] = []

    def take(self, match: re.Match[str]) -> None:
        """Add an item: a field where it is a known one with a value that makes sense, else a term."""
        field, value = (match["field"] or "").lower(), match["quoted"] or match["word"] or ""
        if match["minus"] or not field or not self._take_field(field, value.strip()):
            self.terms.append(_term(match))

    def _take_field(self, field: str, value: str) -> bool:
        if field in {"before", "after"}:
            return self._take_date(field, value)
        if field in RESOLVED and tokens(value):
            self.named.append(FieldTerm(Facet(field), value))
        elif value.lower() in KNOWN.get(field, ()):
            self.named.append(FieldTerm(Facet(field), value.lower()))
        else:
            return False
        return True

    def _take_date(self, field: str, value: str) -> bool:
        period = _period(value)
        if period is None:
            return False
        day = datetime.timedelta(days=1)
        if field == "before":
            self.until.append(_shifted(period[0], -day))
        else:
            self.since.append(_shifted(period[1], day))
        return True


def _term(match: re.Match[str]) -> Term:
    """Return an item as a term; a field that is none belongs to the word."""
    excluded, offset = bool(match["minus"]), len(match["minus"] or "")
    if match["quoted"] is not None and not match["field"]:
        return Term(match["quoted"], match.start("quoted"), Shape.PHRASE, excluded)
    text = match[0][offset:]
    beginning = text.rstrip("*")
    words = tokens(beginning)
    if beginning != text and len(words) == 1 and len(words[0].word) >= SHORTEST_PREFIX:
        return Term(beginning, match.start() + offset, Shape.PREFIX, excluded)
    return Term(text, match.start() + offset, Shape.WORD, excluded)


def _period(value: str) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and the last day of a year, a month or a day, None where there is no such."""
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


def _shifted(day: datetime.date, by: datetime.timedelta) -> datetime.date:
    """Return the day before or after, the calendar's first and last where there is none."""
    try:
        return day + by
    except OverflowError:
        return datetime.date.min if by.days < 0 else datetime.date.max
