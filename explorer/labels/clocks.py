"""The times that transcripts print: one grammar of clocks for labels, lists, captions and JSON.

A clock never begins or ends inside a number. The clocks of a line are read before its names.
"""

import re
from dataclasses import dataclass

LATEST = 360_000.0
"""Seconds; a time past a hundred hours is no time in a conversation."""
CLOCK = (
    r"(?<![\w.:])(?:[0-9]{1,3}(?::[0-9]{2}){1,2}(?:[:;][0-9]{2})?(?:[.,][0-9]{1,9})?"
    r"|[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}[.,][0-9]{1,9})(?![0-9:]|[.,][0-9])(?!\w)"
)
"""A clock as players print it: it has minutes and seconds, and may have hours, frames or a fraction."""
_DAYTIME = r"\s{0,2}(?:[AaPp]\.?[Mm]\b\.?|Uhr\b)"
_LINKED = rf"\[\(?(?P<linked>{CLOCK})\)?\]\(\S{{0,400}}?\)"
_BRACKETED = (
    rf"[\[(<【（]\s?(?P<bracketed>{CLOCK})(?P<day1>{_DAYTIME})?"
    rf"(?:\s?(?:-->|[-–—]|to)\s?(?P<until1>{CLOCK}))?\s?[\])>】）]"
)
_BARE = rf"(?P<bare>{CLOCK})(?P<day2>{_DAYTIME})?"
_RANGE = rf"(?:\s{{0,3}}(?:-->|[-–—]|to\b)\s{{0,3}}[\[(]?(?P<until>{CLOCK})[\])]?)?"
GROUP = re.compile(rf"(?:\(?{_LINKED}\)?|{_BRACKETED}|{_BARE}){_RANGE}")
_CLOCK = re.compile(r"(?:([0-9]{1,3}):)?([0-9]{1,3}):([0-9]{2})")
_FINE_TIME = re.compile(
    r"(?:(?:([0-9]{1,3}):)?([0-9]{1,3}):)?([0-9]{1,6})(?:[.,]([0-9]{1,9}))?(?:(?<=:[0-9]{2})[:;][0-9]{2})?"
)


@dataclass(frozen=True, slots=True)
class PrintedClock:
    """A time printed in a line.

    ``until`` is the second time of a range. ``end`` is the place after the time and its brackets or link.
    ``is_set_apart`` tells that the time is in brackets or is the text of a link. A time of day is no place in the
    recording; its ``start`` is None.
    """

    start: str | None
    until: str | None
    end: int
    is_set_apart: bool


def read_clock(text: str, place: int) -> PrintedClock | None:
    """Return the clock that begins exactly at ``place``; None if no clock does."""
    match = GROUP.match(text, place)
    return _printed(match) if match else None


def find_clock(text: str, place: int, end: int) -> tuple[int, PrintedClock] | None:
    """Return the first clock between two places of a line, and where it begins."""
    match = GROUP.search(text, place, end)
    return (match.start(), _printed(match)) if match else None


def _printed(match: re.Match[str]) -> PrintedClock:
    apart = match["linked"] or match["bracketed"]
    start = apart or match["bare"]
    is_time_of_day = bool(match["day1"] or match["day2"])
    until = match["until"] or match["until1"]
    return PrintedClock(None if is_time_of_day else start, until, match.end(), bool(apart))


def parse_clock(printed: str) -> float | None:
    """Return the seconds that ``m:ss`` or ``h:mm:ss`` stands for; None if the text is no such time.

    Minutes may exceed 59 if no hour is printed, as players do it; seconds may not.
    """
    match = _CLOCK.fullmatch(printed)
    if match is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    if seconds > 59 or (match[1] and minutes > 59):
        return None
    return float(hours * 3600 + minutes * 60 + seconds)


def parse_time(printed: str) -> float | None:
    """Return the seconds that ``h:mm:ss.mmm`` stands for; None if the text is no such time or is past ``LATEST``.

    Hours, minutes and the fraction may be missing. The fraction may follow a comma. Seconds may exceed 59 if no minutes
    are printed. Frames after the seconds are ignored.
    """
    match = _FINE_TIME.fullmatch(printed)
    if match is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups()[:3])
    if (match[2] and seconds > 59) or (match[1] and minutes > 59):
        return None
    time = float(f"{hours * 3600 + minutes * 60 + seconds}.{match[4] or 0}")
    return time if time <= LATEST else None
