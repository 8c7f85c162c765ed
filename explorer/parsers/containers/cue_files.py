"""The blocks of a file of cues, WebVTT or SubRip: a line of times, then the words, up to a blank line.

Files in the wild leave hours out, print bare seconds, number cues or not, and forget or add blank lines; nothing that
could be words is passed over.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from explorer.parsers.containers.cues import Cue, Voice
from explorer.parsers.labels import Form, Labels, read_labels
from explorer.parsers.lines import Line, parse_time

ARROW = "-->"
_PRINTED_TIME = re.compile(r"[-+]?[0-9][0-9:.,]{0,24}")
_TAG = re.compile(r"</?(?:v|c|i|b|u|s|ruby|rt|lang|font)(?:[.\s][^<>]{0,300})?>|<[0-9:.]{1,20}>|\{\\[a-z0-9]{1,20}\}")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{1,100})?(?:\s([^<>]{0,300}))?>|</v>")
_ANOTHER = re.compile(r"(?:>{2,3}|-(?=\s?[^\W\d]))\s{0,3}")


@dataclass(slots=True)
class Block:
    """A line of times with the lines of words below it; ``timing`` is None for words above the first times."""

    timing: Line | None
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one line of a cue without tags, and who speaks them by a voice tag: ``""`` where it names nobody."""

    line: Line
    voice: str | None


@dataclass(slots=True)
class CueFile:
    """The cues of a file and what could not be read as it stands, as pairs of a place and what is wrong there."""

    cues: list[Cue] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)


def is_timing(line: Line) -> bool:
    """Tell whether a line prints the times of a cue, readable or not."""
    left, arrow, right = line.text.partition(ARROW)
    until = right.split(maxsplit=1)
    return (
        bool(arrow) and all(_PRINTED_TIME.fullmatch(printed) for printed in (left.strip(), *until[:1])) and any(until)
    )


def split_blocks(lines: Iterable[Line], *, have_names: bool) -> list[Block]:
    """Return the blocks of a file; the number directly above a line of times is left out of the words.

    With ``have_names`` so is any other line that stands there alone.
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


def read_blocks(blocks: Iterable[Block]) -> CueFile:
    """Return the cues of ``blocks``, their speakers by voice tags, else by the labels that their lines begin with."""
    file = CueFile()
    read = [(block, _words(block)) for block in blocks]
    labels = read_labels(
        [spoken.line for _, words in read for spoken in words if spoken.voice is None], forms=[Form.COLON]
    )
    file.warnings.extend((f"line {line.number}", message) for line, message in labels.warnings)
    for block, words in read:
        start, end = _times(block, file.warnings)
        file.cues.extend(_cues(words, labels, start, end))
        if words and block.timing is None:
            file.warnings.append((f"line {words[0].line.number}", "no times stand above these words; they have none"))
    return file


def _words(block: Block) -> list[Words]:
    """Return the words of a block without tags, cut where a voice begins or ends; an open one lasts to the end."""
    found: list[Words] = []
    voice: str | None = None
    for line in block.lines:
        place = 0
        for tag in _VOICE.finditer(line.text):
            found.extend(_piece(line, line.text[place : tag.start()], voice))
            voice, place = _plain(tag[1] or ""), tag.end()
        found.extend(_piece(line, line.text[place:], voice))
    return found


def _piece(line: Line, marked: str, voice: str | None) -> Iterator[Words]:
    """Yield the words of a stretch of a line, unless it has none."""
    if words := _plain(marked):
        yield Words(Line(line.number, line.start, line.end, words), voice)


def _plain(marked: str) -> str:
    """Return text without tags, its entities as characters, single spaces in it."""
    return " ".join(html.unescape(_TAG.sub("", marked)).split())


def _cues(words: Iterable[Words], labels: Labels, start: float | None, end: float | None) -> Iterator[Cue]:
    """Yield a cue for each line of words; what stands before them says who speaks, and so till the end of the block."""
    voice, speaker = Voice.SAME, None
    for spoken in words:
        text = spoken.line.text
        if voice is Voice.OTHER:
            voice = Voice.UNKNOWN
        if spoken.voice is not None:
            voice, speaker = (Voice.NAMED, spoken.voice) if spoken.voice else (Voice.UNKNOWN, None)
        elif (label := labels.by_line.get(spoken.line.number)) and label.speaker:
            voice, speaker, text = Voice.NAMED, label.speaker, text[label.end :]
        elif another := _ANOTHER.match(text):
            voice, speaker, text = Voice.OTHER, None, text[another.end() :]
        yield Cue(f"line {spoken.line.number}", text, voice, speaker, start, end)


def _times(block: Block, warnings: list[tuple[str, str]]) -> tuple[float | None, float | None]:
    """Return the times that a block prints; what is no time, or an end before its start, is left out and said."""
    if block.timing is None:
        return None, None
    left, _, right = block.timing.text.partition(ARROW)
    printed, until = left.strip(), right.split(maxsplit=1)[0]
    start, end = parse_time(printed), parse_time(until)
    place = f"line {block.timing.number}"
    if start is None:
        warnings.append((place, f"“{printed}” is no time; the cue has none"))
        return None, None
    if end is None or end < start:
        warnings.append((place, f"“{until}” is no time after {printed}; the cue has no end"))
        return start, None
    return start, end
