"""The Markdown transcript: front matter, an introduction, contents with times, headings and labelled turns.

A turn is a paragraph labelled ``**Name**:`` with the unlabelled paragraphs that continue it. Whatever is no speech
(a heading, a sound cue, a link, a template tag) ends the turn: nobody is labelled as speaking after it, so an
unlabelled paragraph there is a turn without a speaker, and warned of.
"""

import re
from collections import Counter
from dataclasses import dataclass

from explorer.coding.vocabulary import Format, Grade, PassageKind, TimeBasis
from explorer.sources.builder import NO_TIMES, DocumentBuilder, Times
from explorer.sources.contents import Contents, as_heading, read_contents
from explorer.sources.document import ParsedSource, Span
from explorer.sources.lines import IgnoreRules, Line, content_lines, parse_clock, reason_to_ignore, split_lines

_CUE_WORDS = r"[^()\[\]\s]{1,30}(?: [^()\[\]\s]{1,30}){0,3}"
IGNORED: IgnoreRules = (
    (re.compile(r"\{[%{].*[%}]\}"), "template tag"),
    (re.compile(r"<[^<>]{1,500}>(?:</[a-z]{1,20}>)?"), "embedded player"),
    (re.compile(r"(?:[^\[\]]{1,100}:\s{0,9})?!?\[[^\[\]]*\]\(\S*\)"), "link"),
    (re.compile(rf"[*_]?(?:\({_CUE_WORDS}\)|\[{_CUE_WORDS}\])[*_]?"), "sound cue"),
    (re.compile(r"[-*_]{3,}"), "separator line"),
)
FENCE = "---"
_LABEL = re.compile(
    r"\*\*\s{0,3}([^*:\s][^*:]{0,99}?)\s{0,3}"
    r"(?::\s{0,3}\*\*|\*\*\s{0,3}(?:[\[(]([0-9]{1,3}:[0-9:.]{1,9})[\])]\s{0,3})?:)\s*"
)
_KEY = re.compile(r"([A-Za-z_][\w-]{0,60}):(?:\s+(.*))?")


def recognises(text: str) -> bool:
    """Tell whether lines begin with bold speaker labels, and one speaker is labelled at least twice."""
    labels = Counter(match[1] for line in content_lines(text) if (match := _LABEL.match(line.text)))
    return any(count > 1 for count in labels.values())


def parse(text: str) -> ParsedSource:
    """Read a Markdown transcript into an introduction and turns; a turn's time is its own or its section's."""
    builder = DocumentBuilder(Format.MARKDOWN_TRANSCRIPT, text)
    lines = _read_front_matter(builder, split_lines(text))
    reader = _Reader(builder, read_contents(builder, lines))
    for line in lines:
        reader.read(line)
    reader.close()
    return builder.finish()


def _read_front_matter(builder: DocumentBuilder, lines: list[Line]) -> list[Line]:
    """Take ``key: value`` lines between two fences as metadata, and return the lines below them.

    It is read line by line, never as YAML, whose nesting and tags no transcript needs.
    """
    first = next((index for index, line in enumerate(lines) if line.text), len(lines))
    if first == len(lines) or lines[first].text != FENCE:
        return lines
    last = next((index for index in range(first + 1, len(lines)) if lines[index].text == FENCE), None)
    if last is None:
        builder.warn(lines[first], f"the front matter is not closed by a line {FENCE}; it is read as text")
        return lines
    for line in lines[first : last + 1]:
        builder.add_furniture(line)
    for line in lines[first + 1 : last]:
        _read_key(builder, line)
    builder.title = str(builder.metadata.get("title", ""))
    return lines[last + 1 :]


def _read_key(builder: DocumentBuilder, line: Line) -> None:
    """Add the ``key: value`` of one line to the metadata; warn of a line that is something else."""
    if not line.text or line.text.startswith("#"):
        return
    match = _KEY.fullmatch(line.text)
    if match is None or match[1] in builder.metadata:
        builder.warn(line, "not a new “key: value”; the line is left out of the metadata")
        return
    value = (match[2] or "").strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    builder.metadata[match[1]] = value


@dataclass(slots=True)
class _Open:
    """A passage that may go on; a labelled turn has no span until its first words."""

    kind: PassageKind
    line: Line
    speaker: str | None
    times: Times
    span: Span | None = None


class _Reader:
    """Reads the document line by line; keeps the section, its start and the passage still open."""

    def __init__(self, builder: DocumentBuilder, contents: Contents) -> None:
        self._builder = builder
        self._contents = contents
        self._section = ""
        self._times = NO_TIMES
        self._open: _Open | None = None
        self._heard_someone = False

    def read(self, line: Line) -> None:
        """Read one line; blank ones end a passage unless a label says who goes on speaking."""
        if not line.text:
            if self._open and self._open.speaker is None:
                self.close()
        elif line.number in self._contents.lines:
            self.close()
            self._section, self._times = "", NO_TIMES
        elif heading := as_heading(line):
            self.close()
            self._begin_section(line, heading.words, heading.level)
        elif reason := reason_to_ignore(line.text, IGNORED):
            self.close()
            self._builder.ignore(line, reason)
        elif label := _LABEL.match(line.text):
            self._begin_turn(line, label)
        else:
            self._read_words(line)

    def _begin_section(self, line: Line, words: str, level: int) -> None:
        """Take a heading as title, where there is none yet above everything else, or as a section's name."""
        if level == 1 and not self._builder.title and not self._section and not self._heard_someone:
            self._builder.set_title(line, words)
            return
        self._builder.add_furniture(line)
        self._section = words
        start = self._contents.times.get(line.number)
        self._times = NO_TIMES if start is None else Times(start, None, TimeBasis.SECTION)

    def _begin_turn(self, line: Line, label: re.Match[str]) -> None:
        """Open the turn of the labelled speaker; its words may stand on the same line or below."""
        self.close()
        self._heard_someone = True
        start = line.start + label.end()
        self._builder.add_furniture(Span(line.start, start))
        self._open = _Open(PassageKind.TURN, line, label[1].strip(), self._turn_times(line, label[2]))
        if start < line.end:
            self._open.span = Span(start, line.end)

    def _turn_times(self, line: Line, printed: str | None) -> Times:
        """Return the time printed in a label, else the section's."""
        start = parse_clock(printed) if printed else None
        if printed and start is None:
            self._builder.warn(line, f"“{printed}” is no time; the turn has its section's")
        return self._times if start is None else Times(start, None, TimeBasis.OWN)

    def _read_words(self, line: Line) -> None:
        """Continue the open passage or begin one that nobody is labelled as speaking."""
        if self._open is None:
            kind = PassageKind.TURN if self._heard_someone else PassageKind.SUMMARY
            times = self._times if self._heard_someone else NO_TIMES
            if self._heard_someone:
                self._builder.warn(line, "no label says who speaks here; the turn has no speaker")
            self._open = _Open(kind, line, None, times)
        start = self._open.span.start if self._open.span else line.start
        self._open.span = Span(start, line.end)

    def close(self) -> None:
        """Add the passage that is open, if there is one; a label without words is warned of."""
        if self._open is None:
            return
        opened, self._open = self._open, None
        if opened.span is None:
            self._builder.warn(opened.line, f"nothing follows the label “{opened.speaker}”")
            return
        self._builder.add_passage(
            opened.kind,
            Grade.TRANSCRIPT if opened.kind is PassageKind.TURN else Grade.SUMMARY,
            opened.span,
            speaker=opened.speaker,
            section=self._section,
            times=opened.times,
        )
