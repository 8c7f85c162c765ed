"""Labelled paragraphs into turns, the same in every written transcript.

A turn is a labelled paragraph with the unlabelled paragraphs that continue it. Whatever is no speech (a heading, a
sound cue, a link, a template tag) ends the turn: nobody is labelled as speaking after it, so an unlabelled paragraph
there is a turn without a speaker, and warned of.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from explorer.coding.vocabulary import Grade, PassageKind, TimeBasis
from explorer.parsers.builder import NO_TIMES, DocumentBuilder, Times
from explorer.parsers.contents import Contents, Heading, as_heading
from explorer.parsers.document import Span
from explorer.parsers.labels import Label, Labels
from explorer.parsers.lines import IgnoreRules, Line, parse_time, reason_to_ignore

_CUE_WORDS = r"[^()\[\]\s]{1,30}(?: [^()\[\]\s]{1,30}){0,3}"
IGNORED: IgnoreRules = (
    (re.compile(r"\{[%{].*[%}]\}"), "template tag"),
    (re.compile(r"<[^<>]{1,500}>(?:</[a-z]{1,20}>)?"), "embedded player"),
    (re.compile(r"(?:[^\[\]]{1,100}:\s{0,9})?!?\[[^\[\]]*\]\(\S*\)"), "link"),
    (re.compile(rf"[*_]?(?:\({_CUE_WORDS}\)|\[{_CUE_WORDS}\])[*_]?"), "sound cue"),
    (re.compile(r"[-*_=]{3,}"), "separator line"),
)


def reason_of(line: Line) -> str | None:
    """Return why a line of a written transcript is no speech, None where it is."""
    return reason_to_ignore(line.text, IGNORED)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a format knows of its lines: contents, headings, labels and what is ignored.

    ``speaks_at_once`` is on where paragraphs above the first label are speech, not an introduction.
    """

    contents: Contents = field(default_factory=Contents)
    labels: Labels = field(default_factory=Labels)
    heading: Callable[[Line], Heading | None] = as_heading
    reason: Callable[[Line], str | None] = reason_of
    speaks_at_once: bool = False


@dataclass(slots=True)
class _Open:
    """A passage that may go on; a labelled turn has no span until its first words."""

    kind: PassageKind
    line: Line
    speaker: str | None
    times: Times
    is_carried: bool = False
    span: Span | None = None


class TurnReader:
    """Reads a transcript line by line; keeps the section, its start, who speaks and the passage still open."""

    def __init__(self, builder: DocumentBuilder, marks: Marks) -> None:
        self._builder = builder
        self._marks = marks
        self._section = ""
        self._times = NO_TIMES
        self._open: _Open | None = None
        self._speaker: str | None = None
        self._heard_someone = marks.speaks_at_once
        for line, message in marks.labels.warnings:
            builder.warn(line, message)

    def read(self, line: Line) -> None:
        """Read one line; blank ones end a passage unless a label says who goes on speaking."""
        if not line.text:
            if self._open and self._open.speaker is None and self._open.span:
                self.close()
        elif line.number in self._marks.contents.lines:
            self._stop()
            self._section, self._times = "", NO_TIMES
        elif heading := self._marks.heading(line):
            self._stop()
            self._begin_section(line, heading.words, heading.level)
        elif label := self._label(line):
            self._begin_turn(line, label)
        elif reason := self._marks.reason(line):
            self._stop()
            self._builder.ignore(line, reason)
        else:
            self._read_words(line)

    def _label(self, line: Line) -> Label | None:
        """Return the label of a line; a time with words above the first speaker is an introduction's, no turn's."""
        label = self._marks.labels.by_line.get(line.number)
        if label is None or label.speaker or self._heard_someone or label.end == len(line.text):
            return label
        return None

    def _stop(self) -> None:
        """End the turn: nobody is labelled as speaking from here."""
        self.close()
        self._speaker = None

    def _begin_section(self, line: Line, words: str, level: int) -> None:
        """Take a heading as title, where there is none yet above everything else, or as a section's name."""
        if level == 1 and not self._builder.title and not self._section and not self._heard_someone:
            self._builder.set_title(line, words)
            return
        self._builder.add_furniture(line)
        self._section = words
        start = self._marks.contents.times.get(line.number)
        self._times = NO_TIMES if start is None else Times(start, None, TimeBasis.SECTION)

    def _begin_turn(self, line: Line, label: Label) -> None:
        """Open the turn of the labelled speaker, or of the last one at a time alone; its words may stand below."""
        times = self._turn_times(line, label)
        if self._open and self._open.span is None and self._open.is_carried and times.basis is not TimeBasis.OWN:
            times, self._open = self._open.times, None
        elif self._open and self._open.span is None and label.speaker is None and not self._open.is_carried:
            self._open.times = times
            self._begin_words(line, label.end)
            return
        self.close()
        self._heard_someone = True
        self._speaker = label.speaker or self._speaker
        self._open = _Open(PassageKind.TURN, line, self._speaker, times, is_carried=label.speaker is None)
        self._begin_words(line, label.end)

    def _begin_words(self, line: Line, at: int) -> None:
        """Set the label aside, and begin the open turn with what follows it."""
        start = line.start + at
        self._builder.add_furniture(Span(line.start, start))
        if self._open and start < line.end:
            self._open.span = Span(start, line.end)

    def _turn_times(self, line: Line, label: Label) -> Times:
        """Return the times printed in a label, else the section's."""
        if label.start_time is None:
            return self._times
        start, end = parse_time(label.start_time), parse_time(label.end_time or "")
        if start is None:
            self._builder.warn(line, f"“{label.start_time}” is no time; the turn has its section's")
            return self._times
        if label.end_time and (end is None or end < start):
            self._builder.warn(line, f"“{label.end_time}” is no time after {label.start_time}; the turn has no end")
            end = None
        return Times(start, end, TimeBasis.OWN)

    def _read_words(self, line: Line) -> None:
        """Continue the open passage or begin one that nobody is labelled as speaking."""
        if self._open is None:
            kind = PassageKind.TURN if self._heard_someone else PassageKind.SUMMARY
            times = self._times if self._heard_someone else NO_TIMES
            if self._heard_someone and not self._marks.speaks_at_once:
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
            what = "the time" if opened.is_carried else f"the label “{opened.speaker}”"
            self._builder.warn(opened.line, f"nothing follows {what}")
            return
        passage = self._builder.add_passage(
            opened.kind,
            Grade.TRANSCRIPT if opened.kind is PassageKind.TURN else Grade.SUMMARY,
            opened.span,
            speaker=opened.speaker,
            section=self._section,
            times=opened.times,
        )
        if opened.is_carried and opened.speaker:
            self._builder.carry_speaker(opened.line, passage)
