"""A list of contents, with or without times, and which heading of the document each of its entries stands for."""

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from explorer.labels.clocks import parse_clock
from explorer.lines import Line
from explorer.parsers.builder import DocumentBuilder

HEADINGS = frozenset({"contents", "table of contents"})
LONGEST_NAME = 300
"""Code points of a line that is compared with the words of entries."""
DEEPEST = 6
"""The level of a heading without marks."""
_HEADING = re.compile(r"(#{1,6})(?:\s+(.*))?")
_BULLET = r"(?:[-*+•]|[0-9]{1,3}[.)])\s+"
_TIME = r"[\[(]?([0-9]{1,3}:[0-9:.]{1,9})[\])]?\s*[-–—|]?\s*"
_ENTRY = re.compile(rf"{_BULLET}(?:{_TIME})?(.*)")
_BARE_ENTRY = re.compile(rf"{_TIME}(\S.*)")
_TIME_LAST = re.compile(r"\s[-–—(\[]{0,2}\s{0,3}([0-9]{1,3}:[0-9:.]{1,9})[\])]?\Z")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading line, the words on it and how many marks it has (1 to 6)."""

    line: Line
    words: str
    level: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the contents; ``time`` is in seconds, None where it prints none that can be read."""

    line: Line
    words: str
    time: float | None


@dataclass(slots=True)
class Contents:
    """What the contents say: their own lines, and the start of the section that a heading's line begins.

    ``lines`` and the keys of ``times`` are numbers of lines; ``entries`` are the entries' words as they are compared.
    """

    lines: set[int] = field(default_factory=set)
    times: dict[int, float] = field(default_factory=dict)
    entries: set[str] = field(default_factory=set)

    def heading(self, line: Line, heading_of: "Callable[[Line], Heading | None]") -> "Heading | None":
        """Return the heading that ``line`` is, or is as the words of an entry alone on it."""
        if line.number in self.lines:
            return None
        if found := heading_of(line):
            return found
        is_named = len(line.text) <= LONGEST_NAME and _key(line.text) in self.entries
        return Heading(line, line.text, DEEPEST) if is_named else None


def as_heading(line: Line) -> Heading | None:
    """Return the Markdown heading that ``line`` is, without closing marks, None when it is none."""
    match = _HEADING.fullmatch(line.text)
    if match is None:
        return None
    words = (match[2] or "").rstrip("#").strip()
    return Heading(line, words, len(match[1]))


def read_contents(
    builder: DocumentBuilder,
    lines: list[Line],
    *,
    heading_of: Callable[[Line], Heading | None] = as_heading,
    is_entry: Callable[[Line], bool] = lambda line: _ENTRY.fullmatch(line.text) is not None,
    names_sections: bool = False,
) -> Contents:
    """Find the contents among ``lines``, set them aside, and time the headings below them.

    An entry belongs to the heading with the same words, whatever their capitals; entries and headings left over
    between two such pairs are matched by order where they are equally many. All but exact matches are warned of.
    With ``names_sections`` a line that has an entry's words alone is a heading, whatever it looks like.
    """
    contents = Contents()
    above, below = _around_contents(lines, heading_of)
    if above is None:
        return contents
    entries = []
    for line in _list_lines(below, is_entry):
        entries.append(_read_entry(builder, line))
        contents.lines.add(line.number)
        builder.add_furniture(line)
    contents.lines.add(above.number)
    builder.add_furniture(above)
    if names_sections:
        contents.entries |= {key for entry in entries if (key := _key(entry.words))}
    rest = [line for line in below if line.number not in contents.lines]
    headings = [heading for line in rest if (heading := contents.heading(line, heading_of)) and heading.words]
    for entry, found in _pair(builder, entries, headings):
        if entry.time is not None:
            contents.times[found.line.number] = entry.time
    return contents


def _around_contents(lines: list[Line], heading_of: Callable[[Line], Heading | None]) -> tuple[Line | None, list[Line]]:
    """Return the heading of the contents, None without one, and the lines below it."""
    for index, line in enumerate(lines):
        if (heading := heading_of(line)) and heading.words.casefold().rstrip(": ") in HEADINGS:
            return line, lines[index + 1 :]
    return None, []


def _list_lines(lines: Iterable[Line], is_entry: Callable[[Line], bool]) -> Iterator[Line]:
    """Yield the list items up to the first line that is something else; a blank line ends a list without bullets."""
    is_bare = False
    for line in lines:
        if not line.text:
            if is_bare:
                return
            continue
        is_item = is_entry(line)
        is_bare = not is_item and _BARE_ENTRY.fullmatch(line.text) is not None
        if not (is_item or is_bare):
            return
        yield line


def _read_entry(builder: DocumentBuilder, line: Line) -> _Entry:
    """Return the entry on ``line``; a time that cannot be read is left out and warned of."""
    match = _ENTRY.fullmatch(line.text) or _BARE_ENTRY.fullmatch(line.text)
    printed, words = (match[1], match[2]) if match else (None, line.text)
    if printed is None and (last := _TIME_LAST.search(words[-30:])):
        printed, words = last[1], words[: len(words) - len(last[0])]
    if words.startswith("[") and words.endswith(")") and "](" in words:
        words = words[1:].rpartition("](")[0]
    time = parse_clock(printed) if printed else None
    if printed and time is None:
        builder.warn(line, f"“{printed}” is no time; the section has none")
    return _Entry(line, words.strip(), time)


def _pair(builder: DocumentBuilder, entries: list[_Entry], headings: list[Heading]) -> Iterator[tuple[_Entry, Heading]]:
    """Yield each entry with its heading, by words, else by order, and warn of every difference."""
    by_words = _same_words(entries, headings)
    _warn_of_capitals(builder, [(entries[at], headings[place]) for place, at in by_words.items()])
    taken = set(by_words.values())
    waiting: list[Heading] = []
    last = -1
    for place in range(len(headings) + 1):
        if place < len(headings) and place not in by_words:
            waiting.append(headings[place])
            continue
        at = by_words.get(place, len(entries))
        left_over = [entries[index] for index in range(last + 1, at) if index not in taken]
        yield from _by_order(builder, left_over, waiting)
        waiting, last = [], max(last, at)
        if place < len(headings):
            yield entries[at], headings[place]


def _same_words(entries: list[_Entry], headings: list[Heading]) -> dict[int, int]:
    """Return which heading, by its place, has the words of which entry; repeated words pair up in order."""
    places: defaultdict[str, deque[int]] = defaultdict(deque)
    for index, entry in enumerate(entries):
        places[_key(entry.words)].append(index)
    keys = (_key(heading.words) for heading in headings)
    return {place: places[key].popleft() for place, key in enumerate(keys) if places.get(key)}


def _key(words: str) -> str:
    return " ".join(words.casefold().split())


def _warn_of_capitals(builder: DocumentBuilder, pairs: list[tuple[_Entry, Heading]]) -> None:
    """Warn once of all the entries that differ from their headings in capitals or white space only."""
    unlike = [(entry, heading) for entry, heading in pairs if entry.words != heading.words]
    if unlike:
        listed = "; ".join(f"“{entry.words}” for “{heading.words}”" for entry, heading in unlike)
        message = f"contents and headings differ in capitals or white space, and are matched all the same: {listed}"
        builder.warn(unlike[0][0].line, message)


def _by_order(
    builder: DocumentBuilder, entries: list[_Entry], headings: list[Heading]
) -> Iterator[tuple[_Entry, Heading]]:
    """Yield pairs by order where there are as many entries as headings; warn of what is paired and what is not."""
    if len(entries) == len(headings):
        for entry, heading in zip(entries, headings, strict=True):
            message = f"“{entry.words}” is matched by order with the heading “{heading.words}”; check that they are one"
            builder.warn(entry.line, message)
            yield entry, heading
        return
    for entry in entries:
        builder.warn(entry.line, f"no heading for “{entry.words}”; its time is not used")
    for heading in headings:
        builder.warn(heading.line, f"“{heading.words}” is not in the contents; the section has no time")
