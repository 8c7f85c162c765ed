"""The chapters page: a title, the heading CHAPTERS, then a time range, a heading and a body for each chapter."""

import re
from collections.abc import Mapping

from explorer.coding.vocabulary import Format, Grade, PassageKind, TimeBasis
from explorer.labels.clocks import parse_clock
from explorer.labels.reading import NOBODY_NAMED
from explorer.lines import Line, content_lines, headings_present
from explorer.parsers.builder import NO_TIMES, DocumentBuilder, Times
from explorer.parsers.document import ParsedSource, Span

HEADING = "chapters"
TITLE_LIMIT = 300
_TIME_LABEL = re.compile(r"(?:[-–—•*]\s{0,9})?([0-9]{1,3}:[0-9:.]{1,9})\s{0,9}(?:[-–—]\s{0,9}([0-9][0-9:.]{0,11}))?")
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])")


def recognises(text: str) -> bool:
    """Tell whether the heading CHAPTERS stands on a line and a range of times on another."""
    lines = content_lines(text)
    ranges = (match for line in lines if (match := _TIME_LABEL.fullmatch(line.text)) and match[2])
    return bool(headings_present(lines, [HEADING])) and any(ranges)


def parse(text: str, named: Mapping[int, str] = NOBODY_NAMED) -> ParsedSource:  # noqa: ARG001  (all shapes are called alike)
    """Read a chapters page: each heading with its body is a chapter with times of its own.

    Lines between the title and the first time are summaries.
    """
    builder = DocumentBuilder(Format.CHAPTERS_PAGE, text)
    opening: list[Line] = []
    chapters: list[tuple[Line, re.Match[str], list[Line]]] = []
    for line in content_lines(text):
        if label := _TIME_LABEL.fullmatch(line.text):
            builder.add_furniture(line)
            chapters.append((line, label, []))
        elif chapters:
            chapters[-1][2].append(line)
        else:
            opening.append(line)
    _read_opening(builder, opening)
    for line, label, body in chapters:
        _read_chapter(builder, line, label, body)
    return builder.finish()


def _read_opening(builder: DocumentBuilder, lines: list[Line]) -> None:
    """Take the first line as title and set the heading CHAPTERS aside; what else there is are summaries."""
    for index, line in enumerate(lines):
        if line.text.casefold() == HEADING:
            builder.add_furniture(line)
        elif index == 0 and len(line.text) <= TITLE_LIMIT:
            builder.set_title(line)
            if series := _glued_series(line.text):
                message = f"the title prints its series, “{series}”, without a space after it; it is kept as printed"
                builder.warn(line, message)
        else:
            builder.add_passage(PassageKind.SUMMARY, Grade.SUMMARY, Span(line.start, line.end))


def _glued_series(title: str) -> str:
    """Return the words that open ``title`` without a space behind them and stand in it again, else nothing."""
    for match in _GLUED.finditer(title):
        opening, rest = title[: match.start()], title[match.start() :]
        if " " in opening and opening in rest and opening + rest[0] not in rest:
            return opening
    return ""


def _read_chapter(builder: DocumentBuilder, line: Line, label: re.Match[str], body: list[Line]) -> None:
    """Add the chapter that ``line`` gives the times of, its heading and body as one passage."""
    if not body:
        builder.warn(line, "a chapter without words; check whether its heading is missing")
        return
    span = Span(body[0].start, body[-1].end)
    times = _times(builder, line, label)
    builder.add_passage(PassageKind.CHAPTER, Grade.SUMMARY, span, section=body[0].text, times=times)


def _times(builder: DocumentBuilder, line: Line, label: re.Match[str]) -> Times:
    """Return the chapter's own times; one that is no time, or an end before the start, is left out and said."""
    start, end = parse_clock(label[1]), parse_clock(label[2] or "")
    if start is None:
        builder.warn(line, f"“{label[1]}” is no time; the chapter has none")
        return NO_TIMES
    if label[2] and (end is None or end < start):
        builder.warn(line, f"“{label[2]}” is no time after {label[1]}; the chapter has no end time")
        end = None
    return Times(start, end, TimeBasis.OWN)
