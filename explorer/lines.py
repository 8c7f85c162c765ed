r"""Lines of a document with their places in it, and the small readings that several formats share.

Only ``\n``, ``\r\n`` and ``\r`` end a line: ``str.splitlines`` also cuts at form feeds and Unicode separators,
which stand inside sentences in scraped text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LINE_BREAK = re.compile(r"\r\n|\r|\n")
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

IgnoreRules = tuple[tuple[re.Pattern[str], str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its outer white space; ``number`` counts from 1, the span is in code points.

    A blank line has an empty span and an empty ``text``.
    """

    number: int
    start: int
    end: int
    text: str


def split_lines(text: str) -> list[Line]:
    """Return every line of ``text``, blank ones included, in order."""
    starts, ends = [0], []
    for line_break in LINE_BREAK.finditer(text):
        ends.append(line_break.start())
        starts.append(line_break.end())
    ends.append(len(text))
    lines = []
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1):
        raw = text[start:end]
        stripped = raw.strip()
        left = start + len(raw) - len(raw.lstrip()) if stripped else start
        lines.append(Line(number, left, left + len(stripped), stripped))
    return lines


def content_lines(text: str) -> list[Line]:
    """Return the lines of ``text`` that are not blank, in order."""
    return [line for line in split_lines(text) if line.text]


def line_number(text: str, offset: int) -> int:
    """Return the number, from 1, of the line that holds the code point at ``offset``."""
    return 1 + sum(1 for _ in LINE_BREAK.finditer(text, 0, offset))


def headings_present(lines: Iterable[Line], headings: Iterable[str]) -> set[str]:
    """Return which of ``headings``, given in lower case, stand alone on a line, in any capitals."""
    wanted = frozenset(headings)
    return {key for line in lines if (key := line.text.casefold()) in wanted}


def reason_to_ignore(line: str, rules: IgnoreRules) -> str | None:
    """Return the reason of the first rule whose pattern is the whole line, else None."""
    return next((reason for pattern, reason in rules if pattern.fullmatch(line)), None)
