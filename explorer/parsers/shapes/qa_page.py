"""The questions-and-answers page: a summary sentence, bulleted insights, ``Q:`` lines with answers, takeaways.

One blank line separates the paragraphs of an answer. Two or more blank lines end the answer, so that the introduction
of the next part does not become the last paragraph of the answer.
"""

import datetime
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from explorer.coding.vocabulary import Format, Grade, PassageKind
from explorer.labels.reading import NOBODY_NAMED
from explorer.lines import IgnoreRules, Line, content_lines, headings_present, reason_to_ignore
from explorer.parsers.builder import DocumentBuilder
from explorer.parsers.document import ParsedSource, Span

IGNORED: IgnoreRules = (
    (re.compile(r"YouTube video player"), "player caption"),
    (
        re.compile(r"(?:Install to )?Summarize YouTube Videos and Get (?:Video )?Transcripts(?: with 1-Click)?"),
        "advert",
    ),
    (re.compile(r"Download browser extensions on:?"), "advert"),
    (re.compile(r"Explore More Summaries from .{1,100}"), "advert"),
    (re.compile(r"Share This Summary\W{0,9}"), "button"),
    (re.compile(r".*(?:\.\.\.|…)\s?Read More"), "cut-off caption"),
)
QUESTIONS = frozenset({"questions & answers", "questions and answers"})
ITEM_KINDS = {
    "key insights": PassageKind.INSIGHT,
    "summary & key takeaways": PassageKind.TAKEAWAY,
    "key takeaways": PassageKind.TAKEAWAY,
}
HEADINGS = QUESTIONS | ITEM_KINDS.keys()
TITLE_LIMIT = 300
NAME_LIMIT = 100
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DATE = re.compile(rf"({'|'.join(_MONTHS)}) ([0-9]{{1,2}}), ([0-9]{{4}})")
_QUESTION = re.compile(r"Q[0-9]{0,3}:\s{0,9}(?=\S)")
_ANSWER = re.compile(r"A[0-9]{0,3}:\s{0,9}(?=\S)")
_BULLET = re.compile(r"[•*-]\s{1,9}(?=\S)")
_FIRST_WORD = re.compile(r"(\S{1,16})\s{1,9}(?=\S)")
_PICTURE_CATEGORIES = frozenset({"So", "Sk", "Mn", "Me", "Cf"})


@dataclass(slots=True)
class _Open:
    """A passage that later lines may still continue."""

    kind: PassageKind
    start: int
    end: int
    section: str
    answers: str | None = None


def recognises(text: str) -> bool:
    """Tell whether the heading Questions & Answers stands on a line and another line begins with ``Q:``."""
    lines = content_lines(text)
    return bool(headings_present(lines, QUESTIONS)) and any(_QUESTION.match(line.text) for line in lines)


def parse(text: str, named: Mapping[int, str] = NOBODY_NAMED) -> ParsedSource:  # noqa: ARG001, as every parser takes it
    """Read a questions-and-answers page; each answer refers to the question above it."""
    reader = _Reader(DocumentBuilder(Format.QA_PAGE, text))
    lines = content_lines(text)
    opening = next((index for index, line in enumerate(lines) if _opens_a_part(line.text)), len(lines))
    rest = reader.read_masthead(lines[:opening])
    for line in rest + lines[opening:]:
        reader.read(line)
    reader.close()
    return reader.builder.finish()


def _opens_a_part(line: str) -> bool:
    """Tell whether a line is a heading or a question; the first such line ends the masthead."""
    return line.casefold() in HEADINGS or _QUESTION.match(line) is not None


def _parse_date(printed: str) -> str | None:
    """Return a date printed as ``December 23, 2018`` in the form ``2018-12-23``; None if the text is no such date."""
    match = _DATE.fullmatch(printed)
    if match is None:
        return None
    try:
        return datetime.date(int(match[3]), _MONTHS.index(match[1]) + 1, int(match[2])).isoformat()
    except ValueError:
        return None


def _bullet_end(line: str) -> int:
    """Return where the words begin, after a bullet and any pictograph behind it; 0 for a line without a bullet."""
    bullet = _BULLET.match(line)
    if bullet is None:
        return 0
    word = _FIRST_WORD.match(line, bullet.end())
    categories = {unicodedata.category(character) for character in word[1]} if word else set()
    # The first word is a pictograph if it has a symbol and only signs that pictographs consist of.
    return word.end() if word and "So" in categories <= _PICTURE_CATEGORIES else bullet.end()


class _Reader:
    """Reads the page line by line; keeps the section, the current question and the open passage."""

    def __init__(self, builder: DocumentBuilder) -> None:
        self.builder = builder
        self._section = ""
        self._question: str | None = None
        self._answered = False
        self._open: _Open | None = None
        self._last = 0

    def read_masthead(self, lines: list[Line]) -> list[Line]:
        """Take the title, the date and the show's name from the lines of the masthead; return the other lines."""
        rest: list[Line] = []
        date_line = -1
        for index, line in enumerate(lines):
            ends_a_sentence = line.text[-1] in ".!?…"
            if index == 0 and len(line.text) <= TITLE_LIMIT and not reason_to_ignore(line.text, IGNORED):
                self.builder.set_title(line)
            elif date_line < 0 and (date := _parse_date(line.text)):
                self.builder.metadata["date"] = date
                self.builder.add_furniture(line)
                date_line = line.number
            elif line.number == date_line + 1 and len(line.text) <= NAME_LIMIT and not ends_a_sentence:
                self.builder.metadata["show"] = line.text
                self.builder.add_furniture(line)
            elif self.builder.title == line.text or self.builder.title.startswith(f"{line.text} |"):
                self.builder.ignore(line, "repeated title")
            else:
                rest.append(line)
        return rest

    def read(self, line: Line) -> None:
        """Read one line that is not blank."""
        blank_lines = line.number - self._last - 1
        self._last = line.number
        if reason := reason_to_ignore(line.text, IGNORED):
            self.close()
            self.builder.ignore(line, reason)
        elif line.text.casefold() in HEADINGS:
            self.close()
            self.builder.add_furniture(line)
            self._section, self._question = line.text, None
        elif label := _QUESTION.match(line.text):
            self._read_question(line, label.end())
        elif (kind := ITEM_KINDS.get(self._section.casefold())) and (offset := _bullet_end(line.text)):
            self._begin(kind, line, offset)
        else:
            self._read_paragraph(line, blank_lines)

    def _read_question(self, line: Line, offset: int) -> None:
        self.close()
        start = line.start + offset
        self.builder.add_furniture(Span(line.start, start))
        self._question = self.builder.add_passage(
            PassageKind.QUESTION, Grade.SUMMARY, Span(start, line.end), section=self._section
        )
        self._answered = False

    def _read_paragraph(self, line: Line, blank_lines: int) -> None:
        """Let the line continue the open passage, begin an answer to the current question, or begin a summary."""
        if blank_lines > 1 and (self._question is None or self._answered):
            self._question, self._section = None, ""
            self.close()
        most_blank_lines = 1 if self._open and self._open.kind is PassageKind.ANSWER else 0
        if self._open and blank_lines <= most_blank_lines:
            self._open.end = line.end
        elif self._question:
            label = _ANSWER.match(line.text)
            self._begin(PassageKind.ANSWER, line, label.end() if label else 0)
            self._answered = True
        else:
            self._begin(PassageKind.SUMMARY, line, 0)

    def _begin(self, kind: PassageKind, line: Line, offset: int) -> None:
        """Open a passage at an offset in the line; a label or a bullet stands before it."""
        self.close()
        start = line.start + offset
        self.builder.add_furniture(Span(line.start, start))
        answers = self._question if kind is PassageKind.ANSWER else None
        self._open = _Open(kind, start, line.end, self._section, answers)

    def close(self) -> None:
        """Add the passage that is open, if there is one."""
        if self._open:
            span = Span(self._open.start, self._open.end)
            section, answers = self._open.section, self._open.answers
            self.builder.add_passage(self._open.kind, Grade.SUMMARY, span, section=section, answers=answers)
            self._open = None
