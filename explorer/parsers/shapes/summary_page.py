"""The summary page: a headline summary, takeaways, quotations, questions and an unlabelled preview.

Lines follow one another without blank lines; known headings part the page and adverts part its takeaways.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from explorer.coding.vocabulary import Format, Grade, PassageKind
from explorer.labels.reading import NOBODY_NAMED
from explorer.lines import IgnoreRules, Line, content_lines, headings_present, reason_to_ignore
from explorer.parsers.builder import DocumentBuilder
from explorer.parsers.document import ParsedSource, Span

IGNORED: IgnoreRules = (
    (re.compile(r"Get the full analysis with .{1,60}"), "advert"),
    (re.compile(r"Install .{1,60} to search the full transcript.{0,60}"), "advert"),
    (re.compile(r"Get Full Transcript.{0,60}"), "advert"),
    (re.compile(r"AI summaries, .{1,100}"), "advert"),
    (re.compile(r"Add to (?:Chrome|Firefox|Edge|Safari)"), "button"),
)
TITLE_LIMIT = 300
SHORTEST_REPEAT = 20
_PERSON = re.compile(r"([^(),]{1,100}) \((host|co-host|guest)\)(?:, |$)")
_ATTRIBUTION = re.compile(r"[—–―-]{1,2}\s{0,3}(\S.{0,99})")
_CUT_OFF = re.compile(r"(?:\.\.\.|…)$")
_OPENING = ("“", '"')
_CLOSING = ("”", '"')


@dataclass(frozen=True, slots=True)
class _Section:
    """What stands under a heading: runs of lines between adverts, and whether there were any adverts."""

    heading: str
    runs: list[list[Line]]
    has_adverts: bool


def recognises(text: str) -> bool:
    """Tell whether at least two of the page's headings stand on lines of their own."""
    return len(headings_present(content_lines(text), _READERS)) > 1


def parse(text: str, named: Mapping[int, str] = NOBODY_NAMED) -> ParsedSource:
    """Read a summary page into summary, takeaways, quotations, questions and turns without a speaker."""
    builder = DocumentBuilder(Format.SUMMARY_PAGE, text)
    parts: list[tuple[str, list[Line]]] = [("", [])]
    for line in content_lines(text):
        if line.text.casefold() in _READERS:
            builder.add_furniture(line)
            parts.append((line.text, []))
        else:
            parts[-1][1].append(line)
    summary = _read_opening(builder, _section(builder, *parts[0]))
    for heading, lines in parts[1:]:
        _READERS[heading.casefold()](builder, _section(builder, heading, lines), summary)
    return builder.finish()


def _section(builder: DocumentBuilder, heading: str, lines: Iterable[Line]) -> _Section:
    """Set the adverts among ``lines`` aside and return what they part."""
    runs: list[list[Line]] = [[]]
    for line in lines:
        if reason := reason_to_ignore(line.text, IGNORED):
            builder.ignore(line, reason)
            runs.append([])
        else:
            runs[-1].append(line)
    return _Section(heading, [run for run in runs if run], has_adverts=len(runs) > 1)


def _read_opening(builder: DocumentBuilder, section: _Section) -> str:
    """Read title, people, lead and summary, and return the summary without its headline."""
    summary = ""
    for run in section.runs:
        rest: list[Line] = []
        for line in run:
            if not rest and "people" not in builder.metadata and (people := _people(line.text)):
                builder.metadata["people"] = people
                builder.add_furniture(line)
            elif not rest and not builder.title and len(line.text) <= TITLE_LIMIT:
                builder.set_title(line)
            else:
                rest.append(line)
        if len(rest) > 1 and len(rest[-1].text) >= SHORTEST_REPEAT and rest[0].text.endswith(rest[-1].text):
            builder.ignore(rest.pop(0), "repeated lead")
        if rest:
            builder.add_passage(PassageKind.SUMMARY, Grade.SUMMARY, Span(rest[0].start, rest[-1].end))
            summary = summary or rest[-1].text
    return summary


def _people(line: str) -> list[dict[str, str]]:
    """Return the people of a line such as ``A B (host), C D (guest)``, none when the line is anything else."""
    people, position = [], 0
    while match := _PERSON.match(line, position):
        people.append({"name": match[1].strip(), "role": match[2]})
        position = match.end()
    return people if position == len(line) else []


def _read_takeaways(builder: DocumentBuilder, section: _Section, summary: str) -> None:
    """Add each heading with its body: what stands between two adverts, or else two lines at a time."""
    runs = section.runs
    if not section.has_adverts and runs:
        runs = [runs[0][index : index + 2] for index in range(0, len(runs[0]), 2)]
        if len(runs[-1]) == 1:
            builder.warn(runs[-1][0], "a takeaway without a body; check that headings and bodies are paired")
    for run in runs:
        span = Span(run[0].start, run[-1].end)
        builder.add_passage(PassageKind.TAKEAWAY, Grade.SUMMARY, span, section=section.heading)


def _read_quotations(builder: DocumentBuilder, section: _Section, summary: str) -> None:
    """Add each quotation, spoken by whoever the line below it names after a dash."""
    for run in section.runs:
        pending: list[Line] = []
        for line in run:
            if attribution := _ATTRIBUTION.fullmatch(line.text):
                builder.add_furniture(line)
                if pending:
                    _add_quotation(builder, section.heading, pending, attribution[1])
                else:
                    builder.warn(line, f"{attribution[1]} is named below no quotation; check the lines above")
                pending = []
            elif pending and not line.text.startswith(_OPENING) and not pending[-1].text.endswith(_CLOSING):
                pending.append(line)
            else:
                _add_quotation(builder, section.heading, pending, None)
                pending = [line]
        _add_quotation(builder, section.heading, pending, None)


def _add_quotation(builder: DocumentBuilder, section: str, lines: list[Line], speaker: str | None) -> None:
    """Add the words of ``lines``; the outer quotation marks are furniture, since every page prints its own."""
    if not lines:
        return
    if speaker is None:
        builder.warn(lines[0], "no line below names who said the quotation; its speaker stays empty")
    start, end = lines[0].start, lines[-1].end
    if _has_outer_marks(lines):
        builder.add_furniture(Span(start, start + 1))
        builder.add_furniture(Span(end - 1, end))
        start, end = start + 1, end - 1
    builder.add_passage(PassageKind.QUOTATION, Grade.QUOTATION, Span(start, end), speaker=speaker, section=section)


def _has_outer_marks(lines: list[Line]) -> bool:
    """Tell whether one pair of quotation marks holds all of ``lines``: ``“A” and “B”`` has no outer pair."""
    words = " ".join(line.text for line in lines)
    inside = words[1:-1]
    if not inside.strip():
        return False
    if words[0] == "“" and words[-1] == "”":
        depth = 0
        for mark in re.findall("[“”]", inside):
            depth += 1 if mark == "“" else -1
            if depth < 0:
                return False
        return depth == 0
    return words[0] == words[-1] == '"' and '"' not in inside


def _read_questions(builder: DocumentBuilder, section: _Section, summary: str) -> None:
    """Add each question, and below it what reads as its answer; the summary's cut-off repetition is ignored."""
    for run in section.runs:
        question: str | None = None
        for line in run:
            span = Span(line.start, line.end)
            stem = _CUT_OFF.sub("", line.text).rstrip()
            if stem != line.text and len(stem) >= SHORTEST_REPEAT and summary.startswith(stem):
                builder.ignore(line, "repeated lead")
            elif question is None or line.text.endswith("?"):
                question = builder.add_passage(PassageKind.QUESTION, Grade.SUMMARY, span, section=section.heading)
            else:
                builder.add_passage(PassageKind.ANSWER, Grade.SUMMARY, span, section=section.heading, answers=question)


def _read_preview(builder: DocumentBuilder, section: _Section, summary: str) -> None:
    """Add each paragraph as a turn of nobody, since the preview labels no speakers."""
    for run in section.runs:
        for line in run:
            builder.add_passage(PassageKind.TURN, Grade.TRANSCRIPT, Span(line.start, line.end), section=section.heading)


_READERS: dict[str, Callable[[DocumentBuilder, _Section, str], None]] = {
    "key takeaways": _read_takeaways,
    "notable quotes": _read_quotations,
    "questions answered in this episode": _read_questions,
    "transcript preview": _read_preview,
}
