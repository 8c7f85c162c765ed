"""Notes: somebody's own paragraphs and lists about a conversation, parted by blank lines.

The shape has no marks of its own, so it is recognised only in several paragraphs of prose.
"""

import re
from collections.abc import Mapping

from explorer.coding.vocabulary import Format, Grade, PassageKind
from explorer.labels.reading import NOBODY_NAMED
from explorer.lines import IgnoreRules, Line, reason_to_ignore, split_lines
from explorer.parsers.builder import DocumentBuilder
from explorer.parsers.document import ParsedSource, Span

IGNORED: IgnoreRules = (
    (re.compile(r"A button that says .{1,200}"), "button"),
    (re.compile(r"Get the .{1,40} app"), "advert"),
    (re.compile(r"[-*_=~]{3,}|(?:[-*_] ){2,20}[-*_]"), "separator line"),
)
TITLE_LIMIT = 200
FEWEST_PARAGRAPHS = 3
FEWEST_WORDS = 4
LEAST_LETTERS = 0.75
_LIST_LABEL = re.compile(r"(?:[0-9]{1,2}[.)]|[-*+•])\s+(?=\S)")
_HEADING = re.compile(r"#{1,6}\s+(\S.*)")
_SPEAKER_LABEL = re.compile(r"\**\w[\w.’' -]{0,40}\**:\**\s")
_NO_TITLE_END = ".!?:;,…”\"'"


def recognises(text: str) -> bool:
    """Tell whether the text is several paragraphs of prose, and neither markup, cues nor labelled speech."""
    if text.lstrip()[:1] in {"<", "{", "["} or "-->" in text:
        return False
    paragraphs = _paragraphs(text)
    prose = sum(map(_is_prose, paragraphs))
    labelled = sum(1 for paragraph in paragraphs if _SPEAKER_LABEL.match(paragraph))
    return prose >= FEWEST_PARAGRAPHS and 2 * prose >= len(paragraphs) and 2 * labelled < len(paragraphs)


def _paragraphs(text: str) -> list[str]:
    """Return the runs of lines between blank lines."""
    paragraphs: list[list[str]] = [[]]
    for line in split_lines(text):
        if line.text:
            paragraphs[-1].append(line.text)
        elif paragraphs[-1]:
            paragraphs.append([])
    return [" ".join(words) for words in paragraphs if words]


def _is_prose(paragraph: str) -> bool:
    """Tell whether a paragraph is words for the most part, and more than a label."""
    letters = sum(1 for character in paragraph if character.isalpha() or character.isspace())
    return len(paragraph.split()) >= FEWEST_WORDS and letters >= LEAST_LETTERS * len(paragraph)


def parse(text: str, named: Mapping[int, str] = NOBODY_NAMED) -> ParsedSource:  # noqa: ARG001  (all shapes are called alike)
    """Read notes: each paragraph and each list item is a note, under the Markdown heading above it if any."""
    builder = DocumentBuilder(Format.NOTES, text)
    lines = split_lines(text)
    first = next((index for index, line in enumerate(lines) if line.text), len(lines))
    if first < len(lines) and _is_title(lines, first):
        heading = _HEADING.fullmatch(lines[first].text)
        builder.set_title(lines[first], heading[1] if heading else None)
        first += 1
    _read_notes(builder, lines[first:])
    return builder.finish()


def _is_title(lines: list[Line], index: int) -> bool:
    """Tell whether a line stands alone, is short and does not end as a sentence does."""
    line = lines[index]
    alone = index + 1 == len(lines) or not lines[index + 1].text
    if len(line.text) > TITLE_LIMIT or _LIST_LABEL.match(line.text) or reason_to_ignore(line.text, IGNORED):
        return False
    return bool(_HEADING.fullmatch(line.text)) or (alone and line.text[-1] not in _NO_TITLE_END)


def _read_notes(builder: DocumentBuilder, lines: list[Line]) -> None:
    """Add a note for each paragraph and list item; a line that is neither ends the note before it."""
    section = ""
    note: Span | None = None
    for line in lines:
        heading = _HEADING.fullmatch(line.text)
        reason = reason_to_ignore(line.text, IGNORED)
        label = _LIST_LABEL.match(line.text)
        if note and line.text and not (heading or reason or label):
            note = Span(note.start, line.end)
            continue
        if note:
            builder.add_passage(PassageKind.NOTE, Grade.NOTES, note, section=section)
            note = None
        if heading:
            section = heading[1]
            builder.add_furniture(line)
        elif reason:
            builder.ignore(line, reason)
        elif line.text:
            start = line.start + (label.end() if label else 0)
            builder.add_furniture(Span(line.start, start))
            note = Span(start, line.end)
    if note:
        builder.add_passage(PassageKind.NOTE, Grade.NOTES, note, section=section)
