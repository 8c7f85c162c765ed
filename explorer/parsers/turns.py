"""Labelled paragraphs into turns, the same in every written transcript.

A turn is a labelled paragraph with the unlabelled paragraphs that continue it. Whatever is no speech (a heading, a
sound cue, a link, a template tag) ends the turn, and so does whatever nearly is a label or is set apart: nobody is
labelled as speaking after it, so what stands there is a turn without a speaker, with its reason.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from explorer.coding.vocabulary import Grade, PassageKind, TimeBasis
from explorer.labels.clocks import parse_time
from explorer.labels.reading import Labels
from explorer.labels.verdicts import Label
from explorer.lines import IgnoreRules, Line, reason_to_ignore
from explorer.parsers.builder import NO_TIMES, DocumentBuilder, Times
from explorer.parsers.contents import Contents, Heading, as_heading
from explorer.parsers.document import Span

UNSAID = "no label says who speaks here"
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
    """A passage that may go on; a labelled turn has no span until its first words.

    ``is_carried`` is on where a time alone opened it, ``carried_start`` where its first further paragraph begins.
    """

    kind: PassageKind
    line: Line
    speaker: str | None
    times: Times
    is_carried: bool = False
    reason: str = ""
    span: Span | None = None
    carried_start: int | None = None


class TurnReader:
    """Reads a transcript line by line; keeps the section, its start, who speaks and the passage still open."""

    def __init__(self, builder: DocumentBuilder, marks: Marks) -> None:
        self._builder = builder
        self._marks = marks
        self._section = ""
        self._times = NO_TIMES
        self._clock: Times | None = None
        self._open: _Open | None = None
        self._speaker: str | None = None
        self._heard_someone = marks.speaks_at_once
        self._heard_label = False
        self._has_read = False
        self._is_parted = False
        self._last_words = ""
        builder.tell_labels(marks.labels)

    def read(self, line: Line) -> None:
        """Read one line; blank ones end a passage unless a label says who goes on speaking."""
        if not line.text:
            self._part()
        elif line.number in self._marks.contents.lines:
            self._stop()
            self._section, self._times, self._clock = "", NO_TIMES, None
        elif heading := self._marks.heading(line):
            self._stop()
            self._begin_section(line, heading.words, heading.level)
        elif section := self._marks.labels.sections.get(line.number):
            self._stop()
            self._begin_timed_section(line, *section)
        elif label := self._label(line):
            self._read_label(line, label)
        elif reason := self._marks.reason(line):
            self._stop()
            self._builder.ignore(line, reason)
        else:
            self._read_words(line)

    def _part(self) -> None:
        self._is_parted = True
        if self._open and self._open.speaker is None and self._open.span:
            self.close()

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
        self._clock = None
        is_first = not self._has_read and (not self._heard_someone or bool(self._marks.labels.counts))
        if level == 1 and not self._builder.title and not self._section and is_first:
            self._builder.set_title(line, words)
            return
        self._builder.add_furniture(line)
        self._section = words
        start = self._marks.contents.times.get(line.number)
        self._times = NO_TIMES if start is None else Times(start, None, TimeBasis.SECTION)

    def _begin_timed_section(self, line: Line, words: str, start: float) -> None:
        self._builder.add_furniture(line)
        self._section, self._times, self._clock = words, Times(start, None, TimeBasis.SECTION), None

    def _read_label(self, line: Line, label: Label) -> None:
        """Begin a labelled turn, or read a time that stands alone."""
        if line.number in self._marks.labels.breaks:
            self._stop()
        if label.speaker:
            self._begin_turn(line, label)
        else:
            self._read_time(line, label)

    def _begin_turn(self, line: Line, label: Label) -> None:
        """Open the turn of the labelled speaker; its words may stand below."""
        times = self._turn_times(line, label)
        opened = self._open
        if opened and opened.span is None and opened.is_carried and times.basis is not TimeBasis.OWN:
            times, self._open = opened.times, None
        elif self._clock and times.basis is not TimeBasis.OWN:
            times = self._clock
        self.close()
        self._heard_someone = self._heard_label = self._has_read = True
        self._clock = None
        self._speaker = label.speaker
        self._open = _Open(PassageKind.TURN, line, self._speaker, times)
        self._begin_words(line, label.end)

    def _read_time(self, line: Line, label: Label) -> None:
        """Take a time alone: the open turn's, that of a further paragraph, or of the next turn."""
        times = self._turn_times(line, label)
        is_nobodys = self._speaker is None or line.number in self._marks.labels.breaks
        if self._open and self._open.span is None and not self._open.is_carried:
            self._open.times = times
        elif is_nobodys and label.end == len(line.text):
            self._stop()
            self._clock = times
        else:
            self.close()
            self._open = self._carried(line, times)
        self._begin_words(line, label.end)

    def _carried(self, line: Line, times: Times) -> _Open:
        """Open what a time alone begins: a further paragraph of the speaker's, or nobody's words."""
        reason = self._marks.labels.breaks.get(line.number, "")
        if reason:
            self._builder.warn(line, f"{reason}; the words are nobody's")
        is_carried = self._speaker is not None
        start = line.start if is_carried else None
        return _Open(PassageKind.TURN, line, self._speaker, times, is_carried, reason, carried_start=start)

    def _begin_words(self, line: Line, at: int) -> None:
        """Set the label aside, and begin the open turn with what follows it."""
        start = line.start + at
        self._builder.add_furniture(Span(line.start, start))
        self._is_parted, self._last_words = False, ""
        if self._open and start < line.end:
            self._open.span = Span(start, line.end)
            self._last_words = line.text

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
        reason = self._marks.labels.breaks.get(line.number, "") if self._heard_label else ""
        if reason:
            self._stop()
        if self._open is None:
            self._begin_nobodys(line, reason)
        opened = self._open
        if opened is None:
            return
        if opened.span and opened.speaker and opened.carried_start is None and self._begins_paragraph():
            opened.carried_start = line.start
        opened.span = Span(opened.span.start if opened.span else line.start, line.end)
        self._is_parted, self._last_words, self._has_read = False, line.text, True

    def _begins_paragraph(self) -> bool:
        """Tell whether a line begins a further paragraph: below a blank line, or a sentence's end where none part."""
        is_unparted = not self._marks.labels.are_parted and self._last_words[-1:] in _SENTENCE_ENDS
        return self._is_parted or is_unparted

    def _begin_nobodys(self, line: Line, reason: str) -> None:
        kind = PassageKind.TURN if self._heard_someone else PassageKind.SUMMARY
        times = (self._clock or self._times) if self._heard_someone else NO_TIMES
        if not self._marks.labels.counts:
            self._clock = None
        elif self._heard_label:
            reason = reason or UNSAID
            self._builder.warn(line, f"{reason}; the turn has no speaker")
        self._open = _Open(kind, line, None, times, reason=reason)

    def close(self) -> None:
        """Add the passage that is open, if there is one; a label without words is warned of."""
        if self._open is None:
            return
        opened, self._open = self._open, None
        if opened.span is None:
            what = "the time" if opened.is_carried or not opened.speaker else f"the label “{opened.speaker}”"
            self._builder.warn(opened.line, f"nothing follows {what}")
            return
        passage = self._builder.add_passage(
            opened.kind,
            Grade.TRANSCRIPT if opened.kind is PassageKind.TURN else Grade.SUMMARY,
            opened.span,
            speaker=opened.speaker,
            section=self._section,
            times=opened.times,
            carried_start=opened.carried_start,
            reason=opened.reason,
        )
        if opened.is_carried and opened.speaker:
            self._builder.carry_speaker(opened.line, passage)


_SENTENCE_ENDS = frozenset('.!?…"”’»。！？」』।؟')
