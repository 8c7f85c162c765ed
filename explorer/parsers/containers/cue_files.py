"""The blocks of a cue file (WebVTT, SubRip or SBV): each has a line of times, then words, up to a blank line.

Real files omit hours, print bare seconds, number their cues or do not, and forget or add blank lines. The reader keeps
everything that could be words.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from explorer.labels.clocks import parse_time
from explorer.labels.reading import NOBODY_NAMED, Labels, read_labels
from explorer.lines import Line
from explorer.parsers.containers.cues import Cue, Voice

ARROW = "-->"
_PRINTED_TIME = re.compile(r"[-+]?[0-9][0-9:.,]{0,24}")
_SBV = re.compile(r"([0-9]{1,3}:[0-9]{2}:[0-9]{2}\.[0-9]{1,3}),([0-9]{1,3}:[0-9]{2}:[0-9]{2}\.[0-9]{1,3})")
_TAG = re.compile(
    r"</?(?:v|c|i|b|u|s|ruby|rt|lang|font)(?:[.\s][^<>]{0,300})?>|<[0-9:.]{1,20}>|\{\\[^{}]{0,200}\}|\\[Nnh](?=\W|[A-Z]|\Z)"
)
_VOICE = re.compile(r"<v(?:\.[^\s<>]{1,100})?(?:\s([^<>]{0,300}))?>|</v>")
_ANOTHER = re.compile(r"(?:>{2,3}|-(?=\s?[^\W\d]))\s{0,3}")
"""The sign that another person begins to speak: arrows, or a dash before a word."""
_ROLLS = 0.5
"""Captions roll if at least this share of the cues begins with the last line of the cue before."""


@dataclass(slots=True)
class Block:
    """A line of times with the lines of words below it; ``timing`` is None for words above the first times."""

    timing: Line | None
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a line of a cue, or of a piece of it between two voice tags; without tags.

    ``voice`` is the name in the last voice tag before the words: ``""`` if the tag names nobody, None without a tag.
    """

    line: Line
    voice: str | None


@dataclass(slots=True)
class CueFile:
    """The cues of a file, with warnings of faults in it; a warning is a pair: the place, and the fault there."""

    cues: list[Cue] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)
    labels: Labels = field(default_factory=Labels)
    has_voices: bool = False


def is_timing(line: Line) -> bool:
    """Tell whether a line prints the times of a cue, readable or not."""
    return printed_times(line) is not None


def printed_times(line: Line) -> tuple[str, str] | None:
    """Return the two times of a line, separated by an arrow or, in SBV, by a comma; None for any other line."""
    left, arrow, right = line.text.partition(ARROW)
    if not arrow:
        match = _SBV.fullmatch(line.text)
        return (match[1], match[2]) if match else None
    until = right.split(maxsplit=1)
    printed = left.strip(), *until[:1]
    if len(printed) != 2 or not all(_PRINTED_TIME.fullmatch(part) for part in printed):
        return None
    return printed[0], printed[1]


def split_blocks(lines: Iterable[Line], *, have_names: bool) -> list[Block]:
    """Return the blocks of a file; a number directly above a line of times does not belong to the words.

    With ``have_names`` cues may have names: any single line directly above a line of times is such a name, and does not
    belong to the words either.
    """
    blocks = [Block(None)]
    last_blank = True
    above: list[Line] = []
    for line in lines:
        if is_timing(line):
            if above and (above[-1].text.isdecimal() or (have_names and len(above) == 1)):
                blocks[-1].lines.pop()
            blocks.append(Block(line))
            above = []
        elif line.text:
            above = [*above[-1:], line] if not last_blank else [line]
            blocks[-1].lines.append(line)
        else:
            above = []
        last_blank = not line.text
    return blocks


def drop_repeated(blocks: Sequence[Block]) -> int:
    """Remove the first line of each cue that repeats the last line of the cue before, if the captions roll.

    Returns the number of removed lines. Captions roll if many cues (``_ROLLS``) begin with the last line of the cue
    before, and at least one of these cues has more lines below.
    """
    kept = [[line.text for line in block.lines] for block in blocks if block.lines]
    pairs = list(pairwise([[words for line in texts if (words := plain(line))] for texts in kept]))
    rolling = [(above, below) for above, below in pairs if above and below and below[0] == above[-1]]
    if not any(len(below) > 1 for _, below in rolling) or len(rolling) < _ROLLS * len(pairs):
        return 0
    dropped = 0
    last = ""
    for block in blocks:
        # A line of tags alone would hide a repetition.
        block.lines = [line for line in block.lines if plain(line.text)]
        if block.lines and plain(block.lines[0].text) == last:
            del block.lines[0]
            dropped += 1
        if block.lines:
            last = plain(block.lines[-1].text)
    return dropped


def read_blocks(blocks: Iterable[Block], named: Mapping[int, str] = NOBODY_NAMED) -> CueFile:
    """Return the cues of ``blocks``; a voice tag names the speaker, or else the label that a line begins with."""
    file = CueFile()
    blocks = list(blocks)
    if repeated := drop_repeated(blocks):
        file.warnings.append(("captions", f"{repeated} lines repeat the one above them and are left out"))
    read = [(block, _words(block)) for block in blocks]
    file.has_voices = any(spoken.voice for _, words in read for spoken in words)
    file.labels = read_labels(_lines(words for _, words in read), named=named)
    for block, words in read:
        start, end = _times(block, file.warnings)
        file.cues.extend(_cues(words, file.labels, start, end))
        if words and block.timing is None:
            file.warnings.append((f"line {words[0].line.number}", "no times stand above these words; they have none"))
    return file


def _lines(cues: Iterable[Sequence[Words]]) -> Iterator[Line]:
    """Yield the lines that may begin with a label, and a blank line after each cue."""
    for words in cues:
        number = 0
        for spoken in words:
            # Tags may cut a line into pieces; only its first piece can begin with a label.
            if spoken.voice is None and spoken.line.number != number:
                yield spoken.line
            number = spoken.line.number
        yield Line(number, 0, 0, "")


def _words(block: Block) -> list[Words]:
    """Return the words of a block, cut at each voice tag; a voice without an end tag lasts to the end of the block."""
    found: list[Words] = []
    voice: str | None = None
    for line in block.lines:
        place = 0
        for tag in _VOICE.finditer(line.text):
            found.extend(_piece(line, line.text[place : tag.start()], voice))
            voice, place = plain(tag[1] or ""), tag.end()
        found.extend(_piece(line, line.text[place:], voice))
    return found


def _piece(line: Line, marked: str, voice: str | None) -> Iterator[Words]:
    """Yield the words of a piece of a line; nothing if the piece has none."""
    if words := plain(marked):
        yield Words(Line(line.number, line.start, line.end, words), voice)


def plain(marked: str) -> str:
    """Return text without tags, with characters for its entities and single spaces for its white space."""
    return " ".join(html.unescape(_TAG.sub("", marked)).split())


def _cues(words: Iterable[Words], labels: Labels, start: float | None, end: float | None) -> Iterator[Cue]:
    """Yield a cue for each line of words; a tag or a label holds up to the next tag or label in the block."""
    voice, speaker = Voice.SILENT, None
    for spoken in words:
        text, number = spoken.line.text, spoken.line.number
        label, reason = labels.by_line.get(number), labels.breaks.get(number, "")
        # The sign of another speaker counts for its own line only: nobody knows who speaks the next line.
        if voice in {Voice.OTHER, Voice.SILENT} and speaker is None:
            voice = Voice.SILENT if voice is Voice.SILENT else Voice.UNKNOWN
        if spoken.voice is not None:
            voice, speaker = (Voice.NAMED, spoken.voice) if spoken.voice else (Voice.UNKNOWN, None)
        elif label and label.speaker:
            voice, speaker, text = Voice.NAMED, label.speaker, text[label.end :]
        elif another := _ANOTHER.match(text):
            voice, speaker, text = Voice.OTHER, None, text[another.end() :]
        elif reason:
            voice, speaker = Voice.UNKNOWN, None
        elif voice is Voice.NAMED:
            voice = Voice.SAME
        yield Cue(f"line {number}", text, voice, speaker, start, end, reason if voice is Voice.UNKNOWN else "")


def _times(block: Block, warnings: list[tuple[str, str]]) -> tuple[float | None, float | None]:
    """Return the start and the end of a block in seconds; a wrong one is None, and a warning is added."""
    if block.timing is None:
        return None, None
    printed, until = printed_times(block.timing) or ("", "")
    start, end = parse_time(printed), parse_time(until)
    place = f"line {block.timing.number}"
    if start is None:
        warnings.append((place, f"“{printed}” is no time; the cue has none"))
        return None, None
    if end is None or end < start:
        warnings.append((place, f"“{until}” is no time after {printed}; the cue has no end"))
        return start, None
    return start, end
