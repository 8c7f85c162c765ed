"""Speech with its times as captions (WebVTT: The Web Video Text Tracks Format, W3C Candidate Recommendation 2019)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest

MEDIA_TYPE = "text/vtt"

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\x00": "\ufffd"})
"""Escapes for the signs of markup in a cue's text (section 4.2.2); ``>`` is also part of the arrow between times."""

LINE_ENDS = re.compile(r"\r\n?|\n")
"""The ends of lines in a file (section 4.1)."""

WORDS_A_SECOND = 2.5
"""The speed of speech, from which the end of the last words is estimated."""


@dataclass(frozen=True, slots=True)
class Caption:
    """Words that start at ``start`` seconds; ``end`` is None where the document has none, ``voice`` may be empty."""

    name: str
    start: float
    end: float | None
    voice: str
    text: str


@dataclass(frozen=True, slots=True)
class TimedCaption:
    """A caption with its times in milliseconds; ``is_estimated`` is true where the document gives no end."""

    caption: Caption
    start: int
    end: int
    is_estimated: bool


def write(captions: Iterable[Caption], notes: Iterable[str]) -> str:
    """Return a file of captions sorted by time; ``notes`` are comments at its head.

    A caption without an end ends where the next one with another start begins. The end of the last is estimated by
    ``WORDS_A_SECOND``. A note in the file says so.
    """
    timed = _time_captions(
        sorted((caption for caption in captions if _split_lines(caption.text)), key=lambda caption: caption.start)
    )
    said = list(notes)
    if estimated := sum(caption.is_estimated for caption in timed):
        said.append(
            f"{estimated} of {len(timed)} cues have no end in the document: they end here where the next time begins, "
            f"the last as if {WORDS_A_SECOND} words were said a second."
        )
    blocks = ["WEBVTT", *(_write_note(words) for words in said), *(_write_cue(caption) for caption in timed)]
    return "\n\n".join(blocks) + "\n"


def _time_captions(captions: Iterable[Caption]) -> list[TimedCaption]:
    """Return captions, sorted by time, with times in whole milliseconds."""
    groups = [
        (start, list(group)) for start, group in groupby(captions, key=lambda caption: _round_time(caption.start))
    ]
    nexts = [start for start, _ in groups[1:]]
    return [
        timed
        for (start, group), later in zip_longest(groups, nexts)
        for timed in _time_group(start, group, start + _estimate_duration(group) if later is None else later)
    ]


def _time_group(start: int, group: Iterable[Caption], otherwise: int) -> Iterator[TimedCaption]:
    """Yield captions of one start; one whose end is not after it, or not known, ends at ``otherwise``."""
    for caption in group:
        end = start if caption.end is None else _round_time(caption.end)
        yield TimedCaption(caption, start, end if end > start else otherwise, is_estimated=end <= start)


def _round_time(seconds: float) -> int:
    return round(seconds * 1000)


def _estimate_duration(captions: Iterable[Caption]) -> int:
    """Return how long the words of captions take, said one after another: at least a second, in milliseconds."""
    return max(1000, round(sum(len(caption.text.split()) for caption in captions) / WORDS_A_SECOND * 1000))


def _write_cue(timed: TimedCaption) -> str:
    voice = " ".join(timed.caption.voice.split()).translate(ESCAPES)
    words = "\n".join(_split_lines(timed.caption.text)).translate(ESCAPES)
    spoken = f"<v {voice}>{words}</v>" if voice else words
    return f"{timed.caption.name}\n{_format_time(timed.start)} --> {_format_time(timed.end)}\n{spoken}"


def _write_note(words: str) -> str:
    """Return a comment on one line. The arrow that no comment may hold (section 4.1) becomes another one."""
    return f"NOTE {' '.join(words.split()).replace('-->', '→')}"


def _split_lines(text: str) -> list[str]:
    """Return the lines that are not blank, since a blank line would end the cue."""
    return [line.strip() for line in LINE_ENDS.split(text) if line.strip()]


def _format_time(milliseconds: int) -> str:
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02}:{minute:02}:{rest // 1000:02}.{rest % 1000:03}"
