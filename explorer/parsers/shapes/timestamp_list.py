"""The list of times of a video's description: ``0:00 Introduction``, the time before or behind its title."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from explorer.coding.vocabulary import Format, Grade, PassageKind, TimeBasis
from explorer.labels.clocks import parse_time
from explorer.labels.reading import NOBODY_NAMED, read_labels
from explorer.lines import IgnoreRules, Line, content_lines, reason_to_ignore
from explorer.parsers.builder import NO_TIMES, DocumentBuilder, Times
from explorer.parsers.containers.cue_files import is_timing
from explorer.parsers.document import ParsedSource, Span
from explorer.parsers.timed_speech import is_timed_speech

FEWEST_TIMES = 3
TITLE_LIMIT = 200
HEADINGS = frozenset({"timestamps", "chapters", "outline", "contents", "table of contents", "time codes", "timecodes"})
IGNORED: IgnoreRules = (
    (re.compile(r"(?:[^\n]{0,80}[:\-–—]\s{0,9})?(?:https?://|www\.)\S+"), "link"),
    (re.compile(r"(?:#\w{1,60}[\s,]{0,3}){1,60}"), "hashtags"),
    (re.compile(r"[-*_=~▬─—]{3,}"), "separator line"),
)
_BULLET = r"(?:(?:[-*+•►▶·]|[0-9]{1,3}[.)])\s{0,9})?"
_CLOCK = r"[0-9]{1,3}:[0-9][0-9:.]{1,9}"
_BEFORE = re.compile(
    rf"{_BULLET}[\[(]?({_CLOCK})[\])]?(?:\(\S{{1,300}}\))?(?:\s{{0,3}}[-–—]\s{{0,3}}[\[(]?({_CLOCK})[\])]?)?(?!\w)"
    r"\s{0,9}(?:[-–—:|]{1,2}\s{0,9})?"
)
_BEHIND = re.compile(rf"(?:\s|[-–—:|.])[\[(]?({_CLOCK})[\])]?\Z")
_LONGEST_END = 20
_TITLE_END = " \t-–—:|."


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line with a time: where its title stands in the line, and the times as printed."""

    start: int
    end: int
    time: str
    until: str | None = None


def recognises(text: str) -> bool:
    """Tell whether three lines or more have a time and a title, at least one line in three, and nobody is labelled."""
    if text.lstrip()[:1] in {"<", "{"} or "-->" in text or "**" in text:
        return False
    lines = content_lines(text)
    if any(is_timing(line) for line in lines[:2]):
        return False
    listed = sum(1 for line in lines if (entry := _entry(line.text)) and entry.start < entry.end)
    enough = listed >= FEWEST_TIMES and 3 * listed >= len(lines)
    if not enough:
        return False
    labels = read_labels(lines, is_given=False)
    return not labels.are_a_conversation and not is_timed_speech(labels)


def parse(text: str, named: Mapping[int, str] = NOBODY_NAMED) -> ParsedSource:  # noqa: ARG001  (all shapes are called alike)
    """Read a list of times: each title is a chapter with the time of its own; other paragraphs are summaries."""
    builder = DocumentBuilder(Format.TIMESTAMP_LIST, text)
    latest = -1.0
    for index, line in enumerate(content_lines(text)):
        entry = _entry(line.text)
        if entry is not None:
            latest = _read_entry(builder, line, entry, latest)
        elif line.text.casefold().rstrip(": ") in HEADINGS:
            builder.add_furniture(line)
        elif reason := reason_to_ignore(line.text, IGNORED):
            builder.ignore(line, reason)
        elif index == 0 and len(line.text) <= TITLE_LIMIT and line.text[-1] not in ".!?…:":
            builder.set_title(line)
        else:
            builder.add_passage(PassageKind.SUMMARY, Grade.SUMMARY, Span(line.start, line.end))
    return builder.finish()


def _entry(text: str) -> _Entry | None:
    """Return the entry on a line, None where no time stands at either end of it."""
    if before := _BEFORE.match(text):
        return _Entry(before.end(), len(text), before[1], before[2])
    if behind := _BEHIND.search(text, max(0, len(text) - _LONGEST_END)):
        bullet = re.match(_BULLET, text)
        start = bullet.end() if bullet else 0
        return _Entry(start, start + len(text[start : behind.start()].rstrip(_TITLE_END)), behind[1])
    return None


def _read_entry(builder: DocumentBuilder, line: Line, entry: _Entry, latest: float) -> float:
    """Add the chapter on a line, warn of times that are none or out of order, and return the latest time so far."""
    start, end = line.start + entry.start, line.start + entry.end
    times = _times(builder, line, entry)
    builder.add_furniture(Span(line.start, start))
    builder.add_furniture(Span(end, line.end))
    if start >= end:
        builder.warn(line, "a time without a title")
        return latest
    if times.start is not None and times.start < latest:
        builder.warn(line, f"{entry.time} is earlier than a time above it; check the order")
    title = line.text[entry.start : entry.end]
    builder.add_passage(PassageKind.CHAPTER, Grade.SUMMARY, Span(start, end), section=title, times=times)
    return max(latest, times.start or 0.0)


def _times(builder: DocumentBuilder, line: Line, entry: _Entry) -> Times:
    """Return the chapter's own times; one that is no time, or an end before the start, is left out and said."""
    start, end = parse_time(entry.time), parse_time(entry.until or "")
    if start is None:
        builder.warn(line, f"“{entry.time}” is no time; the chapter has none")
        return NO_TIMES
    if entry.until and (end is None or end < start):
        builder.warn(line, f"“{entry.until}” is no time after {entry.time}; the chapter has no end time")
        end = None
    return Times(start, end, TimeBasis.OWN)
