"""Speech with its times as captions (WebVTT: The Web Video Text Tracks Format, W3C Candidate Recommendation 2019)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MEDIA_TYPE = "text/vtt"

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\x00": "\ufffd"})
"""What a cue's text would read as markup (section 4.2.2); an arrow in it could begin another cue."""

LINE_ENDS = re.compile(r"\r\n?|\n")
"""What ends a line of a file (section 4.1), and nothing else."""

WORDS_A_SECOND = 2.5
"""How fast people talk: where nothing follows the last words, this says when they end."""


@dataclass(frozen=True, slots=True)
class Caption:
    """Words from ``start`` seconds on; ``end`` is None where the document does not say it; ``voice`` may be empty."""

    name: str
    start: float
    end: float | None
    voice: str
    text: str


@dataclass(frozen=True, slots=True)
class Timed:
    """A cue as it is written: times in milliseconds."""

    cue: Caption
    start: int
    end: int
    is_reckoned: bool


def write(cues: Iterable[Caption], notes: Iterable[str]) -> str:
    """Return a file of captions in the order of their times; ``notes`` are comments at its head.

    An end that no document says is that of the next words with another time, the last one's from how fast people talk;
    a note says so.
    """
    timed = _timed(sorted((cue for cue in cues if _lines(cue.text)), key=lambda cue: cue.start))
    said = list(notes)
    if reckoned := sum(one.is_reckoned for one in timed):
        said.append(
            f"{reckoned} of {len(timed)} cues have no end in the document: they end here where the next time begins, "
            f"the last as if {WORDS_A_SECOND} words were said a second."
        )
    blocks = ["WEBVTT", *(_note(words) for words in said), *(_block(one) for one in timed)]
    return "\n\n".join(blocks) + "\n"


def _timed(cues: Sequence[Caption]) -> list[Timed]:
    """Return cues with whole times; a cue that ends no later than it starts counts as one without an end."""
    starts = [round(cue.start * 1000) for cue in cues]
    found = []
    for place, cue in enumerate(cues):
        start = starts[place]
        end = round(cue.end * 1000) if cue.end is not None else start
        is_reckoned = end <= start
        if is_reckoned:
            later = (other for other in starts[place + 1 :] if other > start)
            end = next(later, 0) or start + _lasting(other for other in cues if round(other.start * 1000) == start)
        found.append(Timed(cue, start, end, is_reckoned))
    return found


def _lasting(cues: Iterable[Caption]) -> int:
    """Return how long it takes to say the words of cues one after another, a second at least, in milliseconds."""
    return max(1000, round(sum(len(cue.text.split()) for cue in cues) / WORDS_A_SECOND * 1000))


def _block(one: Timed) -> str:
    voice = " ".join(one.cue.voice.split()).translate(ESCAPES)
    words = "\n".join(_lines(one.cue.text)).translate(ESCAPES)
    spoken = f"<v {voice}>{words}</v>" if voice else words
    return f"{one.cue.name}\n{_clock(one.start)} --> {_clock(one.end)}\n{spoken}"


def _note(words: str) -> str:
    """Return a comment on one line, without the arrow that no comment may hold (section 4.1)."""
    return f"NOTE {' '.join(words.split()).replace('-->', '→')}"


def _lines(text: str) -> list[str]:
    """Return the lines that hold something: an empty one would end the cue."""
    return [line.strip() for line in LINE_ENDS.split(text) if line.strip()]


def _clock(milliseconds: int) -> str:
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02}:{minute:02}:{rest // 1000:02}.{rest % 1000:03}"
